package org.lfads4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lfads4j.FittedLfads;
import org.lfads4j.TinyRuns;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.ValidationObjective;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.setup.Preparation;
import org.lfads4j.setup.RunSetup;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.TrainingResult;

class MethodsTest {
  private static final Optional<ValidationObjective> CHOSEN =
      Optional.of(ValidationObjective.TOTAL_COST);

  private static final RunParams DEFAULTS = RunParams.defaults();

  @Test
  void theParagraphOfTheDefaults() {
    assertEquals(
        "Single-trial activity was inferred with LFADS (Pandarinath et al., 2018; Sussillo et al.,"
            + " 2016), a sequential variational autoencoder, in the implementation lfads4j. The"
            + " recording (session) held 8 trials of 6 bins of 2 ms and 3 neurons; 6 trials trained"
            + " the model and 2 validated it. Spike counts were Poisson with rates that are the"
            + " exponential of an affine map of 50 factors, themselves a linear map of a generator"
            + " of 100 gated recurrent units. Each trial's initial condition had 64 dimensions and"
            + " was inferred by a bidirectional encoder of 128 units per direction from the whole"
            + " trial; its prior was Gaussian with learned mean and variance 0.1, and 1.0E-4 was"
            + " added to its posterior variance. A controller of 128 units inferred 4 time-varying"
            + " inputs from a bidirectional encoding of 128 units per direction, delayed by 1 bin,"
            + " and from the factors of the bin before. The prior of the inputs was a first-order"
            + " autoregressive process with a time constant learned from 10 bins and a noise"
            + " variance learned from 0.1. The cost was the negative log-likelihood, the"
            + " Kullback-Leibler divergence of the initial condition (weight 1) and of the inputs"
            + " (weight 1) and an L2 penalty on the recurrent weights and biases of the generator"
            + " (weight 500) and the controller (weight 500). The divergences grew linearly to full"
            + " weight over 900 updates; the L2 penalty grew linearly to full weight over 900"
            + " updates. Parameters were optimised with Adam (Kingma and Ba, 2015; decay rates 0.9"
            + " and 0.999, epsilon 0.1) on batches of 6 trials, with gradients clipped to a global"
            + " norm of 200 and dropout that kept each value with probability 0.95. The learning"
            + " rate began at 0.01 and was multiplied by 0.95 when an epoch's training cost"
            + " exceeded those of the 6 epochs before it. Training was to end when the learning"
            + " rate fell below 1.0E-5. It ended after 7 epochs because the learning rate fell"
            + " below c_learning_rate_stop; the parameters are those of epoch 5, which had the"
            + " lowest validation cost after both weights had grown to full. Rates, factors and"
            + " inputs are averages over 512 samples of each trial's posterior. Computations ran on"
            + " the eager backend (MXNet 1.9.1; cpu) in single precision, with seed 0.",
        paragraph(DEFAULTS, RunOptions.defaults()));
  }

  static Stream<Arguments> changedParams() {
    return Stream.of(
        changed(p -> p.withSpikeBinMs(4), "3 bins of 4 ms"),
        changed(p -> p.withTrainToTestRatio(7), "7 trials trained the model and 1 validated it"),
        changed(p -> p.withOutputDist("gaussian"), "Observations were Gaussian"),
        changed(p -> p.withFactorsDim(1), "affine map of 1 factor,"),
        changed(p -> p.withGenDim(17), "generator of 17 gated"),
        changed(p -> p.withIcDim(0), "every trial from one learned state"),
        changed(p -> p.withIcDim(9), "had 9 dimensions"),
        changed(p -> p.withIcEncDim(19), "encoder of 19 units"),
        changed(p -> p.withNumStepsForGenIc(3), "from the first 3 bins"),
        changed(p -> p.withIcPriorVarMax(.7), "a variance learned from 0.1 within 0.1 to 0.7"),
        changed(p -> p.withIcPostVarMin(.25), "and 0.25 was added"),
        changed(p -> p.withCoDim(0), "No inputs to the generator were inferred."),
        changed(p -> p.withCoDim(1), "inferred 1 time-varying input from"),
        changed(p -> p.withConDim(23), "A controller of 23 units"),
        changed(p -> p.withCiEncDim(29), "encoding of 29 units per direction"),
        changed(p -> p.withDoCausalController(true), "a causal encoding of 128 units, delayed"),
        changed(p -> p.withControllerInputLag(2), "delayed by 2 bins"),
        changed(p -> p.withDoFeedFactorsToController(false), "delayed by 1 bin. The prior"),
        changed(p -> p.withFeedbackFactorsOrRates("rates"), "from the rates of the bin before"),
        changed(p -> p.withPriorArAtau(3), "a time constant learned from 3 bins"),
        changed(p -> p.withDoTrainPriorArAtau(false), "a time constant of 10 bins"),
        changed(p -> p.withPriorArNvar(.3), "a noise variance learned from 0.3"),
        changed(p -> p.withDoTrainPriorArNvar(false), "a noise variance of 0.1"),
        changed(p -> p.withExtInputDim(2), "2 known inputs went to the encoders."),
        changed(
            p -> p.withExtInputDim(1).withInjectExtInputToGen(true),
            "1 known input went to the generator."),
        changed(p -> p.withKlIcWeight(2), "initial condition (weight 2)"),
        changed(p -> p.withKlCoWeight(3), "of the inputs (weight 3)"),
        changed(p -> p.withL2GenScale(4), "generator (weight 4)"),
        changed(p -> p.withL2ConScale(5), "the controller (weight 5)"),
        changed(p -> p.withCoMeanCorrScale(6), "were penalised with weight 6."),
        changed(p -> p.withKlIncreaseSteps(11), "divergences grew linearly to full weight over 11"),
        changed(p -> p.withKlStartStep(12), "over 900 updates after 12 updates; the L2"),
        changed(p -> p.withL2IncreaseSteps(0), "the L2 penalty counted in full from the start"),
        changed(
            p -> p.withL2IncreaseSteps(0).withL2StartStep(13),
            "the L2 penalty counted in full after 13 updates"),
        changed(p -> p.withBatchSize(3), "batches of 3 trials"),
        changed(p -> p.withMaxGradNorm(50), "a global norm of 50 "),
        changed(p -> p.withKeepProb(1), "and without dropout"),
        changed(p -> p.withKeepProb(.5), "with probability 0.5"),
        changed(p -> p.withTemporalSpikeJitterWidth(2), "jittered by up to 2 bins"),
        changed(p -> p.withLearningRateInit(.02), "began at 0.02"),
        changed(p -> p.withLearningRateDecayFactor(.9), "multiplied by 0.9 "),
        changed(p -> p.withLearningRateNToCompare(4), "the 4 epochs before"),
        changed(p -> p.withLearningRateStop(.001), "fell below 0.001"),
        changed(p -> p.withNumSamplesPosterior(32), "averages over 32 samples"),
        changed(
            p -> p.withPosteriorMeanKind("posterior_push_mean"),
            "what one pass of each trial's posterior means gives"));
  }

  private static Arguments changed(UnaryOperator<RunParams> change, String says) {
    return Arguments.of(says, change.apply(DEFAULTS));
  }

  @ParameterizedTest
  @MethodSource("changedParams")
  void changedParamsShow(String says, RunParams params) {
    assertFalse(paragraph(DEFAULTS, RunOptions.defaults()).contains(says), "already by default");
    String paragraph = paragraph(params, RunOptions.defaults());
    assertTrue(paragraph.contains(says), paragraph);
  }

  @Test
  void whatIsHiddenShows() {
    String hidden =
        paragraph(
            DEFAULTS, RunOptions.defaults().withCoordinatedDropout(0.3).withSampleValidation(0.1));
    assertTrue(hidden.contains("2019) hid 30% of the spike counts"), hidden);
    assertTrue(hidden.contains("2019) hid 10% of the spike counts"), hidden);
    String plain = paragraph(DEFAULTS, RunOptions.defaults());
    assertFalse(plain.contains("Keshtkaran"), plain);
  }

  @Test
  void changedOptionsShow() {
    RunOptions options =
        RunOptions.defaults()
            .withSeed(42)
            .withHeldOutNeurons("n2")
            .withMaxEpochs(90)
            .withTimeLimit(Duration.ofMillis(1500))
            .withPatience(1);
    String paragraph = paragraph(DEFAULTS, options);
    assertTrue(paragraph.contains("with seed 42."), paragraph);
    assertTrue(
        paragraph.contains("3 neurons, of which 1 were hidden from the encoders"), paragraph);
    assertTrue(
        paragraph.contains(
            "below 1.0E-5 or after 90 epochs or after 1.5 seconds or after 1 epoch without a lower"
                + " validation cost, whichever came first."),
        paragraph);
  }

  @Test
  void aTrainingThatWasCutShortSaysSo() {
    Preparation prepared = prepared(DEFAULTS, RunOptions.defaults());
    String paragraph =
        methods(prepared, RunOptions.defaults(), Outcome.Reason.TIME_LIMIT, Optional.empty())
            .paragraph(DEFAULTS, Optional.empty());
    assertTrue(
        paragraph.contains(
            "because the time limit was reached; the parameters are those of the last epoch;"
                + " validation did not choose."),
        paragraph);
  }

  @Test
  void bibtexHasWhatTheParagraphCites() {
    Preparation prepared = prepared(DEFAULTS, RunOptions.defaults());
    String bibtex =
        methods(prepared, RunOptions.defaults(), Outcome.Reason.MAX_EPOCHS, CHOSEN).bibtex();
    assertEquals(3, bibtex.lines().filter(line -> line.startsWith("@")).count());
    for (String part : List.of("10.1038/s41592-018-0109-9", "1608.06315", "kingma2015adam")) {
      assertTrue(bibtex.contains(part), part);
    }
    assertFalse(bibtex.contains("Keshtkaran"));
  }

  @Test
  void everyEntryIsWellFormed() {
    for (Reference reference : Reference.values()) {
      String entry = reference.bibtex();
      assertTrue(entry.startsWith("@") && entry.endsWith("}\n"), entry);
      assertEquals(
          entry.chars().filter(c -> c == '{').count(),
          entry.chars().filter(c -> c == '}').count(),
          entry);
    }
  }

  @Test
  void aFitHasBoth() {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).withSeed(3).train();
    assertTrue(fit.methods().contains("after 2 epochs"), fit.methods());
    assertTrue(fit.methods().endsWith("with seed 3."), fit.methods());
    assertTrue(fit.methods().contains("on the eager backend"), fit.methods());
    assertTrue(fit.bibtex().startsWith("@article{pandarinath2018lfads,"));
  }

  @Test
  void theCitationFileNamesThePaper() throws Exception {
    String citation = Files.readString(Path.of("CITATION.cff"));
    for (String part :
        List.of(
            "cff-version: 1.2.0",
            "title: lfads4j",
            "license: Apache-2.0",
            "- name: The lfads4j developers",
            "doi: 10.1038/s41592-018-0109-9")) {
      assertTrue(citation.contains(part), part);
    }
    String version = Files.readString(Path.of("pom.xml")).split("<version>|</version>", 3)[1];
    assertTrue(citation.contains("\nversion: " + version + "\n"), version);
  }

  @Test
  void samplesThatEndAtAnErrorAreCountedWhereTheyWereDrawn() {
    RunOptions drawn =
        RunOptions.defaults().withPosteriorDraws("stratified").withPosteriorError(0.005);
    String posterior =
        " of each trial's posterior, drawn from Latin hypercubes in pairs of opposite noise";
    assertContains(
        "are averages over samples"
            + posterior
            + ": at most 512, and no more when the standard error of the mean rates is 0.5 %. Comp",
        paragraph(DEFAULTS, drawn));
    assertContains(
        "are averages over 96 samples"
            + posterior
            + ". The standard error of the mean rates is 0.47 %, below the 0.5 % at which sampling"
            + " was to end. Comp",
        paragraph(DEFAULTS, drawn, source(96, 0.00468)));
    assertContains(
        "The standard error of the mean rates is 0.62 %. Comp",
        paragraph(DEFAULTS, drawn, source(96, 0.0062)));
  }

  @Test
  void meansAreDescribedAsTheyWereMadeAndNotAsTrainingWouldHave() {
    assertContains(
        "averages over 32 samples of each trial's posterior, drawn from Latin hypercubes in pairs"
            + " of opposite noise. The standard error of the mean rates is 1.2 %. Comp",
        paragraph(
            DEFAULTS.withPosteriorMeanKind("posterior_push_mean"),
            RunOptions.defaults(),
            source(32, 0.012)));
    assertContains(
        "are what one pass of each trial's posterior means gives. Comp",
        paragraph(
            DEFAULTS,
            RunOptions.defaults().withPosteriorDraws("antithetic"),
            new PosteriorMeans.Source("posterior_push_mean", 1, 1)));
  }

  @Test
  void errorsOfGaussianOutputAreSharesOfItsStandardDeviation() {
    RunParams gaussian = DEFAULTS.withOutputDist("gaussian");
    RunOptions until = RunOptions.defaults().withPosteriorError(0.01);
    assertContains(
        "no more when the standard error of the means is 1 % of the output's standard deviation.",
        paragraph(gaussian, until));
    assertContains(
        "The standard error of the means is 0.99 % of the output's standard deviation, below the",
        paragraph(gaussian, until, source(64, 0.0099)));
  }

  @Test
  void aFitWithOtherPosteriorMeansSaysSoBeforeAndAfter() {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).train();
    FittedLfads other = fit.withPosterior("posterior_sample_and_average", 7);
    assertContains("averages over 7 samples of each trial's", other.methods());
    assertTrue(other.rates().rowCount() > 0);
    assertContains("averages over 7 samples of each trial's", other.methods());
    FittedLfads pushed = fit.withPosterior("posterior_push_mean", 7);
    assertContains("what one pass of each trial's posterior means gives", pushed.methods());
  }

  private static PosteriorMeans.Source source(int samples, double error) {
    return new PosteriorMeans.Source(
        "posterior_sample_and_average",
        samples,
        1,
        PosteriorDraws.STRATIFIED,
        OptionalDouble.of(error));
  }

  private static void assertContains(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  private static String paragraph(RunParams params, RunOptions options) {
    return paragraph(params, options, Optional.empty());
  }

  private static String paragraph(
      RunParams params, RunOptions options, PosteriorMeans.Source source) {
    return paragraph(params, options, Optional.of(source));
  }

  private static String paragraph(
      RunParams params, RunOptions options, Optional<PosteriorMeans.Source> source) {
    return methods(prepared(params, options), options, Outcome.Reason.LEARNING_RATE, CHOSEN)
        .paragraph(params, source);
  }

  private static Preparation prepared(RunParams params, RunOptions options) {
    return new RunSetup(List.of(TinyRuns.trials()), params, options, Optional.empty()).prepared();
  }

  private static Methods methods(
      Preparation prepared,
      RunOptions options,
      Outcome.Reason reason,
      Optional<ValidationObjective> chosenBy) {
    Placement placement = new Placement("MXNet 1.9.1", "eager", "cpu", List.of());
    TrainingResult training =
        new TrainingResult(
            ParameterValues.of(Map.of()),
            List.of(),
            new Outcome(reason, 7, 5, 1, 1, chosenBy),
            Optional.empty());
    return new Methods(
        new FitSummary(
            prepared.sessions().stream().map(Preparation.Session::trials).toList(),
            prepared.spec(),
            options,
            placement,
            training,
            prepared.aligned(),
            Optional.empty(),
            List.of()));
  }
}
