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
import org.lfads4j.config.Message;

/** What was found in a fit, in sentences, each with what to do. */
public final class DiagnosisWords {
  private static final int NAMED = 5;

  private static final Map<String, String> METHODS =
      Map.of(
          Method.PSTH.column(), "condition averages",
          Method.SMOOTHING.column(), "smoothed spikes",
          Method.PCA.column(), "principal components of smoothed spikes");

  private final Remedies remedies;

  private DiagnosisWords(Remedies remedies) {
    this.remedies = remedies;
  }

  /**
   * The diagnosis of a fit, on whose settings it depends what can be done.
   *
   * @param checkup what was found in it
   */
  public static Diagnosis of(Checkup checkup, FitSummary fit) {
    return of(checkup, Remedies.of(fit));
  }

  static Diagnosis of(Checkup checkup, Remedies remedies) {
    DiagnosisWords words = new DiagnosisWords(remedies);
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
      case BELOW_BASELINE -> "no simpler method scores clearly better";
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

  private Message withinRamps(Finding finding) {
    return Message.of(
        "Training ended within the ramps, after epoch ",
        whole(finding, "epochs"),
        ", with the KL cost at ",
        percent(finding, "kl_ramp"),
        " and the L2 cost at ",
        percent(finding, "l2_ramp"),
        " of their weight. ",
        remedies.completeRamps(finding.number("kl_ramp"), finding.number("l2_ramp")));
  }

  private Message improving(Finding finding) {
    return Message.of(
        "Validation was still improving when training ended (by ",
        number("%.2f", finding, "fall_nats_per_trial"),
        " nats/trial in the last ",
        whole(finding, "epochs"),
        " epochs). ",
        remedies.trainLonger());
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
        "). ",
        remedies.beatBaseline());
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

  private Message copies(Finding finding) {
    return Message.of(
        "Rates copy single spikes: counts that the encoders see are predicted at ",
        number("%.3f", finding, "shown_bits_per_spike"),
        " bits/spike, and counts that are hidden from them at ",
        number("%.3f", finding, "hidden_bits_per_spike"),
        ". ",
        remedies.keepFromCopying());
  }

  private Message inputsUnused(Finding finding) {
    return Message.of(
        "Inferred inputs say nothing (KL ",
        number("%.2f", finding, "nats_per_trial"),
        " nats/trial). ",
        remedies.useInputs());
  }

  private Message inputsCopy(Finding finding) {
    return Message.of(
        "Inferred input ",
        whole(finding, "input"),
        " copies spikes: it follows ",
        finding.of().isEmpty() ? "the spikes of all neurons" : "neuron " + finding.of().get(0),
        " from bin to bin (correlation ",
        number("%.2f", finding, "correlation"),
        "). ",
        remedies.keepInputsFromCopying());
  }

  private Message initialConditionsUnused(Finding finding) {
    return Message.of(
        "Initial conditions say nothing (KL ",
        number("%.2f", finding, "nats_per_trial"),
        " nats/trial): the generator starts every trial alike. ",
        remedies.useInitialConditions());
  }

  private Message conditionsIgnored(Finding finding) {
    return Message.of(
        "Initial conditions ignore the conditions: the condition of ",
        percent(finding, "told_by_initial_conditions"),
        " of the trials can be told from them (by chance ",
        percent(finding, "chance"),
        "), and of ",
        percent(finding, "told_by_counts"),
        " from spike counts. ",
        remedies.tellConditions());
  }

  private Message biased(Finding finding) {
    return Message.of(
        "Rates are ", bias(finding.number("bias")), " on average. ", remedies.unbias());
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

  private Message unexplained(Finding finding) {
    return Message.of(
        some(finding),
        finding.of().size() == 1 ? " is" : " are",
        " not predicted better than by a mean rate (",
        number("%.3f", finding, "bits_per_spike"),
        " bits/spike). ",
        remedies.explain());
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
