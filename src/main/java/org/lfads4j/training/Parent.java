package org.lfads4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Hashes;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/**
 * A state of a training from which another training goes on, perhaps with other settings.
 *
 * <p>The new training takes over:
 *
 * <ul>
 *   <li>the parameters as they were at the checkpoint (not the best ones), and Adam's moments;
 *   <li>the counts of updates and epochs. So the KL and L2 ramps go on and do not start again, and
 *       so do the random numbers: with the same settings the parameters get the same bits as if
 *       training had never been divided;
 *   <li>the learning rate, unless {@code c_learning_rate_init} was changed: then that is the rate;
 *   <li>the costs with which the plateau rule compares, if no setting was changed. Costs under
 *       other settings cannot be compared, so else the rule begins anew.
 * </ul>
 *
 * <p>It has its own log, its own best epoch and its own time, and none of its parent's.
 *
 * @param checkpoint the state
 * @param params the hyperparameters with which it was reached
 * @param options the options with which it was reached
 */
public record Parent(Checkpoint checkpoint, RunParams params, RunOptions options) {
  /**
   * What identifies it: its settings, without the rules that ended it, and the {@linkplain
   * Checkpoint#contentHash() content of its checkpoint}.
   */
  public Hash identity() {
    return Hashes.paramHash(params, options, checkpoint.contentHash());
  }

  /**
   * What stands in the way of a training that goes on from here, one sentence each.
   *
   * @param model the model to train, with its hyperparameters
   * @param wanted the options of the training
   */
  public List<String> problems(ModelSpec model, RunOptions wanted) {
    List<String> problems = new ArrayList<>();
    otherStructure(model).ifPresent(problems::add);
    problems.addAll(problems(model.params(), wanted));
    return problems;
  }

  /**
   * The same without the structure of the model, which depends on the data.
   *
   * @param others the hyperparameters of the training
   * @param wanted its options
   */
  public List<String> problems(RunParams others, RunOptions wanted) {
    List<String> problems = new ArrayList<>();
    List<String> otherData =
        Hyperparameter.all().stream()
            .filter(each -> each.inDataHash() && !isSame(each, others))
            .map(Hyperparameter::name)
            .toList();
    if (!otherData.isEmpty()) {
      problems.add(
          "parent must have been trained on the same data, got other values of "
              + String.join(", ", otherData)
              + "; leave them as they were");
    }
    if (!heldOut(options).equals(heldOut(wanted))) {
      problems.add(
          "parent must hold out the same neurons (%s), got %s; leave heldOutNeurons as they were"
              .formatted(heldOut(wanted), heldOut(options)));
    }
    double hidden = wanted.hiding().sampleValidation();
    boolean sameSamples =
        options.hiding().sampleValidation() == hidden && options.seed() == wanted.seed();
    if (hidden > 0 && !sameSamples) {
      problems.add(
          ("parent must hide the same samples (%s), got %s; a model that was trained on them cannot"
                  + " be judged by them")
              .formatted(samples(wanted), samples(options)));
    }
    return problems;
  }

  private static String samples(RunOptions options) {
    return "sampleValidation " + options.hiding().sampleValidation() + ", seed " + options.seed();
  }

  private static String heldOut(RunOptions options) {
    return options.heldOutNeurons().isEmpty()
        ? "none"
        : options.heldOutNeurons().stream().sorted().collect(Collectors.joining(", "));
  }

  private <T> boolean isSame(Hyperparameter<T> each, RunParams others) {
    return params.value(each).equals(others.value(each));
  }

  private Optional<String> otherStructure(ModelSpec model) {
    Set<String> names = checkpoint.state().parameters().names();
    List<ParameterSpec> wanted = ParameterInventory.of(model).parameters();
    for (ParameterSpec each : wanted) {
      int size =
          names.contains(each.name())
              ? checkpoint.state().parameters().values(each.name()).length
              : 0;
      if (size != each.size()) {
        return Optional.of(
            otherStructure(each.name() + " of " + each.size() + " values", Integer.toString(size)));
      }
    }
    return names.size() == wanted.size()
        ? Optional.empty()
        : Optional.of(
            otherStructure(wanted.size() + " parameters", Integer.toString(names.size())));
  }

  private static String otherStructure(String wanted, String got) {
    return ("parent must have the structure of the model (%s), got %s;"
            + " leave sizes and parts of the model as they were")
        .formatted(wanted, got);
  }

  /** Where a training with these settings begins. */
  Checkpoint start(RunParams others, RunOptions wanted) {
    Checkpoint.State state = checkpoint.state();
    boolean sameSettings =
        Hashes.paramHash(others, wanted, checkpoint.contentHash()).equals(identity());
    boolean sameRate = others.learningRateInit() == params.learningRateInit();
    Checkpoint.Plateau plateau =
        sameSettings
            ? state.plateau()
            : new Checkpoint.Plateau(
                sameRate ? state.plateau().rate() : others.learningRateInit(), List.of(), 0);
    return new Checkpoint(
        new Checkpoint.State(state.step(), state.parameters(), state.moments(), plateau),
        new Checkpoint.Best(state.parameters(), 0, OptionalDouble.empty()),
        List.of(),
        0,
        Optional.of(new Origin(identity(), checkpoint.epochsInAll())));
  }
}
