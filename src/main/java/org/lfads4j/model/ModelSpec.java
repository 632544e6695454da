package org.lfads4j.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lfads4j.config.Group;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.ValueType;

/**
 * The structure of one model: hyperparameters, the length of a trial and the sessions it serves.
 * All that follows from these, such as whether there is a controller, is asked here and nowhere
 * else.
 *
 * @param params the hyperparameters
 * @param output how the values of neurons are distributed
 * @param bins bins of a trial, T
 * @param sessions in the order of their index
 * @param asksForLinearGeneratorStart whether {@link #withLinearGeneratorStart} asked for a linear
 *     map
 * @param isSharedPartFixed whether only read-ins and read-outs are trained
 */
@Internal
public record ModelSpec(
    RunParams params,
    OutputDistribution output,
    int bins,
    List<SessionSpec> sessions,
    boolean asksForLinearGeneratorStart,
    boolean isSharedPartFixed) {
  /**
   * The sections of hyperparameters that choose among variants of the model. Of the other sections,
   * only the clip of states is part of the model, and every model has it.
   */
  private static final Set<Group> OF_THE_MODEL =
      EnumSet.of(
          Group.OVERFITTING,
          Group.UNDERFITTING,
          Group.EXTERNAL_INPUTS,
          Group.CONTROLLER,
          Group.INITIAL_CONDITIONS,
          Group.GENERATOR);

  /** Keeps its own copy of the sessions. */
  public ModelSpec {
    sessions = List.copyOf(sessions);
  }

  /** A model for trials of so many bins. */
  public static ModelSpec of(RunParams params, int bins, List<SessionSpec> sessions) {
    return of(params, OutputDistribution.named(params.outputDist()), bins, sessions);
  }

  /** The same with an output distribution that {@code c_output_dist} does not name. */
  static ModelSpec of(
      RunParams params, OutputDistribution output, int bins, List<SessionSpec> sessions) {
    return new ModelSpec(params, output, bins, sessions, false, false);
  }

  /**
   * The same with a linear map from the initial condition to the generator also where {@code
   * c_ic_dim} equals {@code c_gen_dim} and LFADS has the identity: some other implementations
   * always have the map, and their weights need it.
   */
  public ModelSpec withLinearGeneratorStart() {
    return new ModelSpec(params, output, bins, sessions, true, isSharedPartFixed);
  }

  /**
   * The same model for other sessions, which train nothing but their own read-ins and read-outs;
   * what sessions share stays as it is.
   */
  public ModelSpec withSharedPartFixed(RunParams changed, List<SessionSpec> others) {
    return new ModelSpec(changed, output, bins, others, asksForLinearGeneratorStart, true);
  }

  /**
   * The same model for trials of so many bins, with an initial condition from the first of them;
   * its parameters are the same.
   */
  public ModelSpec withBins(int trialBins, int initialBins) {
    RunParams changed = params.withNumStepsForGenIc(initialBins);
    return new ModelSpec(
        changed, output, trialBins, sessions, asksForLinearGeneratorStart, isSharedPartFixed);
  }

  /**
   * The features of this model: its output distribution, and the name of each hyperparameter of the
   * model that differs from its default, with its value if that is a word. A backend with code of
   * its own for the model supports a model only if it knows every feature.
   */
  public Set<String> features() {
    Set<String> features = new TreeSet<>();
    params.differences().keySet().stream()
        .filter(each -> OF_THE_MODEL.contains(each.group()))
        .filter(each -> each != Hyperparameter.OUTPUT_DIST)
        .forEach(each -> features.add(feature(each)));
    features.add(Hyperparameter.OUTPUT_DIST.name() + " '" + output.name() + "'");
    if (asksForLinearGeneratorStart) {
      features.add("linear generator start");
    }
    return features;
  }

  private <T> String feature(Hyperparameter<T> hyperparameter) {
    return hyperparameter.type() == ValueType.TEXT
        ? hyperparameter.name() + " '" + params.value(hyperparameter) + "'"
        : hyperparameter.name();
  }

  /** Whether a controller infers inputs ({@code c_co_dim} > 0). */
  public boolean hasController() {
    return params.coDim() > 0;
  }

  /** Whether the controller also reads backward in time. */
  public boolean hasReverseControllerEncoder() {
    return hasController() && !params.doCausalController();
  }

  /** Whether the initial condition is inferred ({@code c_ic_dim} > 0), not one learned vector. */
  public boolean hasIcEncoder() {
    return params.icDim() > 0;
  }

  /**
   * Whether each session has a read-in from its neurons to the encoders' inputs: where there are
   * several, or one with an alignment. Else the encoders see the counts themselves.
   */
  public boolean hasReadIn() {
    return sessions.size() > 1
        || isSharedPartFixed
        || sessions.stream().anyMatch(session -> session.alignment().isPresent());
  }

  /** Whether the initial condition reaches the generator through a linear map. */
  public boolean hasGeneratorStartMap() {
    return hasIcEncoder() && (asksForLinearGeneratorStart || params.icDim() != params.genDim());
  }

  /** Whether the prior variance of the initial condition is trained. */
  public boolean trainsIcPriorVariance() {
    return hasIcEncoder() && params.icPriorVarMax() > params.icPriorVarMin();
  }

  /** Whether external inputs go to the encoders. */
  public boolean encodesExternalInputs() {
    return params.extInputDim() > 0 && !params.injectExtInputToGen();
  }

  /** Whether external inputs go straight to the generator. */
  public boolean injectsExternalInputs() {
    return params.extInputDim() > 0 && params.injectExtInputToGen();
  }

  /** Whether data are real-valued with Gaussian noise, not Poisson counts. */
  public boolean isGaussian() {
    return output == OutputDistribution.GAUSSIAN;
  }

  /** Whether the controller sees the model's own output of the bin before. */
  public boolean hasFeedback() {
    return hasController() && params.doFeedFactorsToController();
  }

  /** Whether that output is the rates, not the factors. */
  public boolean feedsBackRates() {
    return hasFeedback() && params.feedbackFactorsOrRates().equals("rates");
  }

  /** The width of what is fed back: factors, or neurons of the only session. */
  public int feedbackUnits() {
    return feedsBackRates() ? sessions.get(0).neurons() : params.factorsDim();
  }

  /** Bins that any encoder sees, from the first on; what follows them is predicted. */
  public int encodedBins() {
    return hasController() || !hasIcEncoder() ? bins : icEncoderBins();
  }

  /** Bins that the initial condition's encoders see. */
  public int icEncoderBins() {
    return Math.min(params.numStepsForGenIc(), bins);
  }

  /** Width of what the encoders read. */
  public int encoderInputs() {
    int read = hasReadIn() ? params.factorsDim() : sessions.get(0).encoderNeurons().size();
    return read + (encodesExternalInputs() ? params.extInputDim() : 0);
  }

  /** Width of what drives the generator; 0 when it runs on its own. */
  public int generatorInputs() {
    return params.coDim() + (injectsExternalInputs() ? params.extInputDim() : 0);
  }

  @Override
  public String toString() {
    return "LFADS for %s session(s) of %s bins, generator %s, factors %s, inferred inputs %s"
        .formatted(sessions.size(), bins, params.genDim(), params.factorsDim(), params.coDim());
  }
}
