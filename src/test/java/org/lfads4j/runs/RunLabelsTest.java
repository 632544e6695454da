package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are called by what tells them apart, and found in the order of their settings. */
class RunLabelsTest {
  @TempDir private Path folder;

  private static List<String> labels(List<Run> runs) {
    RunLabels labels = RunLabels.of(runs);
    return runs.stream().map(labels::of).toList();
  }

  private RunCollection plain() {
    return RunCollection.in(folder).withSession(SmallRuns.trials(1));
  }

  @Test
  void oneRunIsCalledByItsSession() {
    assertEquals(List.of("small"), labels(plain().withParams(SmallRuns.params()).runs()));
  }

  @Test
  void settingsAndSeedsThatDiffer() {
    assertEquals(
        List.of("co_dim=0 seed=0", "co_dim=0 seed=7", "co_dim=2 seed=0", "co_dim=2 seed=7"),
        labels(
                plain()
                    .withParams(SmallRuns.params().sweep("c_co_dim", 0, 2))
                    .withSeeds(0, 7)
                    .runs())
            .stream()
            .sorted()
            .toList());
  }

  @Test
  void drawnNumbersHaveAFewDigits() {
    assertEquals(
        List.of("l2_gen_scale=1.2346", "l2_gen_scale=1.0E-4", "l2_gen_scale=1234.6"),
        labels(
            plain()
                .withParams(
                    SmallRuns.params().sweep("c_l2_gen_scale", 1.23456789123, 1e-4, 1234.56789123))
                .runs()));
  }

  @Test
  void sessionsThatDiffer() {
    assertEquals(
        List.of("small", "other"),
        labels(plain().withSession(SmallRuns.trials(2).withSession("other")).runs()));
  }

  @Test
  void whatIsStillAlikeHasItsHash() {
    List<Run> few = plain().withMaxEpochs(1).runs();
    List<Run> many = plain().withMaxEpochs(2).runs();
    List<Run> both = List.of(few.get(0), many.get(0));
    assertEquals(
        List.of("small param_" + both.get(0).paramHash(), "small param_" + both.get(1).paramHash()),
        labels(both));
    List<Run> data =
        List.of(
            plain().runs().get(0),
            RunCollection.in(folder).withSession(SmallRuns.trials(2)).runs().get(0));
    assertEquals(
        List.of("small data_" + data.get(0).dataHash(), "small data_" + data.get(1).dataHash()),
        labels(data));
  }

  @Test
  void runsAreFoundByTheirSettingsInOrder() {
    var unused =
        SmallRuns.collection(folder)
            .withParams(SmallRuns.params().sweep("c_factors_dim", 10, 9, 2))
            .withMaxEpochs(1)
            .train();
    assertEquals(
        List.of("factors_dim=2", "factors_dim=9", "factors_dim=10"),
        labels(RunCollection.in(folder).runs()));
  }
}
