package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.config.ValidationObjective;
import tech.tablesaw.api.Table;

/** A fit says by what validation chose its parameters. */
class ChosenByTest {
  private static final String CHOICE =
      "reconstruction cost of the held-out neurons in the validation trials";

  @TempDir private Path folder;

  private static void assertSaysSo(FittedLfads fit) {
    assertEquals(Optional.of(ValidationObjective.HELD_OUT_NEURONS), fit.outcome().chosenBy());
    assertTrue(fit.toString().contains(", chosen by the lowest " + CHOICE + "\n"), fit::toString);
    assertTrue(
        fit.methods()
            .contains(
                "the parameters are those of epoch "
                    + fit.outcome().bestEpoch()
                    + ", which had the lowest "
                    + CHOICE
                    + " after both weights had grown to full."),
        fit::methods);
    Table log = fit.fitLog();
    assertEquals("valid_objective", log.column(log.columnCount() - 1).name());
    double best = log.doubleColumn("valid_objective").get(fit.outcome().bestEpoch() - 1);
    assertEquals(best, log.last(3).doubleColumn("valid_objective").min());
  }

  @Test
  void aFitWithAnObjectiveOfItsOwnSaysSoAndKeepsItWhenItIsSaved() {
    FittedLfads fit =
        TinyRuns.run(TinyRuns.trials())
            .withHeldOutNeurons("n2")
            .withValidationObjective("held-out-neurons")
            .withMaxEpochs(4)
            .withPatience(4)
            .train();
    assertTrue(
        fit.methods().contains("or after 4 epochs without a lower " + CHOICE + ","), fit::methods);
    assertSaysSo(fit);
    fit.save(folder);
    FittedLfads loaded = Lfads.load(folder);
    assertSaysSo(loaded);
    assertEquals(fit.log(), loaded.log());
    assertEquals(ValidationObjective.HELD_OUT_NEURONS, loaded.options().validationObjective());
  }

  @Test
  void withoutOneNothingIsSaid() {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).withMaxEpochs(4).train();
    assertEquals(Optional.of(ValidationObjective.TOTAL_COST), fit.outcome().chosenBy());
    assertEquals("", fit.outcome().choice());
    assertEquals(
        List.of(), fit.fitLog().columnNames().stream().filter(n -> n.contains("obj")).toList());
  }
}
