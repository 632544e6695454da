package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.engine.AllocatorSeen;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.OtherValues;
import org.lfads4j.data.Trials;
import org.lfads4j.model.Names;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.weights.CheckpointFolder;

/**
 * No dead option: a value other than the default changes what the catalogue says it changes, and
 * leaves alone what it must.
 */
class HyperparametersActTest {
  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  /** Runs that several cases compare with. */
  private static final Map<String, FittedLfads> PLAIN = new HashMap<>();

  static {
    identity();
    optimisation();
    checkpoints();
    stitching();
    regularisation();
    ramps();
    inputsFromOutside();
    controller();
    initialConditions();
    generator();
    posterior();
  }

  /**
   * One hyperparameter's test.
   *
   * @param recordings of the tiny run
   * @param base changes the tiny run so that the hyperparameter has something to act on
   * @param value the one that is not the default
   * @param changes what must differ
   * @param keeps what must not
   */
  private record Case(
      List<Trials> recordings,
      UnaryOperator<LfadsRun> base,
      Object value,
      Function<FittedLfads, Object> changes,
      Function<FittedLfads, Object> keeps) {}

  static Stream<Hyperparameter<?>> active() {
    return Hyperparameter.all().stream()
        .filter(h -> !OtherValues.haveNoEffectOn(h) && h != Hyperparameter.VERSION);
  }

  @Test
  void everyActiveHyperparameterHasACase() {
    assertEquals(
        active().map(Hyperparameter::name).collect(Collectors.toCollection(HashSet::new)),
        CASES.keySet());
  }

  @ParameterizedTest
  @MethodSource("active")
  void anotherValueChangesWhatTheCatalogueNames(Hyperparameter<?> parameter) {
    Case test = CASES.get(parameter.name());
    LfadsRun base = test.base.apply(TinyRuns.run(test.recordings));
    assertNotEquals(
        base.params().value(parameter),
        base.with(parameter.name(), test.value).params().value(parameter));
    FittedLfads before =
        parameter == Hyperparameter.ALLOW_GPU_GROWTH
            ? base.train() // what is observed belongs to the process, not to the fit
            : PLAIN.computeIfAbsent(key(base), k -> base.train());
    List<?> changedBefore = parts(test.changes.apply(before));
    FittedLfads after = base.with(parameter.name(), test.value).train();
    List<?> changedAfter = parts(test.changes.apply(after));
    for (int i = 0; i < changedBefore.size(); i++) {
      assertNotEquals(
          changedBefore.get(i),
          changedAfter.get(i),
          parameter + " must change " + parameter.changes());
    }
    assertEquals(
        test.keeps.apply(before),
        test.keeps.apply(after),
        parameter + " changes more than it says");
  }

  /** Several observables, each of which must change. */
  private record All(List<Object> observed) {}

  private static All all(Object... observed) {
    return new All(List.of(observed));
  }

  private static List<?> parts(Object observed) {
    return observed instanceof All all ? all.observed : List.of(observed);
  }

  private static String key(LfadsRun run) {
    return run.params().toJson() + run.options() + run.recordings().size();
  }

  @Test
  void theVersionIsTheProgramsOwn() {
    LfadsRun run = TinyRuns.run(TinyRuns.trials());
    assertEquals(
        "version must be left to the program, got 2",
        assertThrows(IllegalArgumentException.class, () -> run.with("version", 2)).getMessage());
  }

  @Test
  void anInertHyperparameterGivesANoticeAndChangesNothing() {
    LfadsRun run = TinyRuns.run(TinyRuns.trials());
    FittedLfads plain = run.train();
    FittedLfads set = run.withCoPriorVarScale(3.0).train();
    assertEquals(
        Set.of("c_co_prior_var_scale"),
        Hyperparameter.all().stream()
            .filter(OtherValues::haveNoEffectOn)
            .map(Hyperparameter::name)
            .collect(Collectors.toSet()));
    assertEquals(plain.parameters(), set.parameters());
    List<String> notices = new ArrayList<>(set.notices());
    assertTrue(notices.removeAll(plain.notices()) || plain.notices().isEmpty());
    assertEquals(
        List.of(
            "c_co_prior_var_scale is set and has no effect: the prior of the inferred inputs is"
                + " autoregressive; use c_prior_ar_nvar and c_prior_ar_atau"),
        notices);
  }

  // The run's options, which are not on the page.

  @Test
  void theSeedMovesEveryRandomNumber() {
    LfadsRun run = TinyRuns.run(TinyRuns.trials());
    FittedLfads zero = run.train();
    FittedLfads one = run.withSeed(1).train();
    assertNotEquals(zero.parameters(), one.parameters());
    assertNotEquals(zero.posteriorMeans().factors(), one.posteriorMeans().factors());
    assertNotEquals(zero.generate(2).factors(), one.generate(2).factors());
  }

  @Test
  void heldOutNeuronsNarrowTheEncodersAndNotTheRates() {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).withHeldOutNeurons("n2").train();
    assertEquals(2, fit.model().encoderInputs());
    assertEquals(3, fit.posteriorMeans().output().mean().columns());
  }

  @Test
  void engineAndBackendAreWhereTheModelRuns() {
    LfadsRun run = TinyRuns.run(TinyRuns.trials()).withMaxEpochs(1);
    assertTrue(run.withEngine("PyTorch").train().placement().engine().startsWith("PyTorch "));
    FittedLfads compiled = run.withEngine("MXNet").withBackend("compiled").train();
    assertTrue(compiled.placement().engine().startsWith("MXNet "));
    assertEquals("compiled", compiled.placement().backend());
    assertEquals("eager", run.withEngine("MXNet").train().placement().backend());
  }

  @Test
  void threadsAreThoseOfTheFusedBackendAndChangeNoBit() {
    LfadsRun run = TinyRuns.run(TinyRuns.trials()).withBackend("fused").withMaxEpochs(1);
    FittedLfads one = run.withThreads(1).train();
    FittedLfads three = run.withThreads(3).train();
    assertTrue(one.placement().engine().endsWith(", 1 thread"));
    assertTrue(three.placement().engine().endsWith(", 3 threads"));
    assertEquals(one.parameters(), three.parameters());
  }

  @Test
  void stopRulesEndTraining() {
    LfadsRun run = frozen(TinyRuns.run(TinyRuns.trials())).withMaxEpochs(20);
    FittedLfads patient = run.withPatience(2).withKlIncreaseSteps(0).withL2IncreaseSteps(0).train();
    assertEquals(Outcome.Reason.PATIENCE, patient.outcome().reason());
    assertEquals(4, patient.outcome().epochs());
    assertEquals(2, patient.outcome().bestEpoch());
    FittedLfads hurried = run.withTimeLimit(Duration.ofNanos(1)).train();
    assertEquals(Outcome.Reason.TIME_LIMIT, hurried.outcome().reason());
    assertEquals(0, hurried.outcome().epochs());
    FittedLfads counted = run.withMaxEpochs(3).train();
    assertEquals(Outcome.Reason.MAX_EPOCHS, counted.outcome().reason());
    assertEquals(3, counted.log().size());
  }

  // The cases, in the order of the catalogue.

  private static void identity() {
    put("name", same(), "wide", FittedLfads::toString, FittedLfads::parameters);
    put("spikeBinMs", same(), 4, f -> f.trials().counts(), f -> f.trials().neurons());
    put("c_allow_gpu_growth", same(), false, f -> AllocatorSeen.now(), FittedLfads::parameters);
    put(
        "c_device",
        same(),
        "gpu:9",
        f -> f.placement().device() + f.placement().notices(),
        f -> f.placement().engine());
  }

  private static void optimisation() {
    put("c_learning_rate_init", same(), 0.1, f -> valid(f, 0), f -> train(f, 0));
    UnaryOperator<LfadsRun> noisy =
        r -> r.withLearningRateInit(1e-4).withLearningRateNToCompare(1).withMaxEpochs(8);
    put(
        "c_learning_rate_decay_factor",
        noisy,
        0.5,
        HyperparametersActTest::rates,
        f -> train(f, 1));
    put("c_learning_rate_n_to_compare", noisy, 4, HyperparametersActTest::rates, f -> train(f, 1));
    put("c_learning_rate_stop", noisy, 9.9e-5, f -> f.outcome().epochs(), f -> train(f, 1));
    put("c_max_grad_norm", same(), 0.01, f -> valid(f, 0), f -> train(f, 0));
    put("trainToTestRatio", same(), 1, FittedLfads::split, f -> f.trials().counts());
    put("c_batch_size", same(), 4, f -> f.log().get(0).step(), FittedLfads::split);
    put(
        "c_cell_clip_value",
        same(),
        0.05,
        f -> f.posteriorMeans().generatorStates(),
        starts("ic_enc_fwd_gru_ru_W"));
  }

  private static void checkpoints() {
    put(
        "c_max_ckpt_to_keep",
        same(),
        2,
        f -> checkpoints(f, "recent-"),
        f -> checkpoints(f, "best-"));
    put(
        "c_max_ckpt_to_keep_lve",
        same(),
        2,
        f -> checkpoints(f, "best-"),
        f -> checkpoints(f, "recent-"));
  }

  /** The files that a run with these settings leaves whose name starts so. */
  private static List<String> checkpoints(FittedLfads fit, String start) {
    LfadsRun run =
        TinyRuns.run(TinyRuns.trialsWithExternalInputs())
            .withParams(fit.params())
            .withBackend("fused")
            .withMaxEpochs(12);
    try {
      Path folder = Files.createTempDirectory("checkpoints");
      FittedLfads unused =
          run.train(new CheckpointFolder(folder, run.model(), "a run", Duration.ZERO, c -> {}));
      List<String> names = new ArrayList<>();
      for (File file : folder.toFile().listFiles()) {
        names.add(file.getName());
        Files.delete(file.toPath());
      }
      Files.delete(folder);
      return names.stream().filter(name -> name.startsWith(start)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stitching() {
    putSessions(
        "scaleIncreaseStepsWithDatasets",
        same(),
        false,
        f -> f.log().get(0).ramps(),
        f -> f.session("a").split());
    putSessions(
        "c_do_train_readin",
        run -> run.withUseAlignmentMatrix(true),
        false,
        f -> moved(f, "x_to_infac_a_W"),
        f -> moved(f, "factors_to_logrates_a_W"));
    putSessions(
        "useAlignmentMatrix",
        same(),
        true,
        f -> new All(List.of(started(f, "x_to_infac_a_W"), started(f, "factors_to_logrates_a_W"))),
        f -> started(f, "gen_to_factors_W"));
    putSessions(
        "alignmentApproach",
        run -> run.withUseAlignmentMatrix(true),
        "ridgeRegressGlobalPCs",
        f -> started(f, "x_to_infac_a_W"),
        f -> started(f, "gen_to_factors_W"));
    putSessions(
        "alignmentExtraArgs",
        run -> run.withUseAlignmentMatrix(true),
        Map.of("average", "time"),
        f -> started(f, "x_to_infac_a_W"),
        f -> started(f, "gen_to_factors_W"));
    CASES.put(
        "useSingleDatasetAlignmentMatrix",
        new Case(
            List.of(TinyRuns.sessions().get(0)),
            same(),
            true,
            f -> f.model().hasReadIn(),
            f -> started(f, "gen_to_factors_W")));
  }

  private static void putSessions(
      String name,
      UnaryOperator<LfadsRun> base,
      Object value,
      Function<FittedLfads, Object> changes,
      Function<FittedLfads, Object> keeps) {
    CASES.put(name, new Case(TinyRuns.sessions(), base, value, changes, keeps));
  }

  /** Where a parameter of the fit's model started. */
  private static List<Float> started(FittedLfads fit, String name) {
    return list(
        ParameterValues.initial(ParameterInventory.of(fit.model()), fit.options().seed())
            .values(name));
  }

  private static boolean moved(FittedLfads fit, String name) {
    return !started(fit, name).equals(list(fit.parameters().values(name)));
  }

  private static void regularisation() {
    put(
        "c_temporal_spike_jitter_width",
        HyperparametersActTest::frozen,
        2,
        f -> train(f, 0).reconstruction(),
        f -> valid(f, 0));
    put(
        "c_keep_prob",
        HyperparametersActTest::frozen,
        0.5,
        f -> train(f, 0).reconstruction(),
        f -> valid(f, 0));
    put(
        "c_l2_gen_scale",
        HyperparametersActTest::frozen,
        50,
        f -> train(f, 0).l2(),
        f -> train(f, 0).reconstruction());
    put(
        "c_l2_con_scale",
        HyperparametersActTest::frozen,
        50,
        f -> train(f, 0).l2(),
        f -> train(f, 0).reconstruction());
    put(
        "c_co_mean_corr_scale",
        HyperparametersActTest::frozen,
        0.5,
        f -> train(f, 0).correlation() > 0,
        f -> train(f, 0).reconstruction());
  }

  private static void ramps() {
    put(
        "c_kl_ic_weight",
        HyperparametersActTest::frozen,
        3,
        f -> train(f, 1).total(),
        f -> train(f, 1).icDivergence());
    put(
        "c_kl_co_weight",
        HyperparametersActTest::frozen,
        3,
        f -> train(f, 1).total(),
        f -> train(f, 1).inputDivergence());
    Function<FittedLfads, Object> kl = f -> f.log().stream().map(e -> e.ramps().kl()).toList();
    Function<FittedLfads, Object> l2 = f -> f.log().stream().map(e -> e.ramps().l2()).toList();
    put("c_kl_start_step", same(), 1, kl, l2);
    put("c_kl_increase_steps", same(), 5, kl, l2);
    put("c_l2_start_step", same(), 1, l2, kl);
    put("c_l2_increase_steps", same(), 5, l2, kl);
  }

  private static void inputsFromOutside() {
    put("c_ext_input_dim", same(), 2, width("ic_enc_fwd_gru_ru_W"), width("gen_gengru_x_ru_W"));
    put(
        "c_inject_ext_input_to_gen",
        r -> r.withExtInputDim(2),
        true,
        f -> all(sizes(f).get("ic_enc_fwd_gru_ru_W"), sizes(f).get("gen_gengru_x_ru_W")),
        width("con_gengru_h_ru_W"));
  }

  private static void controller() {
    put(
        "c_co_dim",
        same(),
        1,
        f -> f.posteriorMeans().inferredInputs().orElseThrow().mean().columns(),
        f -> f.posteriorMeans().factors().columns());
    prior("c_prior_ar_atau", 3, Names.AR_LOG_TAU);
    moves("c_do_train_prior_ar_atau", Names.AR_LOG_TAU, Names.AR_LOG_VARIANCE);
    prior("c_prior_ar_nvar", 0.5, Names.AR_LOG_VARIANCE);
    moves("c_do_train_prior_ar_nvar", Names.AR_LOG_VARIANCE, Names.AR_LOG_TAU);
    put(
        "c_do_causal_controller",
        same(),
        true,
        f -> f.parameters().names().contains("ci_enc_rev_gru_ru_W"),
        width("ic_enc_rev_gru_ru_W"));
    Function<FittedLfads, Object> controllerInput = width("con_gengru_x_ru_W");
    put("c_do_feed_factors_to_controller", same(), false, controllerInput, width("con_t0"));
    put("c_feedback_factors_or_rates", same(), "rates", controllerInput, width("con_t0"));
    put(
        "c_controller_input_lag",
        HyperparametersActTest::frozen,
        2,
        f -> train(f, 0).inputDivergence(),
        f -> train(f, 0).icDivergence());
    put("c_ci_enc_dim", same(), 4, width("ci_enc_fwd_t0"), width("ic_enc_fwd_t0"));
    put("c_con_dim", same(), 4, width("con_t0"), width("ci_enc_fwd_t0"));
  }

  private static void prior(String name, double value, String parameter) {
    put(
        name,
        HyperparametersActTest::frozen,
        value,
        f -> all(start(f, parameter), train(f, 0).inputDivergence()),
        f -> train(f, 0).reconstruction());
  }

  private static void moves(String name, String parameter, String other) {
    put(name, same(), false, f -> hasMoved(f, parameter), f -> hasMoved(f, other));
  }

  private static void initialConditions() {
    put(
        "c_num_steps_for_gen_ic",
        HyperparametersActTest::frozen,
        2,
        f -> train(f, 0).icDivergence(),
        HyperparametersActTest::sizes);
    put(
        "c_ic_dim",
        same(),
        2,
        f -> f.posteriorMeans().initialConditions().posteriorMean().columns(),
        width("gen_gengru_h_ru_W"));
    put("c_ic_enc_dim", same(), 4, width("ic_enc_fwd_t0"), width("ci_enc_fwd_t0"));
    UnaryOperator<LfadsRun> range =
        r -> r.withIcPriorVarMin(0.1).withIcPriorVarMax(1.0).withIcPriorVarScale(0.5);
    put("c_ic_prior_var_min", range, 0.3, f -> priorVariance(f), HyperparametersActTest::sizes);
    put(
        "c_ic_prior_var_scale",
        range,
        0.2,
        f -> all(priorVariance(f), train(f, 0).icDivergence()),
        HyperparametersActTest::sizes);
    put(
        "c_ic_prior_var_max",
        same(),
        1,
        f -> f.parameters().names().contains(Names.PRIOR_VARIANCE),
        width("prior_g0_mean"));
    put(
        "c_ic_post_var_min",
        HyperparametersActTest::frozen,
        0.5,
        f -> f.posteriorMeans().initialConditions().posteriorVariance(),
        f -> f.posteriorMeans().initialConditions().posteriorMean());
  }

  private static void generator() {
    put(
        "c_cell_weight_scale",
        same(),
        2,
        starts("ic_enc_fwd_gru_ru_W", "con_gengru_h_ru_W", "con_gengru_x_c_W"),
        starts("ic_enc_fwd_gru_c_W", "gen_gengru_h_ru_W", "gen_gengru_x_ru_W"));
    put(
        "c_gen_dim",
        same(),
        5,
        f -> f.posteriorMeans().generatorStates().columns(),
        f -> f.posteriorMeans().factors().columns());
    put(
        "c_gen_cell_input_weight_scale",
        same(),
        2,
        starts("gen_gengru_x_ru_W", "gen_gengru_x_c_W"),
        starts("gen_gengru_h_ru_W", "con_gengru_x_ru_W"));
    put(
        "c_gen_cell_rec_weight_scale",
        same(),
        2,
        starts("gen_gengru_h_ru_W", "gen_gengru_rh_c_W"),
        starts("gen_gengru_x_ru_W", "con_gengru_h_ru_W"));
    put(
        "c_factors_dim",
        same(),
        3,
        f -> f.posteriorMeans().factors().columns(),
        f -> f.posteriorMeans().generatorStates().columns());
    put(
        "c_output_dist",
        same(),
        "gaussian",
        f -> all(train(f, 0).reconstruction(), f.posteriorMeans().output().variance().isPresent()),
        width("gen_to_factors_W"));
  }

  private static void posterior() {
    Function<FittedLfads, Object> means =
        f ->
            all(
                f.posteriorMeans().output().mean(),
                f.posteriorMeans().factors(),
                f.posteriorMeans().inferredInputs().orElseThrow().mean());
    put("posterior_mean_kind", same(), "posterior_push_mean", means, FittedLfads::parameters);
    put("num_samples_posterior", same(), 4, means, FittedLfads::parameters);
  }

  private static void put(
      String name,
      UnaryOperator<LfadsRun> base,
      Object value,
      Function<FittedLfads, Object> changes,
      Function<FittedLfads, Object> keeps) {
    CASES.put(
        name, new Case(List.of(TinyRuns.trialsWithExternalInputs()), base, value, changes, keeps));
  }

  private static UnaryOperator<LfadsRun> same() {
    return UnaryOperator.identity();
  }

  /** Updates too small to move a parameter, so that costs can be compared. */
  private static LfadsRun frozen(LfadsRun run) {
    return run.withLearningRateInit(1e-30).withLearningRateStop(0);
  }

  private static LossTerms train(FittedLfads fit, int epoch) {
    return fit.log().get(epoch).train();
  }

  private static LossTerms valid(FittedLfads fit, int epoch) {
    return fit.log().get(epoch).valid();
  }

  private static List<Double> rates(FittedLfads fit) {
    return fit.log().stream().map(EpochRecord::pace).map(EpochRecord.Pace::learningRate).toList();
  }

  private static ParameterValues initial(FittedLfads fit) {
    return TinyRuns.initial(TinyRuns.trialsWithExternalInputs(), fit.params(), fit.options());
  }

  /** In single precision, as engines hold them. */
  private static List<Float> list(double[] values) {
    return Arrays.stream(values).mapToObj(x -> (float) x).toList();
  }

  private static List<Float> start(FittedLfads fit, String name) {
    return list(initial(fit).values(name));
  }

  private static boolean hasMoved(FittedLfads fit, String name) {
    return !start(fit, name).equals(list(fit.parameters().values(name)));
  }

  private static Map<String, Integer> sizes(FittedLfads fit) {
    Map<String, Integer> sizes = new TreeMap<>();
    fit.parameters().names().forEach(n -> sizes.put(n, fit.parameters().values(n).length));
    return sizes;
  }

  private static Function<FittedLfads, Object> width(String parameter) {
    return fit -> sizes(fit).get(parameter);
  }

  private static Function<FittedLfads, Object> starts(String... names) {
    return fit -> new All(Stream.of(names).<Object>map(n -> start(fit, n)).toList());
  }

  private static Object priorVariance(FittedLfads fit) {
    return fit.posteriorMeans().initialConditions().priorVariance();
  }
}
