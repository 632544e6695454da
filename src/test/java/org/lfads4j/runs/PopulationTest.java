package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.AutoLfads;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.data.Trials;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.population.SearchSpace;
import org.lfads4j.population.Searched;
import org.lfads4j.population.Searched.Limits;
import org.lfads4j.population.Searched.Start;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Populations of tiny models. */
class PopulationTest {
  @TempDir private Path folder;

  private Population population(String name, RunExecutor executor) {
    return population(name, SmallPopulations.RUN, SmallPopulations.SPACE, executor);
  }

  private Population population(
      String name, LfadsRun run, SearchSpace space, RunExecutor executor) {
    return new Population(
        folder.resolve(name), run, SmallPopulations.PLAN, space, executor, PopulationWatcher.NONE);
  }

  @Test
  void theWorseGoesOnFromTheBetterWithChangedSettings() {
    Run best = population("p", RunExecutor.inProcess()).train().best();
    Table table = table("p");
    assertEquals(12, table.rowCount());
    int copies = 0;
    for (Row row : table.where(table.intColumn("generation").isGreaterThan(0))) {
      Row before = row(table, row.getInt("generation") - 1, row.getInt("donor"));
      Run run = Run.open(folder.resolve("p").resolve(row.getString("run")));
      assertEquals(row.getDouble("c_learning_rate_init"), run.params().learningRateInit());
      assertEquals(1 - row.getDouble("dropout"), run.params().keepProb());
      boolean copy = row.getInt("donor") != row.getInt("member");
      copies += copy ? 1 : 0;
      String rate = "c_learning_rate_init";
      assertEquals(!copy, row.getDouble(rate) == before.getDouble(rate));
      Row own = row(table, row.getInt("generation") - 1, row.getInt("member"));
      assertTrue(before.getDouble("cost") <= own.getDouble("cost"));
    }
    assertTrue(copies > 0, "no member was copied");
    FittedLfads fit = best.fit();
    assertEquals("reconstruction", best.options().validationObjective().word());
    // One epoch of the ramps, and two in each generation.
    assertEquals(7, fit.origin().orElseThrow().epochs());
    assertEquals(RunState.DONE, best.status().state());
  }

  @Test
  void aSecondCallTrainsNothing() {
    Run best = population("p", RunExecutor.inProcess()).train().best();
    AtomicInteger parts = new AtomicInteger();
    Run again = population("p", new Stopping(Integer.MAX_VALUE, parts)).train().best();
    assertEquals(best, again);
    assertEquals(1, parts.get(), "the winner's part, which is done");
  }

  @Test
  void killedAfterAnyPartItComesToTheSameBits() throws IOException {
    Run whole = population("whole", RunExecutor.inProcess()).train().best();
    // Of three generations of four parts each, and the part of the winner.
    for (int parts : new int[] {3, 6, 12}) {
      String name = "killed" + parts;
      Stopping stopping = new Stopping(parts, new AtomicInteger());
      assertThrows(Killed.class, () -> population(name, stopping).train());
      Run best = population(name, RunExecutor.inProcess()).train().best();
      assertSame(whole, best, name);
    }
  }

  @Test
  void stoppedBeforeTheWinnerTrainsOnItEndsInTheBestMember() {
    // Nothing of the winner's own part is carried out, as when that is stopped at once.
    Population.Trained stopped = population("stopped", new Stopped(12)).train();
    assertFalse(stopped.isWhole());
    assertEquals(3, stopped.history().generations().size());
    assertEquals(
        stopped.history().best().orElseThrow().run(),
        folder.resolve("stopped").relativize(stopped.best().folder()).toString());
    assertTrue(stopped.best().fit().rates().rowCount() > 0);
  }

  @Test
  void aWinnerThatCannotGoOnSaysWhy() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> population("failed", new WithoutParents()).train())
            .getMessage();
    assertTrue(
        message.startsWith(
            "a member of the population failed, got run must have a checkpoint before another one"),
        message);
  }

  @Test
  void aFolderIsUsedByOneAtATime() throws IOException {
    Path own = Files.createDirectories(folder.resolve("p"));
    try (RunLock lock = RunLock.tryTake(own).orElseThrow()) {
      lock.requireHeld();
      assertEquals(
          "population in "
              + own
              + " must be trained by one process at a time, got one in another process; wait for"
              + " its end, or use another folder",
          assertThrows(
                  IllegalStateException.class,
                  () -> population("p", RunExecutor.inProcess()).train())
              .getMessage());
    }
    assertTrue(population("p", RunExecutor.inProcess()).train().isWhole());
  }

  @Test
  void oneAtATimeAndTwoAtOnceComeToTheSameBits() throws IOException {
    Run one = population("one", SmallPopulations.inProcess(1)).train().best();
    Run two = population("two", SmallPopulations.inProcess(2)).train().best();
    assertSame(one, two, "two");
  }

  @Test
  void aMemberWhoseTrainingDivergesIsReplaced() throws IOException {
    SearchSpace wild =
        new SearchSpace(
            List.of(
                new Searched(
                    Hyperparameter.LEARNING_RATE_INIT,
                    false,
                    Start.logUniform(1e-8, 1e4),
                    0.3,
                    Limits.NONE)));
    Run unused =
        population("wild", SmallPopulations.RUN, wild, RunExecutor.inProcess()).train().best();
    Table table = table("wild");
    Table failed = table.where(table.doubleColumn("cost").isMissing());
    assertTrue(failed.rowCount() > 0, "no member diverged");
    Path file = folder.resolve("wild").resolve("population.json");
    assertFalse(Files.readString(file).contains("NaN"), "not JSON");
    PopulationHistory read =
        population("wild", SmallPopulations.RUN, wild, RunExecutor.inProcess()).train().history();
    assertEquals(
        failed.rowCount(), read.members().stream().filter(m -> Double.isNaN(m.cost())).count());
    for (Row row : failed) {
      if (row.getInt("generation") < 2) {
        Row next = row(table, row.getInt("generation") + 1, row.getInt("member"));
        assertNotEquals(next.getInt("donor"), next.getInt("member"));
      }
    }
  }

  @Test
  void aPopulationOfWhichAllDivergeEndsInASentence() {
    SearchSpace tooFast =
        new SearchSpace(
            List.of(
                new Searched(
                    Hyperparameter.LEARNING_RATE_INIT,
                    false,
                    Start.logUniform(1e15, 1e20),
                    0.3,
                    Limits.NONE)));
    Population population = population("p", SmallPopulations.RUN, tooFast, RunExecutor.inProcess());
    for (int call = 0; call < 2; call++) {
      assertEquals(
          "a member of the population must train without diverging, got none in generation 0; lower"
              + " the highest c_learning_rate_init, or check the recording",
          assertThrows(IllegalStateException.class, population::train).getMessage());
    }
    assertFalse(Files.exists(folder.resolve("p/generations.csv")));
  }

  @Test
  void aGenerationOfWhichAllDivergeLaterEndsInASentence() {
    String message =
        assertThrows(
                IllegalStateException.class, () -> population("p", new DivergingFrom(1)).train())
            .getMessage();
    assertTrue(message.contains("got none in generation 1; lower"), message);
    assertEquals(4, table("p").rowCount());
  }

  @Test
  void aMemberThatAnotherProcessHasIsWaitedFor() throws IOException {
    Run expected = population("whole", RunExecutor.inProcess()).train().best();
    Run best = population("p", new Elsewhere()).train().best();
    assertSame(expected, best, "p");
  }

  @Test
  void aFailureThatCannotBeWrittenEndsInItsSentence() {
    assertEquals(
        "a member of the population failed, got the disk is full; when that is mended, the same"
            + " call goes on",
        assertThrows(
                IllegalStateException.class,
                () -> population("p", new Told(RunState.FAILED, "the disk is full")).train())
            .getMessage());
  }

  @Test
  void whatCannotBeJudgedAndWhatDiffersIsRefused() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    population(
                        "p",
                        SmallPopulations.RUN.withCoordinatedDropout(0),
                        SmallPopulations.SPACE,
                        RunExecutor.inProcess()))
            .getMessage()
            .startsWith("a population must be judged by something that models cannot copy"));
    Run unused = population("p", RunExecutor.inProcess()).train().best();
    Path own = folder.resolve("p");
    assertEquals(
        "population in "
            + own
            + " must go on with the params with which it began, got others; use another folder",
        assertThrows(
                IllegalStateException.class,
                () ->
                    population(
                            "p",
                            SmallPopulations.RUN.withKlIcWeight(0.3),
                            SmallPopulations.SPACE,
                            SmallPopulations.inProcess(1))
                        .train())
            .getMessage());
  }

  @Test
  void theFluentLineGivesTheBestFit() {
    FittedLfads fit =
        Lfads.auto(SmallPopulations.RUN)
            .withMembers(2)
            .withGenerationEpochs(1)
            .withMaxGenerations(2)
            .withFolder(folder.resolve("auto"))
            .train();
    assertEquals(fit, Lfads.lastFit().orElseThrow());
    assertTrue(fit.rates().rowCount() > 0);
    assertTrue(Files.exists(folder.resolve("auto/generations.csv")));
    assertFalse(fit.options().validationObjective().word().isEmpty());
    assertEquals(4, fit.population().rowCount());
    fit.save(folder.resolve("saved"));
    FittedLfads read = Lfads.load(folder.resolve("saved"));
    assertEquals(fit.population().print(), read.population().print());
    assertTrue(fit.methods().contains("population based training"), fit::methods);
    assertTrue(fit.bibtex().contains("keshtkaran2022autolfads"));
  }

  @Test
  void whatIsGivenIsNotSearched() {
    AutoLfads auto = Lfads.auto(SmallPopulations.RUN);
    List<String> all = names(auto);
    assertTrue(all.containsAll(List.of("c_keep_prob", "coordinatedDropout")), all::toString);
    List<String> left = names(auto.withKeepProb(0.9).withCoordinatedDropout(0).withMaxEpochs(3));
    assertEquals(
        all.stream()
            .filter(n -> !List.of("c_keep_prob", "coordinatedDropout").contains(n))
            .toList(),
        left);
  }

  private static List<String> names(AutoLfads auto) {
    return auto.space().searched().stream().map(Searched::name).toList();
  }

  @Test
  void heldOutNeuronsOfTheRecordingJudge() {
    Trials trials = SmallPopulations.RUN.given().get(0);
    Trials held = trials.withHeldOutNeurons(trials.neuronNames().get(0));
    assertEquals(
        "held-out-neurons", AutoLfads.objective(Lfads.run(held), SmallPopulations.SPACE).word());
  }

  @Test
  void aTimeLimitIsRefused() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> Lfads.auto(SmallPopulations.RUN).withTimeLimit(Duration.ofSeconds(1)).train())
            .getMessage()
            .startsWith("a population must be limited by its generations"));
  }

  private void assertSame(Run expected, Run run, String name) throws IOException {
    SmallPopulations.assertSame(expected, run, folder.resolve(name));
  }

  private Table table(String name) {
    return Table.read().csv(folder.resolve(name).resolve("generations.csv").toFile());
  }

  private static Row row(Table table, int generation, int member) {
    return table.row(generation * SmallPopulations.PLAN.members() + member);
  }

  /** Thrown in place of a kill. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Carries out so many parts and then dies. */
  private record Stopping(int most, AtomicInteger done) implements RunExecutor {
    @Override
    public int atOnce(List<RunPart> parts) {
      return 1;
    }

    @Override
    public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
      for (RunPart part : parts) {
        if (done.getAndIncrement() == most) {
          throw new Killed();
        }
        RunExecutor.inProcess().carryOut(List.of(part), 1, watcher);
      }
    }
  }

  /** Carries out so many parts, and leaves the others as they are. */
  private static final class Stopped implements RunExecutor {
    private int left;

    Stopped(int most) {
      this.left = most;
    }

    @Override
    public int atOnce(List<RunPart> parts) {
      return 1;
    }

    @Override
    public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
      List<RunPart> some = parts.subList(0, Math.min(left, parts.size()));
      left -= some.size();
      if (!some.isEmpty()) {
        RunExecutor.inProcess().carryOut(some, 1, watcher);
      }
    }
  }

  /** Takes the state away from which the winner goes on. */
  private record WithoutParents() implements RunExecutor {
    @Override
    public int atOnce(List<RunPart> parts) {
      return 1;
    }

    @Override
    public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
      Run first = parts.get(0).run();
      if (parts.size() == 1) {
        String parent = first.description().parent().orElseThrow().folder();
        Run.open(first.folder().getParent().getParent().resolve(parent)).removeCheckpoints();
      }
      RunExecutor.inProcess().carryOut(parts, atOnce, watcher);
    }
  }

  /** In this generation and later ones all trainings diverge. */
  private record DivergingFrom(int generation) implements RunExecutor {
    @Override
    public int atOnce(List<RunPart> parts) {
      return 1;
    }

    @Override
    public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
      RunExecutor.inProcess().carryOut(parts, atOnce, watcher);
      for (RunPart part : parts) {
        if (!part.run().name().startsWith("generation-" + (generation - 1))) {
          Manifest.of(part.run().files()).failed(Message.of("it diverged"), true);
          watcher.changed(List.of(LiveRows.row(part.run())), true);
        }
      }
    }
  }

  /** The first run is held by another thread when it is to be carried out, and a while longer. */
  private static final class Elsewhere implements RunExecutor {
    private boolean wasHeld;

    @Override
    public int atOnce(List<RunPart> parts) {
      return 1;
    }

    @Override
    public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
      if (wasHeld) {
        RunExecutor.inProcess().carryOut(parts, atOnce, watcher);
        return;
      }
      wasHeld = true;
      RunLock lock = RunLock.tryTake(parts.get(0).run().folder()).orElseThrow();
      RunExecutor.inProcess().carryOut(parts, atOnce, watcher);
      Thread holder =
          new Thread(
              () -> {
                try {
                  Thread.sleep(300);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                } finally {
                  lock.close();
                }
              });
      holder.start();
    }
  }

  /** Carries nothing out, and tells this of every run. */
  private record Told(RunState state, String why) implements RunExecutor {
    @Override
    public int atOnce(List<RunPart> parts) {
      return 1;
    }

    @Override
    public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
      for (RunPart part : parts) {
        RunStatus told = part.run().status().with(state, Optional.of(Message.of(why)));
        watcher.changed(List.of(RunRow.atRest(part.run(), told)), true);
      }
    }
  }
}
