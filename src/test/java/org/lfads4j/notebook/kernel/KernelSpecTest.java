package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Jupyter is told. */
class KernelSpecTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  @Test
  void userDataIsWhereJupyterLooks() {
    assertEquals(Path.of("/d"), data(Map.of("JUPYTER_DATA_DIR", "/d", "HOME", "/h"), "Linux"));
    assertEquals(Path.of("/h/.local/share/jupyter"), data(Map.of("HOME", "/h"), "Linux"));
    assertEquals(Path.of("/x/jupyter"), data(Map.of("HOME", "/h", "XDG_DATA_HOME", "/x"), "Linux"));
    assertEquals(Path.of("/h/Library/Jupyter"), data(Map.of("HOME", "/h"), "Mac OS X"));
    assertEquals(Path.of("/a/jupyter"), data(Map.of("HOME", "/h", "APPDATA", "/a"), "Windows 11"));
    assertEquals(Path.of("/p/share/jupyter"), KernelSpec.dataOf(Path.of("/p")));
  }

  private static Path data(Map<String, String> env, String os) {
    return KernelSpec.userData(env, os);
  }

  @Test
  void aKernelIsAFolderThatCanBeRemovedAgain(@TempDir Path data) throws IOException {
    Path folder = KernelSpec.install(Path.of("/some/lfads4j.jar"), JAVA, data, false);
    assertEquals(data.resolve("kernels/lfads4j"), folder);
    JsonObject json =
        JsonParser.parseString(Files.readString(folder.resolve("kernel.json"))).getAsJsonObject();
    assertEquals("java", json.get("language").getAsString());
    assertEquals("message", json.get("interrupt_mode").getAsString());
    assertEquals(
        "[\"sh\",\"" + folder.resolve("start") + "\",\"{connection_file}\"]",
        json.get("argv").toString());
    String script = Files.readString(folder.resolve("start"));
    assertTrue(script.contains("--add-modules=jdk.incubator.vector"), "the fast path's flag");
    assertTrue(KernelSpec.uninstall(data));
    assertFalse(Files.exists(folder));
    assertFalse(KernelSpec.uninstall(data));
  }

  @Test
  void windowsHasItsOwnScript(@TempDir Path data) throws IOException {
    Path folder = KernelSpec.install(Path.of("/some/lfads4j.jar"), JAVA, data, true);
    String script = Files.readString(folder.resolve("start.cmd"));
    assertTrue(script.contains("kernel run %1\r\n"), script);
    assertTrue(script.contains("-Xmx%LFADS4J_HEAP%"), script);
    assertTrue(Files.readString(folder.resolve("kernel.json")).contains("\"/c\""));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aJarThatMovedIsToldInASentence(@TempDir Path data) throws Exception {
    Path jar = data.resolve("it's gone.jar");
    Path folder = KernelSpec.install(jar, JAVA, data, false);
    Process process =
        new ProcessBuilder("sh", folder.resolve("start").toString(), "connection.json")
            .redirectErrorStream(true)
            .start();
    assertEquals(
        "lfads4j: " + jar + " is not there any more; run: java -jar lfads4j.jar kernel install\n",
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(1, process.waitFor());
  }
}
