package org.lfads4j.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The values of every {@link RunOption} of a run. Immutable; two are equal if all values are, asked
 * for or not.
 */
public final class RunOptions implements OptionWithers<RunOptions> {
  private static final RunOptions DEFAULTS = new RunOptions(Map.of());

  /** Was written by earlier versions, always with 1. */
  private static final String DEVICE_COUNT = "deviceCount";

  /** What is not the default, in the order of the catalogue. */
  private final Map<RunOption<?>, Object> changed;

  private RunOptions(Map<RunOption<?>, Object> changed) {
    this.changed = Collections.unmodifiableMap(changed);
  }

  /** Nothing is asked for. */
  public static RunOptions defaults() {
    return DEFAULTS;
  }

  @Override
  public RunOptions withOptions(UnaryOperator<RunOptions> change) {
    return change.apply(this);
  }

  @Override
  public <T> RunOptions with(RunOption<T> option, T value) {
    return withRead(option, Optional.of(option.read(value)));
  }

  /**
   * A copy with one option changed, by its name. Numbers of any type, texts as on the command line,
   * lists of names and times are understood.
   *
   * @throws IllegalArgumentException if the name is unknown or the value is out of range
   */
  public RunOptions with(String name, Object value) {
    RunOption<?> option = RunOption.named(name);
    return withRead(option, Optional.of(option.read(value)));
  }

  /** A copy that is executed elsewhere; all hashes stay as they are. */
  public RunOptions with(Execution other) {
    return withRead(RunOption.ENGINE, other.engine())
        .withRead(RunOption.BACKEND, other.backend())
        .withRead(RunOption.THREADS, boxed(other.threads()))
        .withRead(RunOption.DEVICE, other.device());
  }

  /**
   * A copy whose training ends as the rule says, and by nothing else.
   *
   * @throws IllegalArgumentException if a limit is out of range
   */
  public RunOptions with(StopRule rule) {
    return withRead(RunOption.MAX_EPOCHS, boxed(rule.maxEpochs()).map(RunOption.MAX_EPOCHS::read))
        .withRead(RunOption.TIME_LIMIT, rule.timeLimit().map(RunOption.TIME_LIMIT::read))
        .withRead(RunOption.PATIENCE, boxed(rule.patience()).map(RunOption.PATIENCE::read));
  }

  private static Optional<Integer> boxed(OptionalInt count) {
    return count.stream().boxed().findFirst();
  }

  private RunOptions withRead(RunOption<?> option, Optional<?> value) {
    Map<RunOption<?>, Object> ordered = new LinkedHashMap<>();
    for (RunOption<?> each : RunOption.all()) {
      Optional<?> kept =
          each == option ? value.map(v -> v) : Optional.ofNullable(changed.get(each));
      kept.filter(v -> !Optional.of(v).equals(each.defaultValue()))
          .ifPresent(v -> ordered.put(each, v));
    }
    return new RunOptions(ordered);
  }

  /** The value, or the default; empty if there is neither. */
  @SuppressWarnings("unchecked") // every way in goes through the option's own read
  public <T> Optional<T> find(RunOption<T> option) {
    return Optional.ofNullable((T) changed.get(option)).or(option::defaultValue);
  }

  /** The value, or the default, of an option that has one. */
  public <T> T value(RunOption<T> option) {
    return find(option).orElseThrow();
  }

  /** The values that differ from their defaults, in the order of the catalogue. */
  public Map<RunOption<?>, Object> differences() {
    return changed;
  }

  /** Where all randomness starts. */
  public long seed() {
    return value(RunOption.SEED);
  }

  /** Names of neurons that the encoders do not see, as they were given. */
  public List<String> heldOutNeurons() {
    return value(RunOption.HELD_OUT_NEURONS);
  }

  /** What the run is executed on. */
  public Execution execution() {
    return new Execution(
        find(RunOption.ENGINE),
        find(RunOption.BACKEND),
        count(RunOption.THREADS),
        find(RunOption.DEVICE));
  }

  /** When training ends. */
  public StopRule stopRule() {
    return new StopRule(
        count(RunOption.MAX_EPOCHS), find(RunOption.TIME_LIMIT), count(RunOption.PATIENCE));
  }

  /** Which spike counts training hides from the encoders. */
  public Hiding hiding() {
    return new Hiding(value(RunOption.COORDINATED_DROPOUT), value(RunOption.SAMPLE_VALIDATION));
  }

  /** What must be lowest in an epoch for its parameters to be kept. */
  public ValidationObjective validationObjective() {
    return ValidationObjective.of(value(RunOption.VALIDATION_OBJECTIVE));
  }

  /** What else to train with; none: there is one training. */
  public List<Alternative> alternatives() {
    return value(RunOption.ALTERNATIVES);
  }

  /** The same where a hyperparameter has the value of the run in all trainings. */
  public RunOptions withoutAlternativesOf(String hyperparameter) {
    return with(
        RunOption.ALTERNATIVES,
        alternatives().stream()
            .flatMap(each -> each.without(hyperparameter).stream())
            .distinct()
            .toList());
  }

  /**
   * Makes sure that there is one training.
   *
   * @param where alternatives cannot be tried
   * @param instead what to do instead, as the end of the sentence; or empty
   * @throws RefusedException if there are alternatives
   */
  public void requireNoAlternatives(String where, String instead) {
    if (!alternatives().isEmpty()) {
      throw new RefusedException(
          RunOption.ALTERNATIVES,
          " must be left out of ",
          where,
          ", got ",
          RunOption.ALTERNATIVES.text(alternatives()),
          instead);
    }
  }

  /** How samples of the posterior are drawn. */
  public PosteriorDraws posteriorDraws() {
    return PosteriorDraws.of(value(RunOption.POSTERIOR_DRAWS));
  }

  /**
   * The standard error of the output's means at which sampling ends, a share of mean rates or of
   * Gaussian output's standard deviation; 0: it does not.
   */
  public double posteriorError() {
    return value(RunOption.POSTERIOR_ERROR);
  }

  /** What Adam adds to the root of the second moment. */
  public double adamEpsilon() {
    return value(RunOption.ADAM_EPSILON);
  }

  private OptionalInt count(RunOption<Integer> option) {
    return find(option).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** One JSON object: the seed, and all that is not the default; {@link #fromJson} reads it. */
  public String toJson() {
    JsonObject object = new JsonObject();
    object.add(RunOption.SEED.name(), jsonOf(RunOption.SEED));
    changed.keySet().forEach(each -> object.add(each.name(), jsonOf(each)));
    return Json.writeLines(object);
  }

  /**
   * Reads what {@link #toJson} wrote; what is left out has its default.
   *
   * @throws IllegalArgumentException if the text is no JSON object, a name is unknown or a value is
   *     out of range
   */
  public static RunOptions fromJson(String json) {
    RunOptions options = DEFAULTS;
    for (Map.Entry<String, JsonElement> entry :
        Json.requireObject("run options", json).entrySet()) {
      Object value = Json.plain(entry.getValue());
      if (entry.getKey().equals(DEVICE_COUNT)) {
        checkDeviceCount(value);
      } else {
        options = options.with(entry.getKey(), value);
      }
    }
    return options;
  }

  private static void checkDeviceCount(Object value) {
    if (!ValueType.WHOLE.read(value).equals(Optional.of(1))) {
      throw new IllegalArgumentException(
          "deviceCount must be 1, got " + Json.shown(value) + "; one model trains on one device");
    }
  }

  private <T> JsonElement jsonOf(RunOption<T> option) {
    return option.type().json(value(option));
  }

  /** A line of JSON for hashing. */
  <T> String canonical(RunOption<T> option) {
    return option.name()
        + "="
        + find(option).map(value -> Json.write(option.type().hashed(value))).orElse("null");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunOptions options && changed.equals(options.changed);
  }

  @Override
  public int hashCode() {
    return changed.hashCode();
  }

  /** What is not the default, such as {@code seed=3 maxEpochs=9}, or {@code defaults}. */
  @Override
  public String toString() {
    return changed.isEmpty()
        ? "defaults"
        : changed.keySet().stream().map(this::canonical).collect(Collectors.joining(" "));
  }
}
