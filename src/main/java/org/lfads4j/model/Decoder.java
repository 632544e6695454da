package org.lfads4j.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.lfads4j.config.RunParams;

/**
 * The generative half, bin by bin: controller (if any) infers an input, the generator takes it and
 * moves on, factors are read from the generator, rates from the factors. The loop over time stands
 * here and nowhere else.
 */
final class Decoder {
  private static final double NO_LIMIT = 1e30;

  private final Graph graph;
  private final ModelSpec spec;
  private final int samples;
  private final int bins;
  private final GatedUnit generator;
  private final Optional<InputWeights> inputWeights;
  private final List<Optional<GateInputs>> externalByBin;
  private final List<Optional<Tensor>> generatorMasks;
  private final Tensor factorMapGF;
  private final ReadOut readOut;

  Decoder(Graph graph, ModelSpec spec, SessionSpec session, int samples) {
    this.graph = graph;
    this.spec = spec;
    this.samples = samples;
    this.bins = spec.bins();
    RunParams params = spec.params();
    this.generator =
        GatedUnit.ofGenerator(graph, Names.GENERATOR, params.genDim(), params.cellClipValue());
    Optional<InputWeights> allInputs =
        spec.generatorInputs() == 0
            ? Optional.empty()
            : Optional.of(GatedUnit.generatorInputs(graph, Names.GENERATOR, params.genDim()));
    this.inputWeights =
        spec.hasController() ? allInputs.map(w -> w.inputs(0, params.coDim())) : Optional.empty();
    this.externalByBin = externalInputs(allInputs);
    this.generatorMasks = PerBin.of(graph.input(Input.GENERATOR_MASK), bins);
    this.factorMapGF = unitColumns(graph.parameter(Names.FACTOR_MAP));
    this.readOut = new ReadOut(graph, spec, session);
  }

  /** Each column divided by its length; the gradient flows through. */
  static Tensor unitColumns(Tensor weights) {
    Tensor squaredLength =
        weights.square().sumKept(0).clipped(Constants.SMALLEST_SQUARED_LENGTH, NO_LIMIT);
    return weights.dividedBy(squaredLength.sqrt());
  }

  /** Runs the generator from its starts, with inputs inferred, given, or none. */
  Decoding decode(Tensor generatorStartRG, Optional<Encoding.ControllerInput> encoded) {
    Optional<Controller> controller = encoded.map(e -> new Controller(graph, spec, e, samples));
    List<Optional<Tensor>> noise = PerBin.of(graph.input(Input.INPUT_NOISE), bins);
    List<Optional<Tensor>> given = PerBin.of(graph.input(Input.INFERRED_INPUTS), bins);
    Tensor state = generatorStartRG;
    Tensor controllerState = controller.map(Controller::startRC).orElse(null);
    Tensor factors = generatorStartRG.matmul(factorMapGF);
    Optional<Tensor> feedback = feedback(factors, false);
    Trace trace = new Trace();
    for (int t = 0; t < bins; t++) {
      Optional<Tensor> input = given.get(t);
      if (controller.isPresent()) {
        controllerState = controller.get().step(t, controllerState, feedback);
        Tensor meanRU = controller.get().mean(controllerState);
        Tensor logVarRU = controller.get().logVariance(controllerState);
        input =
            Optional.of(
                noise.get(t).map(e -> Gaussians.sample(meanRU, logVarRU, e)).orElse(meanRU));
        trace.addInput(input.get(), meanRU, logVarRU);
      }
      state = generator.step(gateInputs(t, input), state);
      Tensor kept = generatorMasks.get(t).map(state::times).orElse(state);
      factors = kept.matmul(factorMapGF);
      feedback = feedback(factors, true);
      trace.add(state, factors);
    }
    return trace.decoding(generatorStartRG, controller.isPresent());
  }

  private Optional<Tensor> feedback(Tensor factorsRF, boolean limited) {
    if (!spec.hasFeedback()) {
      return Optional.empty();
    }
    return Optional.of(spec.feedsBackRates() ? readOut.expected(factorsRF, limited) : factorsRF);
  }

  private Optional<GateInputs> gateInputs(int bin, Optional<Tensor> inferredRU) {
    Optional<GateInputs> external = externalByBin.get(bin);
    if (inferredRU.isEmpty() || inputWeights.isEmpty()) {
      return external;
    }
    GateInputs projected = inputWeights.get().project(inferredRU.get());
    return Optional.of(external.map(projected::plus).orElse(projected));
  }

  private List<Optional<GateInputs>> externalInputs(Optional<InputWeights> weights) {
    if (!spec.injectsExternalInputs()) {
      return Collections.nCopies(bins, Optional.empty());
    }
    Tensor rawTBX = graph.required(Input.EXTERNAL_INPUTS);
    Tensor externalTBX = graph.input(Input.EXTERNAL_MASK).map(rawTBX::times).orElse(rawTBX);
    int begin = spec.params().coDim();
    InputWeights external =
        weights.orElseThrow().inputs(begin, begin + spec.params().extInputDim());
    return external.projectSequence(externalTBX, bins).stream()
        .map(g -> Optional.of(g.repeatRows(samples)))
        .toList();
  }

  /** What the loop over time collects. */
  private final class Trace {
    private final List<Tensor> states = new ArrayList<>();
    private final List<Tensor> factors = new ArrayList<>();
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> means = new ArrayList<>();
    private final List<Tensor> logVariances = new ArrayList<>();

    void add(Tensor state, Tensor factorsRF) {
      states.add(state);
      factors.add(factorsRF);
    }

    void addInput(Tensor input, Tensor mean, Tensor logVariance) {
      inputs.add(input);
      means.add(mean);
      logVariances.add(logVariance);
    }

    Decoding decoding(Tensor startRG, boolean controlled) {
      Tensor factorsTRF = graph.stack(factors);
      return new Decoding(
          startRG,
          graph.stack(states),
          factorsTRF,
          readOut.read(factorsTRF, bins),
          controlled
              ? Optional.of(
                  new Decoding.InferredInputs(
                      graph.stack(inputs), graph.stack(means), graph.stack(logVariances)))
              : Optional.empty());
    }
  }
}
