package org.lfads4j.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.engine.CompiledProvider;
import org.lfads4j.backend.engine.EagerProvider;
import org.lfads4j.backend.fused.FusedProvider;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.config.OtherValues;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.MadeUpOutput;
import org.lfads4j.model.ModelSpec;

/** Which backend is chosen, and that none computes a model that it does not know. */
class BackendsTest {
  private static final Execution AUTOMATIC = Execution.automatic();
  private static final ModelSpec KNOWN = Branches.DEFAULT.spec();
  private static final ModelSpec MADE_UP =
      MadeUpOutput.spec(KNOWN.params(), KNOWN.bins(), KNOWN.sessions());
  private static final String UNKNOWN =
      "backend \"fused\" must know all that the model has, got c_output_dist 'made up'";

  @ParameterizedTest
  @EnumSource(Branches.class)
  void theFusedBackendKnowsEveryBranch(Branches branch) {
    assertEquals(
        Support.YES, new FusedProvider().supports(branch.spec(), AUTOMATIC, Precision.SINGLE));
  }

  /** A new hyperparameter of the model fails here until the fused backend has its formulas. */
  @Test
  void theFusedBackendKnowsEveryHyperparameter() {
    RunParams params = RunParams.defaults();
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      if (each != Hyperparameter.VERSION) {
        params = params.with(each.name(), OtherValues.of(each));
      }
    }
    ModelSpec spec = ModelSpec.of(params, 4, KNOWN.sessions()).withLinearGeneratorStart();
    assertTrue(spec.features().size() > 35, spec.features()::toString);
    assertEquals(Support.YES, new FusedProvider().supports(spec, AUTOMATIC, Precision.SINGLE));
  }

  @Test
  void aVariantOfTheModelAloneIsRefusedByTheFusedBackend() {
    assertEquals(
        UNKNOWN + "; use withBackend(\"eager\")",
        refusal(Backends.installed(), MADE_UP, AUTOMATIC.withBackend("fused")));
  }

  @Test
  void theProgramPassesOverABackendThatDoesNotKnowTheVariantAndSaysSo() {
    try (Backend backend = Backends.create(MADE_UP, AUTOMATIC)) {
      assertEquals("compiled", backend.placement().backend());
      assertEquals(
          List.of(UNKNOWN + "; this run uses backend \"compiled\""), backend.placement().notices());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"eager", "compiled"})
  void aBackendThatExecutesTheModelComputesTheVariant(String name) {
    Batch batch = Branches.DEFAULT.batch(KNOWN, 0);
    double once = reconstruction(KNOWN, name, batch);
    double logFactorials = Arrays.stream(batch.logFactorials()).average().orElseThrow();
    // Log k! does not depend on the model, and is counted once.
    double twice = 2 * (once - logFactorials) + logFactorials;
    assertEquals(twice, reconstruction(MADE_UP, name, batch), 1e-5 * Math.abs(twice));
  }

  private static double reconstruction(ModelSpec spec, String name, Batch batch) {
    try (Backend backend = Backends.create(spec, AUTOMATIC.withBackend(name))) {
      backend.set(Branches.DEFAULT.parameters(spec));
      NoiseKey key = NoiseKey.ofStep(1, 17, batch.trials());
      try (Gradients gradients = backend.lossAndGradients(batch, RampWeights.FULL, key)) {
        assertTrue(gradients.globalNorm() > 0);
      }
      return backend.loss(batch, RampWeights.FULL, key).reconstruction();
    }
  }

  @Test
  void whereNoBackendSupportsTheModelEachSaysWhy() {
    assertEquals(
        "no backend supports this model: "
            + UNKNOWN
            + "; backend \"compiled\" must run on engine MXNet, got PyTorch",
        refusal(Backends.of(new FusedProvider(), new OnPyTorch()), MADE_UP, AUTOMATIC));
  }

  /** The compiled backend where the engine at hand is PyTorch. */
  private static final class OnPyTorch implements BackendProvider {
    private final BackendProvider compiled = new CompiledProvider();

    @Override
    public String name() {
      return compiled.name();
    }

    @Override
    public String runsOn() {
      return compiled.runsOn();
    }

    @Override
    public int rank() {
      return compiled.rank();
    }

    @Override
    public Support supports(ModelSpec spec, Execution execution, Precision precision) {
      return compiled.supports(spec, execution.withEngine("PyTorch"), precision);
    }

    @Override
    public MachineShare share(ModelSpec spec, Execution execution) {
      return compiled.share(spec, execution);
    }

    @Override
    public Set<BitsDependOn> bitsDependOn() {
      return compiled.bitsDependOn();
    }

    @Override
    public Backend create(
        ModelSpec spec, Execution execution, Precision precision, List<String> notices) {
      throw new IllegalStateException("never chosen");
    }
  }

  @Test
  void theCompiledBackendIsRefusedOnAnotherEngine() {
    assertEquals(
        "backend \"compiled\" must run on engine MXNet, got PyTorch; use withBackend(\"eager\")",
        refusal(
            Backends.installed(), KNOWN, AUTOMATIC.withEngine("PyTorch").withBackend("compiled")));
  }

  @Test
  void aBackendThatIsNotInstalledIsRefusedByName() {
    assertEquals(
        "backend must be one of 'eager', got \"compiled\"",
        refusal(Backends.of(new EagerProvider()), KNOWN, AUTOMATIC.withBackend("compiled")));
    assertEquals(
        "no backend uses engine PyTorch",
        refusal(Backends.of(new FusedProvider()), KNOWN, AUTOMATIC.withEngine("PyTorch")));
  }

  @Test
  void whatNoBackendSupportsIsAProblemBeforeAnythingIsMade() {
    RunParams params = RunParams.defaults();
    assertEquals(Optional.empty(), Backends.installed().problem(params, AUTOMATIC));
    assertEquals(
        Optional.of(
            new Message(
                "backend \"compiled\" must run on engine MXNet, got PyTorch;"
                    + " use withBackend(\"eager\")",
                "backend \"compiled\" must run on engine MXNet, got PyTorch; use --backend eager")),
        Backends.installed()
            .problem(params, AUTOMATIC.withEngine("PyTorch").withBackend("compiled")));
    assertEquals(
        Optional.of(
            Message.of(
                "no backend supports this model: backend \"madeup\" must have inputs to infer")),
        Backends.of(new MadeUpProvider()).problem(params.withCoDim(0), AUTOMATIC));
  }

  @Test
  void aMadeUpBackendIsChosenWhereItSupportsTheModelByItsRank() {
    Backends backends = Backends.of(new FusedProvider(), new MadeUpProvider(), new EagerProvider());
    try (Backend backend = backends.make(MADE_UP, AUTOMATIC, Precision.SINGLE)) {
      assertEquals("Abacus 1, madeup, gpu:1", backend.placement().toString());
      assertEquals(List.of(), backend.placement().notices());
      assertEquals("madeup, gpu:1", backends.bits(backend.placement()));
    }
    ModelSpec without = Branches.NO_CONTROLLER.spec();
    try (Backend backend = backends.make(without, AUTOMATIC, Precision.SINGLE)) {
      assertEquals("fused", backend.placement().backend());
      assertEquals(
          List.of("backend \"madeup\" must have inputs to infer; this run uses backend \"fused\""),
          backend.placement().notices());
    }
  }

  @Test
  void theGpuAskedForDecidesBeforeTheRank() {
    Backends backends = Backends.of(new FusedProvider(), new MadeUpProvider(), new EagerProvider());
    RunParams params = KNOWN.params().withDevice("gpu:2");
    ModelSpec onThird = ModelSpec.of(params, KNOWN.bins(), KNOWN.sessions());
    Execution eager = AUTOMATIC.withBackend("eager");
    try (Backend backend = backends.make(onThird, AUTOMATIC, Precision.SINGLE);
        Backend onCpu = backends.make(onThird, AUTOMATIC.withBackend("fused"), Precision.SINGLE);
        Backend other =
            Backends.of(new FusedProvider()).make(onThird, AUTOMATIC, Precision.SINGLE);
        Backend named = backends.make(KNOWN, eager, Precision.SINGLE)) {
      assertTrue(
          backend
              .placement()
              .notices()
              .contains("c_device 'gpu:2' is not there (an abacus has 2); the run uses the CPU"),
          backend.placement().notices()::toString);
      assertEquals(List.of(), other.placement().notices());
      assertEquals(
          List.of("c_device 'gpu:2' does nothing: backend \"fused\" uses no GPU"),
          onCpu.placement().notices());
      assertEquals("eager", named.placement().backend());
    }
  }

  @Test
  void aRunTakesOfTheMachineWhatItsBackendSays() {
    Backends backends = Backends.of(new FusedProvider(), new MadeUpProvider(), new EagerProvider());
    RunParams inferring = RunParams.defaults().withCoDim(1).withDevice("cpu");
    assertEquals(MachineShare.ofGpus(2), backends.share(inferring, AUTOMATIC));
    assertEquals(MachineShare.ofThreads(), backends.share(inferring.withCoDim(0), AUTOMATIC));
    assertEquals(MachineShare.WHOLE, backends.share(inferring, AUTOMATIC.withBackend("eager")));
  }

  @Test
  void bitsOfABackendThatIsNotInstalledDependOnEverything() {
    Placement placement = new Placement("Abacus 1", "madeup", "gpu:1", List.of());
    int processors = Runtime.getRuntime().availableProcessors();
    assertEquals(
        "Abacus 1, madeup, gpu:1, " + processors + " processors",
        Backends.installed().bits(placement));
    Placement fused = new Placement("Vector API, 2 threads", "fused", "cpu", List.of());
    assertEquals("fused", Backends.installed().bits(fused));
    Placement eager = new Placement("MXNet 1.9.1", "eager", "cpu()", List.of());
    assertEquals(
        "MXNet 1.9.1, eager, cpu(), " + processors + " processors",
        Backends.installed().bits(eager));
  }

  @Test
  void aModelSaysWhatItHas() {
    RunParams params = RunParams.defaults().withFeedbackFactorsOrRates("rates").withCoDim(3);
    ModelSpec spec = ModelSpec.of(params.withLearningRateInit(0.1), 4, KNOWN.sessions());
    assertEquals(
        new TreeSet<>(
            List.of("c_co_dim", "c_feedback_factors_or_rates 'rates'", "c_output_dist 'poisson'")),
        spec.features());
    assertTrue(spec.withLinearGeneratorStart().features().contains("linear generator start"));
  }

  private static String refusal(Backends backends, ModelSpec spec, Execution execution) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> {
              try (Backend backend = backends.make(spec, execution, Precision.SINGLE)) {
                assertEquals("never", backend.placement().backend());
              }
            })
        .getMessage();
  }
}
