package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.analysis.PoissonScores;
import org.lfads4j.data.Trials;

/** A model without its recording: saved, loaded, imported, applied. */
class TrainedLfadsTest {
  @TempDir private Path folder;

  @Test
  void a_loaded_model_smooths_as_the_fit_does() {
    Trials trials = TinyRuns.trials();
    FittedLfads fit = TinyRuns.run(trials).withMaxEpochs(2).train();
    fit.save(folder.resolve("model"));
    TrainedLfads loaded = Lfads.loadModel(folder.resolve("model"));
    assertEquals(fit.parameters(), loaded.parameters());
    assertEquals(fit.params(), loaded.params());
    assertEquals(fit.options(), loaded.options());
    assertEquals(trials.neuronNames(), loaded.neuronNames());
    assertEquals(fit.posteriorMeans().output(), loaded.apply(trials).posteriorMeans().output());
  }

  @Test
  void a_loaded_model_refuses_other_neurons() {
    Trials trials = TinyRuns.trials();
    TinyRuns.run(trials).withMaxEpochs(1).train().save(folder);
    TrainedLfads loaded = Lfads.loadModel(folder);
    String[] names = trials.neuronNames().toArray(new String[0]);
    String first = names[0];
    names[0] = "stranger";
    assertEquals(
        "new trials must have the model's neurons in their order, got \"stranger\" in place of \""
            + first
            + "\"; use selectNeurons(...) or withNeuronNames(...)",
        assertThrows(
                IllegalArgumentException.class,
                () -> loaded.apply(trials.withNeuronNames(Arrays.asList(names))))
            .getMessage());
  }

  @Test
  void parameters_go_out_and_come_back_under_the_originals_names() {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).withMaxEpochs(1).train();
    Path file = folder.resolve("model_params");
    fit.trained().writeModelParams(file);
    assertEquals(fit.parameters(), fit.trained().withModelParams(file).parameters());
  }

  @Test
  void results_go_into_one_table_of_text() throws IOException {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).withMaxEpochs(1).train();
    Path file = folder.resolve("results.csv");
    fit.write(file);
    List<String> lines = Files.readAllLines(file);
    Trials trials = fit.trials();
    assertEquals(trials.trials() * trials.bins() + 1, lines.size());
    String inputs = "input_0,input_0_posterior_mean,input_0_posterior_sd";
    assertEquals(
        "trial,trial_id,split,bin,time_ms,"
            + String.join(",", trials.neuronNames())
            + ",factor_0,factor_1,"
            + inputs
            + ","
            + inputs.replace("input_0", "input_1"),
        lines.get(0));
  }

  @Test
  void an_imported_model_smooths_trials() {
    Path weights = OutsideData.file("fixture_lorenz_lfads_model_lve.h5");
    Path recording = OutsideData.file("nlb_tutorial_lorenz.h5");
    Trials all = Trials.load(recording, 10);
    Trials trials = all.select(all.split().orElseThrow().valid());
    TrainedLfads imported = Lfads.importAutolfads(weights, trials);
    // 0.9250 is what is known for this pass over these trials.
    assertEquals(
        0.9250,
        PoissonScores.bitsPerSpike(
            trials.counts(),
            imported.apply(trials, "posterior_push_mean", 1).posteriorMeans().output().mean()),
        5e-5);
    assertEquals(
        "trials must have the imported model's number of neurons (60), got 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> Lfads.importAutolfads(weights, trials.selectNeurons("n1")))
            .getMessage());
  }
}
