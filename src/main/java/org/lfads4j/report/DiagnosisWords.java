package org.lfads4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.analysis.Checkup;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Finding;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.ScoreKind;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunParams;

/** What was found in a fit, in sentences, each with what to do. */
public final class DiagnosisWords {
  private static final int NAMED = 5;

  private static final Map<String, String> METHODS =
      Map.of(
          Method.PSTH.column(), "condition averages",
          Method.SMOOTHING.column(), "smoothed spikes",
          Method.PCA.column(), "principal components of smoothed spikes");

  private static final Message AUTO = new Message("Lfads.auto(trials)", "lfads4j auto");

  private final RunParams params;

  private DiagnosisWords(RunParams params) {
    this.params = params;
  }

  /**
   * The diagnosis of a fit.
   *
   * @param params its settings, on which it depends what can be done
   */
  public static Diagnosis of(Checkup checkup, RunParams params) {
    DiagnosisWords words = new DiagnosisWords(params);
    return new Diagnosis(
        checkup.findings(),
        checkup.findings().isEmpty()
            ? List.of(nothing(checkup.checked()))
            : checkup.findings().stream().map(words::sentence).toList());
  }

  private static Message nothing(Set<Finding.Kind> checked) {
    return checked.isEmpty()
        ? Message.of("Nothing could be checked: there was no epoch of training.")
        : Message.of(
            "Nothing is wrong as far as can be checked: ",
            Arrays.stream(Finding.Kind.values())
                .filter(checked::contains)
                .map(DiagnosisWords::looked)
                .distinct()
                .collect(Collectors.joining(", ")),
            ".");
  }

  /** What is good where a kind was not found. */
  private static String looked(Finding.Kind kind) {
    return switch (kind) {
      case ENDED_WITHIN_RAMPS -> "training went beyond the ramps";
      case STILL_IMPROVING -> "validation had stopped improving";
      case BELOW_BASELINE -> "no simpler method scores better";
      case COPIES_SPIKES -> "rates are no copies of spikes";
      case INPUTS_UNUSED -> "inferred inputs are used";
      case INPUTS_COPY_SPIKES -> "inferred inputs are no copies of spikes";
      case INITIAL_CONDITIONS_UNUSED -> "initial conditions are used";
      case CONDITIONS_IGNORED -> "initial conditions tell conditions apart";
      case BIASED_RATES, BIASED_NEURONS -> "rates agree with counts";
      case UNEXPLAINED_NEURONS -> "every neuron is predicted better than by its mean rate";
    };
  }

  private Message sentence(Finding finding) {
    return Message.of(
        finding.session().map(session -> session + ": ").orElse(""),
        switch (finding.kind()) {
          case ENDED_WITHIN_RAMPS -> withinRamps(finding);
          case STILL_IMPROVING -> improving(finding);
          case BELOW_BASELINE -> below(finding);
          case COPIES_SPIKES -> copies(finding);
          case INPUTS_UNUSED -> inputsUnused(finding);
          case INPUTS_COPY_SPIKES -> inputsCopy(finding);
          case INITIAL_CONDITIONS_UNUSED -> initialConditionsUnused(finding);
          case CONDITIONS_IGNORED -> conditionsIgnored(finding);
          case BIASED_RATES -> biased(finding);
          case BIASED_NEURONS -> biasedNeurons(finding);
          case UNEXPLAINED_NEURONS -> unexplained(finding);
        });
  }

  private static Message withinRamps(Finding finding) {
    return Message.of(
        "Training ended within the ramps, after epoch ",
        whole(finding, "epochs"),
        ", with the KL cost at ",
        percent(finding, "kl_ramp"),
        " and the L2 cost at ",
        percent(finding, "l2_ramp"),
        " of their weight. Train for longer (",
        Message.use(RunOption.MAX_EPOCHS),
        "), or shorten the ramps: ",
        Message.use(Hyperparameter.KL_INCREASE_STEPS),
        ", ",
        Message.use(Hyperparameter.L2_INCREASE_STEPS),
        ".");
  }

  private static Message improving(Finding finding) {
    return Message.of(
        "Validation was still improving when training ended (by ",
        number("%.2f", finding, "fall_nats_per_trial"),
        " nats/trial in the last ",
        whole(finding, "epochs"),
        " epochs). Train for longer: ",
        Message.use(RunOption.MAX_EPOCHS),
        ", ",
        Message.use(RunOption.PATIENCE),
        " or ",
        Message.use(RunOption.TIME_LIMIT),
        ".");
  }

  private Message below(Finding finding) {
    String score = finding.of().get(0);
    String unit = ScoreKind.of(score, score).unit();
    Map.Entry<String, Double> other =
        finding.numbers().entrySet().stream()
            .filter(each -> METHODS.containsKey(each.getKey()))
            .findFirst()
            .orElseThrow();
    String numbers =
        String.format(
            Locale.ROOT,
            "%.3f against %.3f",
            finding.number(Method.LFADS.column()),
            other.getValue());
    return Message.of(
        subject(score),
        METHODS.get(other.getKey()),
        " (",
        unit.equals("R2") ? "R2 " + numbers : numbers + " " + unit,
        "). Try ",
        AUTO,
        ", ",
        params.coDim() == 0
            ? Message.of("or inferred inputs: ", Message.use(Hyperparameter.CO_DIM, 2))
            : Message.of("or more dropout: ", Message.use(Hyperparameter.KEEP_PROB, 0.7)),
        ".");
  }

  private static String subject(String score) {
    return ScoreKind.decoded(score)
        .map(behaviour -> "Rates decode " + behaviour.replace('_', ' ') + " worse than ")
        .orElseGet(
            () ->
                switch (score) {
                  case "co_smoothing" -> "Held-out neurons are predicted worse than by ";
                  case "forward_prediction" ->
                      "Bins that no encoder read are predicted worse than by ";
                  default -> "Rates are further from the true rates than ";
                });
  }

  private static Message copies(Finding finding) {
    return Message.of(
        "Rates copy single spikes: counts that the encoders see are predicted at ",
        number("%.3f", finding, "shown_bits_per_spike"),
        " bits/spike, and counts that are hidden from them at ",
        number("%.3f", finding, "hidden_bits_per_spike"),
        ". Hide some in training: ",
        Message.use(RunOption.COORDINATED_DROPOUT, 0.3),
        "; or try ",
        AUTO,
        ".");
  }

  private static Message inputsUnused(Finding finding) {
    return Message.of(
        "Inferred inputs say nothing (KL ",
        number("%.2f", finding, "nats_per_trial"),
        " nats/trial). If the trials are disturbed from outside, make them cheaper (",
        Message.use(Hyperparameter.KL_CO_WEIGHT, 0.1),
        "); if not, leave them out (",
        Message.use(Hyperparameter.CO_DIM, 0),
        ").");
  }

  private static Message inputsCopy(Finding finding) {
    return Message.of(
        "Inferred input ",
        whole(finding, "input"),
        " copies spikes: it follows ",
        finding.of().isEmpty() ? "the spikes of all neurons" : "neuron " + finding.of().get(0),
        " from bin to bin (correlation ",
        number("%.2f", finding, "correlation"),
        "). Hide some spikes in training (",
        Message.use(RunOption.COORDINATED_DROPOUT, 0.3),
        "), or make inputs dearer (",
        Message.use(Hyperparameter.KL_CO_WEIGHT, 2.0),
        ").");
  }

  private static Message initialConditionsUnused(Finding finding) {
    return Message.of(
        "Initial conditions say nothing (KL ",
        number("%.2f", finding, "nats_per_trial"),
        " nats/trial): the generator starts every trial alike. Make them cheaper: ",
        Message.use(Hyperparameter.KL_IC_WEIGHT, 0.1),
        ".");
  }

  private static Message conditionsIgnored(Finding finding) {
    return Message.of(
        "Initial conditions ignore the conditions: the condition of ",
        percent(finding, "told_by_initial_conditions"),
        " of the trials can be told from them (by chance ",
        percent(finding, "chance"),
        "), and of ",
        percent(finding, "told_by_counts"),
        " from spike counts. Make initial conditions cheaper (",
        Message.use(Hyperparameter.KL_IC_WEIGHT, 0.1),
        "), or start trials where conditions begin to differ.");
  }

  private static Message biased(Finding finding) {
    return Message.of(
        "Rates are ",
        bias(finding.number("bias")),
        " on average. See the reliability chart (",
        new Message("plotCalibration()", "calibration.png"),
        "), and try less dropout: ",
        Message.use(Hyperparameter.KEEP_PROB, 0.9),
        ".");
  }

  private static Message biasedNeurons(Finding finding) {
    return Message.of(
        "Rates of ",
        some(finding),
        " are biased: the first one's are ",
        bias(finding.number("largest_bias")),
        ". See whether they drift or were lost during the session (trials.summary()); if so, leave"
            + " them out.");
  }

  private static Message unexplained(Finding finding) {
    return Message.of(
        some(finding),
        finding.of().size() == 1 ? " is" : " are",
        " not predicted better than by a mean rate (",
        number("%.3f", finding, "bits_per_spike"),
        " bits/spike). If it is a few, leave them out; if it is many, try ",
        AUTO,
        ".");
  }

  private static String bias(double share) {
    return String.format(
        Locale.ROOT,
        "%.1f %% too %s for the counts",
        100 * Math.abs(share),
        share > 0 ? "high" : "low");
  }

  private static String some(Finding finding) {
    int found = finding.of().size();
    String all = whole(finding, "neurons");
    String names = String.join(", ", finding.of().subList(0, Math.min(NAMED, found)));
    return found + " of " + all + " neurons (" + names + (found > NAMED ? ", ..." : "") + ")";
  }

  private static String whole(Finding finding, String name) {
    return number("%.0f", finding, name);
  }

  private static String percent(Finding finding, String name) {
    return Html.number("%.0f %%", 100 * finding.number(name));
  }

  private static String number(String format, Finding finding, String name) {
    return Html.number(format, finding.number(name));
  }
}
