package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOption;

/** What a run's folder says of it, to whoever reads it later. */
class ManifestTest {
  @TempDir private Path folder;

  @Test
  void whyARunFailedIsToldInJavaAndOnTheCommandLine() {
    RunFolder files = new RunFolder(folder);
    Message why = Message.of("a must be 1, got 2; use ", Message.use(RunOption.SEED, 3));
    Manifest.of(files).failed(why, false);
    Manifest read = Manifest.of(files);
    assertEquals(Optional.of(why), read.status().why());
    assertEquals("a must be 1, got 2; use withSeed(3)", read.json().get("why").getAsString());
    read.failed(Message.of("the same"), false);
    assertEquals(Optional.of(Message.of("the same")), Manifest.of(files).status().why());
  }

  /** As earlier versions wrote it. */
  @Test
  void aReasonInOneFormIsToldAsItStands() {
    RunFolder files = new RunFolder(folder);
    Manifest manifest = Manifest.of(files);
    manifest.failed(Message.of("use withSeed(3)"), false);
    assertFalse(manifest.json().has("why_on_command_line"));
    assertEquals(
        "use withSeed(3)", Manifest.of(files).status().why().orElseThrow().onCommandLine());
  }
}
