package org.lfads4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.Setting;
import org.lfads4j.training.Outcome;

/**
 * What to do about a finding, as sentences. The values to try follow from those that are set; what
 * is at its end already, or was found by a search, is not advised.
 *
 * @param params the fit's hyperparameters
 * @param options its options
 * @param end why its training ended
 * @param searched the names of the settings that a population's search found; none if the fit was
 *     trained alone
 */
record Remedies(RunParams params, RunOptions options, Outcome.Reason end, Set<String> searched) {
  private static final Message AUTO = new Message("Lfads.auto(trials)", "lfads4j auto");
  private static final Message NONE = Message.of("No other setting is known to help.");
  private static final MathContext DIGITS = new MathContext(2);
  private static final double LEAST_KEPT = 0.5;
  private static final double MOST_HIDDEN = 0.5;
  private static final double LEAST_WEIGHT = 0.01;
  private static final double MOST_WEIGHT = 10;

  /** Keeps its own copy of the set. */
  Remedies {
    searched = Set.copyOf(searched);
  }

  /** Of a fit. */
  static Remedies of(FitSummary fit) {
    return new Remedies(
        fit.params(),
        fit.options(),
        fit.outcome().reason(),
        fit.population().map(known -> known.last().get(0).values().keySet()).orElse(Set.of()));
  }

  /** What lets training go on beyond its end. */
  Message trainLonger() {
    return Message.of(longer(2), ".");
  }

  /**
   * What completes the ramps.
   *
   * @param kl share of its weight that the KL cost had at the end
   * @param l2 the same of the L2 cost
   */
  Message completeRamps(double kl, double l2) {
    List<Message> ramps = new ArrayList<>();
    shorterRamp(kl, Hyperparameter.KL_START_STEP, Hyperparameter.KL_INCREASE_STEPS)
        .ifPresent(ramps::add);
    shorterRamp(l2, Hyperparameter.L2_START_STEP, Hyperparameter.L2_INCREASE_STEPS)
        .ifPresent(ramps::add);
    return Message.of(
        longer(2 / Math.min(kl, l2)), "; or shorten the ramps: ", joined(ramps, ", "), ".");
  }

  /** So that the ramp is complete half way through as many steps. */
  private Optional<Message> shorterRamp(
      double reached, Hyperparameter<Integer> start, Hyperparameter<Integer> steps) {
    if (reached >= 1) {
      return Optional.empty();
    }
    int shorter = (int) (params.value(steps) * reached / 2);
    return Optional.of(
        shorter > 0 && params.value(start) == 0
            ? Message.use(steps, shorter)
            : Message.use(params.value(start) > 0 ? start : steps));
  }

  /** Training that is so many times as long, by what ended it. */
  private Message longer(double times) {
    if (!searched.isEmpty()) {
      return Message.of(
          "Search for longer: ", new Message("withMaxGenerations", "--max-generations"));
    }
    return switch (end) {
      case MAX_EPOCHS ->
          Message.of(
              "Train for longer: ",
              use(RunOption.MAX_EPOCHS, options.stopRule().maxEpochs().orElse(0) * times));
      case TIME_LIMIT -> Message.of("Allow more time: ", time(times));
      case PATIENCE ->
          Message.of(
              "Wait for longer: ",
              use(RunOption.PATIENCE, options.stopRule().patience().orElse(0) * times));
      case LEARNING_RATE ->
          Message.of(
              "Let the learning rate fall further: ",
              Message.use(
                  Hyperparameter.LEARNING_RATE_STOP, rounded(params.learningRateStop() / 10)));
      case INTERRUPTED, DIVERGED -> Message.of("Train again, and do not stop it so early");
    };
  }

  private static Message use(RunOption<Integer> limit, double value) {
    return value > 0 && value <= Integer.MAX_VALUE
        ? Message.use(limit, (int) Math.ceil(value))
        : Message.use(limit);
  }

  private Message time(double times) {
    double seconds =
        options.stopRule().timeLimit().map(Duration::toMillis).orElse(0L) / 1000.0 * times;
    long whole = (long) Math.ceil(seconds);
    RunOption<Duration> limit = RunOption.TIME_LIMIT;
    return whole > 0 && whole <= Integer.MAX_VALUE
        ? new Message(
            limit.wither() + "(Duration.ofSeconds(" + whole + "))",
            limit.flag() + " " + whole + "s")
        : Message.use(limit);
  }

  /** Where a simpler method is better. */
  Message beatBaseline() {
    List<Message> ways = new ArrayList<>();
    if (searched.isEmpty()) {
      ways.add(AUTO);
    }
    double kept = params.keepProb();
    if (params.coDim() == 0) {
      ways.add(Message.of("inferred inputs: ", Message.use(Hyperparameter.CO_DIM, 2)));
    } else if (kept > LEAST_KEPT && isFree(Hyperparameter.KEEP_PROB)) {
      double fewer = Math.max(LEAST_KEPT, rounded(kept - 0.25));
      ways.add(Message.of("more dropout: ", Message.use(Hyperparameter.KEEP_PROB, fewer)));
    }
    return ways.isEmpty() ? NONE : Message.of("Try ", joined(ways, ", or "), ".");
  }

  /** Where rates copy spikes. */
  Message keepFromCopying() {
    List<Message> ways = new ArrayList<>();
    hidden().ifPresent(value -> ways.add(Message.of(hide(), " in training: ", hiding(value))));
    if (searched.isEmpty()) {
      ways.add(Message.of(ways.isEmpty() ? "Try " : "or try ", AUTO));
    }
    return ways.isEmpty() ? NONE : Message.of(joined(ways, "; "), ".");
  }

  /** Where inferred inputs copy spikes. */
  Message keepInputsFromCopying() {
    List<Message> ways = new ArrayList<>();
    hidden()
        .ifPresent(
            value -> ways.add(Message.of(hide(), " spikes in training (", hiding(value), ")")));
    double weight = params.klCoWeight();
    if (weight < MOST_WEIGHT && isFree(Hyperparameter.KL_CO_WEIGHT)) {
      double dearer = weight == 0 ? 1 : rounded(2 * weight);
      ways.add(
          Message.of(
              ways.isEmpty() ? "Make inputs dearer (" : "make inputs dearer (",
              Message.use(Hyperparameter.KL_CO_WEIGHT, dearer),
              ")"));
    }
    return ways.isEmpty() ? NONE : Message.of(joined(ways, ", or "), ".");
  }

  private static Message hiding(double share) {
    return Message.use(RunOption.COORDINATED_DROPOUT, share);
  }

  private String hide() {
    return options.hiding().coordinatedDropout() > 0 ? "Hide more" : "Hide some";
  }

  /** A larger share of counts to hide in training. */
  private Optional<Double> hidden() {
    double share = options.hiding().coordinatedDropout();
    return share >= MOST_HIDDEN || !isFree(RunOption.COORDINATED_DROPOUT)
        ? Optional.empty()
        : Optional.of(share == 0 ? 0.3 : Math.min(MOST_HIDDEN, rounded(share + 0.2)));
  }

  /** Where inferred inputs say nothing. */
  Message useInputs() {
    Message leaveOut = Message.use(Hyperparameter.CO_DIM, 0);
    return cheaper(Hyperparameter.KL_CO_WEIGHT)
        .map(
            cheaper ->
                Message.of(
                    "If the trials are disturbed from outside, make them cheaper (",
                    cheaper,
                    "); if not, leave them out (",
                    leaveOut,
                    ")."))
        .orElseGet(() -> Message.of("Leave them out: ", leaveOut, "."));
  }

  /** Where initial conditions say nothing. */
  Message useInitialConditions() {
    return cheaper(Hyperparameter.KL_IC_WEIGHT)
        .map(cheaper -> Message.of("Make them cheaper: ", cheaper, "."))
        .orElse(NONE);
  }

  /** Where initial conditions do not tell conditions apart. */
  Message tellConditions() {
    String trials = "tart trials where conditions begin to differ.";
    return cheaper(Hyperparameter.KL_IC_WEIGHT)
        .map(cheaper -> Message.of("Make initial conditions cheaper (", cheaper, "), or s", trials))
        .orElseGet(() -> Message.of("S", trials));
  }

  private Optional<Message> cheaper(Hyperparameter<Double> weight) {
    double set = params.value(weight);
    return set > LEAST_WEIGHT && isFree(weight)
        ? Optional.of(Message.use(weight, Math.min(1, rounded(set / 10))))
        : Optional.empty();
  }

  /** Where rates are too high or too low. */
  Message unbias() {
    double kept = params.keepProb();
    Message see =
        Message.of(
            "See the reliability chart (",
            new Message("plotCalibration()", "calibration.png"),
            ")");
    return kept < 1 && isFree(Hyperparameter.KEEP_PROB)
        ? Message.of(
            see,
            ", and try less dropout: ",
            Message.use(Hyperparameter.KEEP_PROB, kept < 0.9 ? rounded((1 + kept) / 2) : 1.0),
            ".")
        : Message.of(see, ".");
  }

  /** Where neurons are not explained. */
  Message explain() {
    return Message.of(
        "If it is a few, leave them out",
        searched.isEmpty() ? Message.of("; if it is many, try ", AUTO) : "",
        ".");
  }

  /** Whether no search found its value. */
  private boolean isFree(Setting<?> setting) {
    return !searched.contains(setting.name());
  }

  private static Message joined(List<Message> parts, String between) {
    return new Message(
        parts.stream().map(Message::inJava).collect(Collectors.joining(between)),
        parts.stream().map(Message::onCommandLine).collect(Collectors.joining(between)));
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
