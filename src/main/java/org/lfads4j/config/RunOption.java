package org.lfads4j.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue of everything that can be asked of a run besides hyperparameters: the single source
 * of names, types, defaults, ranges and descriptions. Text forms, the options of the command line,
 * refusals and hashes follow from it; {@link RunOptions} holds the values of a run.
 *
 * <p>Constants are in the order of {@link #all()}, which is that of the param hash.
 *
 * @param <T> the type of the value
 */
public final class RunOption<T> implements Setting<T> {
  private static final List<RunOption<?>> ALL = new ArrayList<>();
  private static final ExecutionNames NAMES = ExecutionNames.installed();

  /** {@code seed}. */
  public static final RunOption<Long> SEED =
      of("seed", Domain.of(ValueType.LONG, 0L, Rule.ANYTHING), HashScope.PARAMS)
          .says("Start of all random numbers of the run; default 0.");

  /** {@code heldOutNeurons}. */
  public static final RunOption<List<String>> HELD_OUT_NEURONS =
      new Entry<>(
              "heldOutNeurons",
              "--held-out",
              Domain.of(ValueType.NAMES, List.of(), Rule.DIFFERENT),
              HashScope.PARAMS)
          .says(
              "Neurons that the encoders do not see. How well the model predicts them is a"
                  + " score. Default none.");

  /** {@code engine}. */
  public static final RunOption<String> ENGINE =
      of("engine", Domain.word(NAMES.engines()), HashScope.NONE)
          .says(
              String.join(" or ", NAMES.engines())
                  + ", for backends that need an engine; default the one that is installed.");

  /** {@code backend}. */
  public static final RunOption<String> BACKEND =
      of("backend", Domain.word(NAMES.backends()), HashScope.NONE)
          .says(NAMES.backendsInWords() + "; default the fastest that supports the model.");

  /** {@code threads}. */
  public static final RunOption<Integer> THREADS =
      of("threads", Domain.count(), HashScope.NONE)
          .says(
              "CPU threads, for the backends that take a number: "
                  + NAMES.threadsInWords()
                  + "; default all processors.");

  /** {@code device}. */
  public static final RunOption<String> DEVICE =
      new Entry<>(
              "device",
              Hyperparameter.DEVICE.flag(),
              Domain.unset(ValueType.TEXT, Rule.DEVICE),
              HashScope.NONE)
          .says(
              "Device that is used instead of c_device, such as gpu:1 when runs are spread over"
                  + " several GPUs.");

  /** {@code maxEpochs}. */
  public static final RunOption<Integer> MAX_EPOCHS =
      of("maxEpochs", Domain.count(), HashScope.PARAMS_OF_WHOLE)
          .says("Highest number of epochs of training; default no limit.");

  /** {@code timeLimit}. */
  public static final RunOption<Duration> TIME_LIMIT =
      of("timeLimit", Domain.time(), HashScope.PARAMS_OF_WHOLE)
          .says("Longest time of training, such as 90s, 10m or 1h30m; default no limit.");

  /** {@code patience}. */
  public static final RunOption<Integer> PATIENCE =
      of("patience", Domain.count(), HashScope.PARAMS_OF_WHOLE)
          .says(
              "Training ends after this number of epochs without a lower value of the validation"
                  + " objective; default no limit.");

  /** {@code coordinatedDropout}. */
  public static final RunOption<Double> COORDINATED_DROPOUT =
      of("coordinatedDropout", Domain.number(0, Rule.FROM_0_BELOW_1), HashScope.PARAMS)
          .says(
              "Share of spike counts that is hidden from the encoders in each step, and that the"
                  + " model learns to predict; default 0. With 0.3 to 0.5 the model cannot simply"
                  + " copy single spikes.");

  /** {@code sampleValidation}. */
  public static final RunOption<Double> SAMPLE_VALIDATION =
      of("sampleValidation", Domain.number(0, Rule.FROM_0_BELOW_1), HashScope.PARAMS)
          .says(
              "Share of spike counts that is hidden in all of training, and by which the model"
                  + " is validated; default 0: the cost of the validation trials is used.");

  /** {@code validationObjective}. */
  public static final RunOption<String> VALIDATION_OBJECTIVE =
      of(
              "validationObjective",
              Domain.wordOrFirst(ValidationObjective.words()),
              HashScope.PARAMS_IF_CHANGED)
          .says(
              "The parameters of the epoch in which this was lowest are kept: "
                  + String.join(", ", ValidationObjective.words())
                  + "; default "
                  + ValidationObjective.TOTAL_COST.word()
                  + ". With hidden-samples, sampleValidation must be above 0.");

  /** {@code adamEpsilon}. */
  public static final RunOption<Double> ADAM_EPSILON =
      of("adamEpsilon", Domain.number(0.1, Rule.ABOVE_0), HashScope.PARAMS_IF_CHANGED)
          .says(
              "What Adam adds to the root of the second moment of the gradients; default 0.1, for"
                  + " which LFADS was calibrated. AutoLFADS uses 1e-8, with a smaller"
                  + " c_max_grad_norm.");

  /** {@code alternatives}. */
  public static final RunOption<List<Alternative>> ALTERNATIVES =
      of(
              "alternatives",
              Domain.of(ValueType.ALTERNATIVES, List.of(), Rule.DISTINCT),
              HashScope.PARAMS_IF_CHANGED)
          .says(
              "Other hyperparameters to train with as well, such as"
                  + " c_keep_prob=0.9,c_factors_dim=16. The training with the lowest value of the"
                  + " validation objective is kept. Default none.");

  /** {@code posteriorDraws}. */
  public static final RunOption<String> POSTERIOR_DRAWS =
      of("posteriorDraws", Domain.wordOrFirst(PosteriorDraws.words()), HashScope.NONE)
          .says(
              "How the samples of the posterior are drawn: "
                  + String.join(", ", PosteriorDraws.words())
                  + "; default "
                  + PosteriorDraws.PLAIN.word()
                  + ". Antithetic and stratified samples give means as good from fewer of them.");

  /** {@code posteriorError}. */
  public static final RunOption<Double> POSTERIOR_ERROR =
      of("posteriorError", Domain.number(0, Rule.FROM_0_BELOW_1), HashScope.NONE)
          .says(
              "Sampling of the posterior ends when the standard error of the mean rates is this"
                  + " share of them (of Gaussian output: of the means, this share of its standard"
                  + " deviation), or after num_samples_posterior samples a trial; default 0: always"
                  + " after these.");

  private final Entry<T> entry;
  private final String description;

  private RunOption(Entry<T> entry, String description) {
    this.entry = entry;
    this.description = description;
  }

  /** An entry of the catalogue, which is listed when its words are there. */
  private record Entry<T>(String name, String flag, Domain<T> domain, HashScope scope) {
    RunOption<T> says(String description) {
      RunOption<T> option = new RunOption<>(this, description);
      ALL.add(option);
      return option;
    }
  }

  /** Its flag has hyphens where the name has capitals. */
  private static <T> Entry<T> of(String name, Domain<T> domain, HashScope scope) {
    String flag = "--" + name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return new Entry<>(name, flag, domain, scope);
  }

  /** All, in the order of the param hash. */
  public static List<RunOption<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /**
   * The option of that name.
   *
   * @throws IllegalArgumentException if there is none; the message suggests the nearest name
   */
  static RunOption<?> named(String name) {
    return NearestName.find("run option", name, ALL, RunOption::name);
  }

  @Override
  public String name() {
    return entry.name;
  }

  @Override
  public String javaName() {
    return entry.name;
  }

  @Override
  public String flag() {
    return entry.flag;
  }

  @Override
  public String nameOnCommandLine() {
    return entry.flag;
  }

  @Override
  public ValueType<T> type() {
    return entry.domain.type();
  }

  /** The value it has unless another is requested; empty: none. */
  public Optional<T> defaultValue() {
    return entry.domain.defaultValue();
  }

  @Override
  public String rangeText() {
    return entry.domain.rangeText();
  }

  Rule range() {
    return entry.domain.range();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean inParamHash() {
    return entry.scope != HashScope.NONE;
  }

  @Override
  public T parse(String text) {
    return read(text);
  }

  /** The value that a number, a text, a list or a time stands for, checked. */
  T read(Object raw) {
    return entry.domain.read(this, raw);
  }

  /** Whether it says when training ends, and not what is trained. */
  boolean endsTraining() {
    return entry.scope == HashScope.PARAMS_OF_WHOLE;
  }

  /** Whether a run with these options has a line for it in its param hash. */
  boolean isHashed(RunOptions options) {
    return entry.scope == HashScope.PARAMS
        || endsTraining()
        || (entry.scope == HashScope.PARAMS_IF_CHANGED && options.differences().containsKey(this));
  }

  @Override
  public String toString() {
    return entry.name;
  }
}
