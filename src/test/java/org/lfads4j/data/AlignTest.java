package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignTest {
  /** 4 trials of 10 bins of 10 ms from -20 ms on; the count is 10 x trial + bin. */
  private static Trials trials() {
    int[][][] counts = new int[4][10][1];
    for (int e = 0; e < 4; e++) {
      for (int t = 0; t < 10; t++) {
        counts[e][t][0] = 10 * e + t;
      }
    }
    return Trials.of(counts, 10)
        .withStartMs(-20)
        .withTrialIds(List.of("a", "b", "c", "d"))
        .withEvents(
            new Event("go", List.of(0.0, 29.9, Double.NaN, 70.0)),
            new Event("end", List.of(5.0, 40.0, 41.0, Double.NaN)));
  }

  private static String messageOf(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void theWindowLiesAroundTheEvent() {
    Trials aligned = trials().align("go", -20, 20);
    assertEquals(List.of("a", "b"), aligned.trialIds());
    assertEquals(4, aligned.bins());
    assertEquals(-20, aligned.startMs());
    assertEquals(0, aligned.counts().at(0, 0, 0));
    assertEquals(12, aligned.counts().at(1, 0, 0), "the event's bin is the fifth");
    assertEquals(14, aligned.counts().at(1, 2, 0), "and begins at 0 ms");
    assertEquals(0, aligned.timeMs(2));
    assertEquals(9.9, aligned.event("go").timesMs().get(1), 1e-9);
    assertEquals(20, aligned.event("end").timesMs().get(1), 1e-9);
  }

  @Test
  void whatWasLeftOutIsTold() {
    Trials aligned = trials().align("go", -20, 20);
    assertEquals(
        List.of(
            "align left out 1 of 4 trials, without \"go\": c",
            "align left out 1 of 4 trials, with a window beyond the trial: d"),
        aligned.notes());
    assertTrue(
        aligned.toString().startsWith("Trials \"session\": 2 trials x 4 bins x 1 neurons (see"));
    assertEquals(List.of(), trials().align("end", 0, 10).select(0).withNotes(List.of()).notes());
  }

  @Test
  void windowsThatTouchTheEndsFit() {
    Trials one = trials().select(1);
    assertEquals(10, one.align("end", -60, 40).bins());
    assertEquals(
        "align must leave at least one trial, and leaves none (0 without \"end\", 1 with a window"
            + " beyond the trial)",
        messageOf(() -> one.align("end", -70, 40)));
    assertEquals(
        "align must leave at least one trial, and leaves none (1 without \"go\", 0 with a window"
            + " beyond the trial)",
        messageOf(() -> trials().select(2).align("go", 0, 10)));
  }

  @ParameterizedTest
  @CsvSource({"-5,20", "0,15", "NaN,10", "0,Infinity", "-1e300,0"})
  void aWindowHasWholeBins(double from, double to) {
    assertTrue(
        messageOf(() -> trials().align("go", from, to))
            .startsWith("align must be given a window in whole bins of 10 ms, got "));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals(
        "align must be given a window that ends after it begins, got 20 to 20 ms",
        messageOf(() -> trials().align("go", 20, 20)));
    assertEquals(
        "event must be one of \"go\", \"end\", got \"og\"",
        messageOf(() -> trials().align("og", 0, 10)));
    assertEquals(
        "event \"go\" must have one time per trial, got 1 for 4",
        messageOf(() -> trials().withEvents(new Event("go", List.of(1.0)))));
    assertEquals(
        "event \"go\" must have finite times, NaN where there is none, got Infinity (trial 1)",
        messageOf(() -> new Event("go", List.of(1.0, Double.POSITIVE_INFINITY))));
    assertEquals(
        "event names must be unique ignoring case, got \"go\" and \"GO\"",
        messageOf(
            () ->
                trials()
                    .withEvents(
                        new Event("go", List.of(1.0, 1.0, 1.0, 1.0)),
                        new Event("GO", List.of(1.0, 1.0, 1.0, 1.0)))));
    assertEquals(
        "event name must not be blank, got \" \"", messageOf(() -> new Event(" ", List.of())));
  }

  @Test
  void eventsFollowTheirTrialsAndAreNamed() {
    assertEquals(List.of(70.0, 0.0), trials().select(3, 0).event("go").timesMs());
    assertEquals(trials().events(), trials().rebin(20).events());
    assertTrue(trials().toString().contains("bins: 10 ms, from -20 to 80 ms; events: go, end"));
    assertNotEquals(trials(), trials().withEvents());
  }
}
