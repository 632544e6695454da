package org.lfads4j.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Alignment;
import org.lfads4j.model.ParameterSpec.Initialiser;
import org.lfads4j.model.ParameterSpec.L2Group;

/**
 * Every parameter of a model: name, shape, initial value, L2 penalty, whether it is trained. The
 * order follows from the structure of the model.
 */
@Internal
public final class ParameterInventory {
  private static final Initialiser ZERO = new Initialiser.Constant(0);

  private final List<ParameterSpec> parameters = new ArrayList<>();

  /** Whether the parameters that are added from now on are trained. */
  private boolean trained;

  private ParameterInventory() {}

  /** The parameters of a model. */
  public static ParameterInventory of(ModelSpec spec) {
    ParameterInventory inventory = new ParameterInventory();
    RunParams p = spec.params();
    inventory.trained = p.doTrainReadin();
    inventory.addReadIns(spec);
    inventory.trained = !spec.isSharedPartFixed();
    if (spec.hasIcEncoder()) {
      inventory.addEncoder(Names.IC_FORWARD, spec.encoderInputs(), p.icEncDim(), p);
      inventory.addEncoder(Names.IC_REVERSE, spec.encoderInputs(), p.icEncDim(), p);
      inventory.addLayer(Names.IC_MEAN, 2 * p.icEncDim(), p.icDim());
      inventory.addLayer(Names.IC_LOG_VARIANCE, 2 * p.icEncDim(), p.icDim());
      inventory.addIcPrior(spec);
    } else {
      inventory.add(Names.GENERATOR_START, ZERO, 1, p.genDim());
    }
    if (spec.hasGeneratorStartMap()) {
      inventory.addLayer(Names.START_MAP, p.icDim(), p.genDim());
    }
    if (spec.hasController()) {
      inventory.addController(spec);
    }
    inventory.addGenGru(
        Names.GENERATOR,
        spec.generatorInputs(),
        p.genDim(),
        p.genCellInputWeightScale(),
        p.genCellRecWeightScale(),
        L2Group.GENERATOR);
    inventory.add(Names.FACTOR_MAP, normal(1, p.genDim()), p.genDim(), p.factorsDim());
    inventory.trained = true;
    inventory.addReadOuts(spec);
    return inventory;
  }

  /** All parameters. */
  public List<ParameterSpec> parameters() {
    return Collections.unmodifiableList(parameters);
  }

  /** One parameter. */
  public ParameterSpec named(String name) {
    return parameters.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("the model has no parameter " + name));
  }

  /** The parameters that pay an L2 penalty. */
  List<ParameterSpec> penalised() {
    return parameters.stream().filter(p -> p.l2Group() != L2Group.NONE).toList();
  }

  private void addReadIns(ModelSpec spec) {
    if (!spec.hasReadIn()) {
      return;
    }
    for (SessionSpec session : spec.sessions()) {
      String layer = Names.readIn(session.name());
      int inputs = session.encoderNeurons().size();
      int factors = spec.params().factorsDim();
      if (session.alignment().isEmpty()) {
        addLayer(layer, inputs, factors);
      } else {
        Alignment alignment = session.alignment().get();
        List<Integer> seen = session.encoderNeurons();
        add(Names.weights(layer), AlignedStart.readInWeights(alignment, seen), inputs, factors);
        add(Names.bias(layer), AlignedStart.readInBias(alignment, seen), factors);
      }
    }
  }

  private void addReadOuts(ModelSpec spec) {
    int factors = spec.params().factorsDim();
    for (SessionSpec session : spec.sessions()) {
      OutputDistribution output = spec.output();
      String location = output.locationLayer(session.name());
      Initialiser weights =
          session
              .alignment()
              .map(alignment -> AlignedStart.readOutWeights(alignment, session, output))
              .orElse(normal(1, factors));
      add(Names.weights(location), weights, factors, session.neurons());
      add(Names.bias(location), new Initialiser.Given(session.outputBias()), session.neurons());
      if (output.hasVariance()) {
        String logVariance = Names.logVariances(session.name());
        add(Names.weights(logVariance), ZERO, factors, session.neurons());
        add(Names.bias(logVariance), new Initialiser.Constant(1), session.neurons());
      }
    }
  }

  private void addIcPrior(ModelSpec spec) {
    RunParams p = spec.params();
    add(Names.PRIOR_MEAN, ZERO, 1, p.icDim());
    IcPrior prior = IcPrior.of(spec);
    if (prior.isTrained()) {
      add(Names.PRIOR_VARIANCE, new Initialiser.Constant(prior.startParameter()), 1, p.icDim());
    }
  }

  private void addController(ModelSpec spec) {
    RunParams p = spec.params();
    addEncoder(Names.CI_FORWARD, spec.encoderInputs(), p.ciEncDim(), p);
    int inputs = p.ciEncDim();
    if (spec.hasReverseControllerEncoder()) {
      addEncoder(Names.CI_REVERSE, spec.encoderInputs(), p.ciEncDim(), p);
      inputs += p.ciEncDim();
    }
    if (spec.hasFeedback()) {
      inputs += spec.feedbackUnits();
    }
    add(Names.start(Names.CONTROLLER), ZERO, 1, p.conDim());
    double scale = p.cellWeightScale();
    addGenGru(Names.CONTROLLER, inputs, p.conDim(), scale, scale, L2Group.CONTROLLER);
    addLayer(Names.INPUT_MEAN, p.conDim(), p.coDim());
    addLayer(Names.INPUT_LOG_VARIANCE, p.conDim(), p.coDim());
    addArPrior(Names.AR_LOG_TAU, p.priorArAtau(), p.coDim(), p.doTrainPriorArAtau());
    addArPrior(Names.AR_LOG_VARIANCE, p.priorArNvar(), p.coDim(), p.doTrainPriorArNvar());
  }

  private void addArPrior(String name, double start, int inputs, boolean isTrained) {
    Initialiser log = new Initialiser.Constant(StrictMath.log(start));
    List<Integer> shape = List.of(1, inputs);
    parameters.add(new ParameterSpec(name, shape, log, L2Group.NONE, trained && isTrained));
  }

  private void addEncoder(String cell, int inputs, int units, RunParams p) {
    int width = inputs + units;
    add(Names.start(cell), ZERO, 1, units);
    String gates = Names.encoderGates(cell);
    add(Names.weights(gates), normal(p.cellWeightScale(), width), width, 2 * units);
    add(Names.bias(gates), ZERO, 2 * units);
    String candidate = Names.encoderCandidate(cell);
    add(Names.weights(candidate), normal(1, width), width, units);
    add(Names.bias(candidate), ZERO, units);
  }

  private void addGenGru(
      String cell, int inputs, int units, double inputScale, double stateScale, L2Group group) {
    if (inputs > 0) {
      add(Names.inputGates(cell), normal(inputScale, inputs), inputs, 2 * units);
      add(Names.inputCandidate(cell), normal(inputScale, inputs), inputs, units);
    }
    String gates = Names.stateGates(cell);
    String candidate = Names.stateCandidate(cell);
    add(Names.weights(gates), normal(stateScale, units), group, units, 2 * units);
    add(Names.bias(gates), ZERO, group, 2 * units);
    add(Names.weights(candidate), normal(stateScale, units), group, units, units);
    add(Names.bias(candidate), ZERO, group, units);
  }

  private void addLayer(String layer, int inputs, int outputs) {
    add(Names.weights(layer), normal(1, inputs), inputs, outputs);
    add(Names.bias(layer), ZERO, outputs);
  }

  private void add(String name, Initialiser initialiser, Integer... shape) {
    add(name, initialiser, L2Group.NONE, shape);
  }

  private void add(String name, Initialiser initialiser, L2Group group, Integer... shape) {
    parameters.add(new ParameterSpec(name, List.of(shape), initialiser, group, trained));
  }

  private static Initialiser normal(double scale, int inputs) {
    return new Initialiser.Normal(scale / Math.sqrt(inputs));
  }
}
