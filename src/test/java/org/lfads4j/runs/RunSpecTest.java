package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSpecTest {
  private static String refusal(Runnable make) {
    return assertThrows(IllegalArgumentException.class, make::run).getMessage();
  }

  private static final SessionSource ONE = SessionSource.of(SmallRuns.trials(1));

  @Test
  void aNameMustDoForAFolder() {
    String must = " must be 1 to 80 letters, digits, points, dashes or underscores, got ";
    assertEquals(
        "run name" + must + "\"a/b\"; try \"a_b\"",
        refusal(() -> new RunSpec("a/b", List.of(ONE))));
    assertEquals(
        "run name" + must + "\"\"; try \"_\"", refusal(() -> new RunSpec("", List.of(ONE))));
    assertEquals(
        "run name" + must + "\".hidden\"; try \"_.hidden\"",
        refusal(() -> new RunSpec(".hidden", List.of(ONE))));
    assertEquals(
        "session name" + must + "\"Mäuse 3\"; try \"M_use_3\"",
        refusal(
            () -> new SessionSource.OfFile("Mäuse 3", Path.of("x.h5"), OptionalDouble.empty())));
    String long81 = "x".repeat(81);
    assertEquals(
        "run name" + must + '"' + long81 + "\"; try \"" + "x".repeat(80) + '"',
        refusal(() -> new RunSpec(long81, List.of(ONE))));
  }

  @Test
  void sessionsMustBeThereUnderDifferentNames() {
    assertEquals(
        "run \"r\" must have at least one session", refusal(() -> new RunSpec("r", List.of())));
    assertEquals(
        "run \"r\" must have sessions of different names, got [small, small]",
        refusal(() -> new RunSpec("r", List.of(ONE, SessionSource.of(SmallRuns.trials(2))))));
  }

  @ParameterizedTest
  @CsvSource({
    "/data/monday.h5, monday",
    "monday.2024.npz, monday.2024",
    ".hidden, _.hidden",
    "my session.mat, my_session",
    "noending, noending"
  })
  void aSessionIsCalledLikeItsFile(String file, String name) {
    assertEquals(name, SessionSource.of(Path.of(file)).name());
    assertEquals(name, SessionSource.of(Path.of(file), 2).name());
  }

  @Test
  void aRecordingInMemoryKeepsItsName() {
    assertEquals("small", ONE.name());
    assertEquals("in memory", ONE.origin());
    assertEquals("a_b", SessionSource.of(SmallRuns.trials(1).withSession("a b")).load().session());
    assertEquals("small", RunSpec.of(ONE).name());
  }
}
