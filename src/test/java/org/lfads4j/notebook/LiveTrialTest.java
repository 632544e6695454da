package org.lfads4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.lfads4j.OnlineLfads;
import org.lfads4j.TinyRuns;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/** A trial as it runs in a cell. */
class LiveTrialTest {
  private static final Trials TRIALS = Trials.of(TinyRuns.counts(8, 12, 3, 5), 50);

  private static OnlineLfads online() {
    return TinyRuns.run(TRIALS)
        .withBackend("fused")
        .withDoCausalController(true)
        .train()
        .online()
        .withInitialBins(3);
  }

  /** What was shown, in order: an id, with a + where it was replaced. */
  private static final class Screen implements FrontEnd {
    final List<String> ids = new ArrayList<>();
    final List<String> texts = new ArrayList<>();

    @Override
    public void show(Bundle bundle) {
      show(bundle, "");
    }

    @Override
    public void show(Bundle bundle, String id) {
      ids.add(id);
      texts.add(bundle.forms().get(Bundle.TEXT));
    }

    @Override
    public void update(Bundle bundle, String id) {
      show(bundle, id + "+");
    }
  }

  @Test
  void ratesGrowInOnePicture() {
    OnlineLfads online = online();
    Screen screen = new Screen();
    long start = System.nanoTime();
    XYChart last = new LiveTrial(Optional.of(screen), online, TRIALS, 4).run();
    assertTrue(System.nanoTime() - start >= 12 * 50_000_000L, "at its own speed");
    assertTrue(screen.ids.size() >= 3, screen.ids.toString());
    String id = screen.ids.get(0);
    for (String other : screen.ids.subList(1, screen.ids.size())) {
      assertEquals(id + "+", other);
    }
    assertEquals("chart \"trial 4 as it comes, 3 bins\"", screen.texts.get(0));
    assertEquals(
        "chart \"trial 4 as it comes, 12 bins\"", screen.texts.get(screen.texts.size() - 1));
    Cube whole = online.whole(TRIALS).ratesHz();
    XYSeries series = last.getSeries("n1");
    assertEquals(10, series.getYData().length, "from the last bin of the initial condition on");
    for (int i = 0; i < 10; i++) {
      assertEquals((i + 2.5) * 50, series.getXData()[i]);
      assertEquals(whole.at(4, i + 2, 1), series.getYData()[i]);
    }
  }

  @Test
  void aStopEndsIt() {
    OnlineLfads online = online();
    Thread.currentThread().interrupt();
    assertEquals(
        "the trial must run to its end, got an interrupt after 1 of 12 bins",
        assertThrows(
                CancellationException.class,
                () -> new LiveTrial(Optional.empty(), online, TRIALS, 0).run())
            .getMessage());
  }

  @Test
  void outsideNotebooksThereIsTheLastPicture() {
    OnlineLfads online = online();
    XYChart last = new LiveTrial(Optional.empty(), online, TRIALS, 2).run();
    assertEquals("trial 2 as it comes, 12 bins", last.getTitle());
    assertEquals(12, online.bins());
  }
}
