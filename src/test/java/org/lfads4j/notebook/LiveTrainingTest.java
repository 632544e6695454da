package org.lfads4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.backend.Placement;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.ChaoticRnn;
import org.lfads4j.runs.FolderPopulations;
import org.lfads4j.runs.RunCollection;
import org.lfads4j.runs.RunExecutor;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;

/** What a cell shows while it trains. */
class LiveTrainingTest {
  /** Something shown or replaced. */
  private record Shown(Bundle bundle, String id, boolean replaces) {}

  private static final class Screen implements FrontEnd {
    final List<Shown> all = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void show(Bundle bundle) {
      add(new Shown(bundle, "", false));
    }

    @Override
    public void show(Bundle bundle, String id) {
      add(new Shown(bundle, id, false));
    }

    @Override
    public void update(Bundle bundle, String id) {
      add(new Shown(bundle, id, true));
    }

    private void add(Shown shown) {
      Untrusted.assertKept(shown.bundle.forms().getOrDefault(Bundle.HTML, ""));
      all.add(shown);
    }

    List<Shown> with(String form) {
      return all.stream().filter(s -> s.bundle.forms().containsKey(form)).toList();
    }

    Bundle last(String form) {
      List<Shown> shown = with(form);
      return shown.get(shown.size() - 1).bundle;
    }
  }

  private static LfadsRun run(int epochs) {
    Trials trials = ChaoticRnn.trials(ChaoticRnn.defaults().withConditions(4).withRepeats(5));
    return Lfads.quick(trials)
        .withGenDim(16)
        .withIcEncDim(8)
        .withNumSamplesPosterior(4)
        .withMaxEpochs(epochs);
  }

  /** Epochs take a hundredth of a second or more, on however fast a machine. */
  private record Unhurried(Progress watcher) implements Progress {
    @Override
    public void attempt(int number, int attempts, String settings) {
      watcher.attempt(number, attempts, settings);
    }

    @Override
    public void started(Placement placement, int epoch) {
      watcher.started(placement, epoch);
    }

    @Override
    public void step(int epoch, int stepInEpoch, int stepsPerEpoch) {
      watcher.step(epoch, stepInEpoch, stepsPerEpoch);
    }

    @Override
    public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
      watcher.epoch(record, best, secondsLeft);
      LockSupport.parkNanos(10_000_000);
    }

    @Override
    public void ended(Outcome outcome) {
      watcher.ended(outcome);
    }
  }

  private static FittedLfads trained(LfadsRun run, Screen screen) {
    return run.withProgress(new Unhurried(new LiveTraining(screen, run.options().stopRule())))
        .train();
  }

  @Test
  void aBarAndCurvesAreRedrawnInPlaceAndTheLastPictureStays() {
    Screen screen = new Screen();
    FittedLfads fit = trained(run(150).withAlternatives(), screen);
    assertEquals(Outcome.Reason.MAX_EPOCHS, fit.outcome().reason());
    Set<String> ids = screen.all.stream().map(Shown::id).collect(Collectors.toSet());
    assertEquals(2, ids.size(), "one bar, one picture");
    assertEquals(2, screen.all.stream().filter(s -> !s.replaces).count(), "each shown once");
    String first = screen.all.get(0).bundle.forms().get(Bundle.TEXT);
    assertTrue(first.startsWith("epoch 0 of 150; on "), first);
    List<Shown> bars =
        screen.with(Bundle.HTML).stream()
            .filter(s -> s.bundle.forms().get(Bundle.HTML).contains("<progress"))
            .toList();
    assertTrue(bars.size() > 2, bars.size() + " bars");
    String running = bars.get(bars.size() - 1).bundle.forms().get(Bundle.TEXT);
    assertTrue(
        running.matches(
            "epoch \\d+ of 150; validation cost [\\d.]+ nats/trial \\(best [\\d.]+ in epoch"
                + " \\d+\\)(; KL weight 0\\.\\d+)?; at least [\\d.]+ s left"),
        running);
    String end = screen.last(Bundle.HTML).forms().get(Bundle.TEXT);
    assertTrue(end.startsWith("trained for 150 epochs in "), end);
    assertFalse(screen.last(Bundle.HTML).forms().get(Bundle.HTML).contains("<progress"));
    Shown last = screen.all.get(screen.all.size() - 1);
    assertTrue(last.bundle.forms().containsKey(Bundle.PNG), "the picture comes last");
  }

  @Test
  void twoTrainingsShareOneBarAndItsShareNeverFalls() {
    Screen screen = new Screen();
    FittedLfads unused = trained(run(100), screen);
    assertEquals(2, screen.all.stream().filter(s -> !s.replaces).count(), "one bar, one picture");
    String end = screen.last(Bundle.HTML).forms().get(Bundle.TEXT);
    assertTrue(
        end.startsWith("training 2 of 2 (c_keep_prob=0.9,c_factors_dim=16): trained for "), end);
    List<Double> shares =
        screen.with(Bundle.HTML).stream()
            .map(s -> s.bundle.forms().get(Bundle.HTML))
            .filter(html -> html.contains("value=\""))
            .map(html -> Double.parseDouble(html.replaceAll(".* value=\"([\\d.]+)\".*", "$1")))
            .toList();
    assertEquals(shares.stream().sorted().toList(), shares);
  }

  @Test
  void aStoppedTrainingSaysWhereTheFitIs() {
    Screen screen = new Screen();
    LfadsRun run = run(100_000);
    LiveTraining live = new LiveTraining(screen, run.options().stopRule());
    Thread.currentThread().interrupt();
    FittedLfads fit = run.withProgress(live).train();
    assertEquals(Outcome.Reason.INTERRUPTED, fit.outcome().reason());
    String html = screen.last(Bundle.HTML).forms().get(Bundle.HTML);
    assertTrue(html.contains("Stopped.") && html.contains("Lfads.lastFit()"), html);
  }

  @Test
  void posteriorMeansThatTakeTimeHaveALineOfTheirOwn() {
    Screen screen = new Screen();
    AtomicLong nanos = new AtomicLong();
    LiveBar live = new LiveBar(screen, "posterior means", "trials", nanos::get);
    for (int round = 0; round < 2; round++) {
      screen.all.clear();
      live.done(5, 20);
      assertEquals(List.of(), screen.all);
      nanos.addAndGet(1_050_000_000);
      live.done(10, 20);
      String bar = screen.last(Bundle.HTML).forms().get(Bundle.TEXT);
      assertEquals("posterior means: 10 of 20 trials", bar);
      nanos.addAndGet(150_000_000);
      live.done(20, 20);
      String text = screen.last(Bundle.HTML).forms().get(Bundle.TEXT);
      assertEquals("posterior means of 20 trials in 1.2 s", text);
      assertEquals(1, screen.all.stream().map(Shown::id).distinct().count());
    }
  }

  @Test
  void quickPosteriorMeansAreNotSpokenOf() {
    Screen screen = new Screen();
    FittedLfads fit = trained(run(2), screen);
    screen.all.clear();
    assertFalse(fit.hasPosteriorMeans());
    assertTrue(fit.rates().rowCount() > 0);
    assertTrue(fit.hasPosteriorMeans());
    assertEquals(List.of(), screen.all);
  }

  @Test
  void aCollectionShowsItsRunsInPlace(@TempDir Path folder) {
    Screen screen = new Screen();
    RunCollection runs =
        RunCollection.in(folder.resolve("runs"))
            .withSession(ChaoticRnn.trials(ChaoticRnn.defaults().withConditions(4).withRepeats(5)))
            .withParams(run(2).params(), run(2).params().withGenDim(12))
            .withMaxEpochs(2)
            .withWatcher(new LiveRuns(screen, RunLabels::of));
    assertEquals(2, runs.train().rowCount());
    assertEquals(1, screen.all.stream().map(Shown::id).distinct().count());
    String end = screen.last(Bundle.HTML).forms().get(Bundle.TEXT);
    assertEquals("2 of 2 runs: 2 done", end);
    assertTrue(
        screen.all.stream()
            .anyMatch(s -> s.bundle.forms().get(Bundle.HTML).contains("gen_dim=12: epoch ")),
        "runs under way are named");
  }

  @Test
  void aPopulationShowsEachGenerationInPlace(@TempDir Path folder) {
    Screen screen = new Screen();
    FolderPopulations.Result result =
        FolderPopulations.train(
            Lfads.auto(run(2))
                .withMembers(2)
                .withGenerationEpochs(1)
                .withMaxGenerations(2)
                .withFolder(folder.resolve("population")),
            RunExecutor.inProcess(),
            new LivePopulation(screen));
    assertTrue(result.isWhole());
    // A line, the members under way, and the picture.
    assertEquals(3, screen.all.stream().map(Shown::id).distinct().count());
    assertEquals(
        2, screen.all.stream().filter(s -> s.bundle.forms().containsKey(Bundle.PNG)).count());
    assertTrue(
        screen.all.stream()
            .anyMatch(
                s ->
                    s.bundle
                        .forms()
                        .getOrDefault(Bundle.HTML, "")
                        .contains("generation-1-member-0: epoch ")),
        "members under way are named");
    assertTrue(
        screen.all.stream()
            .anyMatch(
                s ->
                    s.bundle
                        .forms()
                        .get(Bundle.TEXT)
                        .startsWith("generation 2 of at most 2; best cost ")));
  }
}
