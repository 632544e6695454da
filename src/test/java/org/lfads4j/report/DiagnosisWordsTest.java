package org.lfads4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lfads4j.analysis.Checkup;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Finding;
import org.lfads4j.analysis.Finding.Kind;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.training.Outcome;

/** Every sentence whole. */
class DiagnosisWordsTest {
  private static final RunParams NO_INPUTS = RunParams.defaults().withCoDim(0);
  private static final RunOptions OPTIONS = RunOptions.defaults().withMaxEpochs(40);

  private static Remedies remedies(RunParams params) {
    return new Remedies(params, OPTIONS, Outcome.Reason.MAX_EPOCHS, Set.of());
  }

  private static Remedies remedies(RunOptions options, Outcome.Reason end) {
    return new Remedies(RunParams.defaults(), options, end, Set.of());
  }

  private static Finding finding(Kind kind, List<String> of, Object... numbers) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < numbers.length; i += 2) {
      named.put((String) numbers[i], ((Number) numbers[i + 1]).doubleValue());
    }
    return new Finding(kind, Optional.empty(), of, named);
  }

  private static Diagnosis diagnosis(Finding... findings) {
    return DiagnosisWords.of(
        new Checkup(EnumSet.allOf(Kind.class), Arrays.asList(findings)), remedies(NO_INPUTS));
  }

  static List<Arguments> sentences() {
    List<Arguments> all = new ArrayList<>();
    all.add(
        Arguments.of(
            finding(Kind.ENDED_WITHIN_RAMPS, List.of(), "epochs", 3, "kl_ramp", .05, "l2_ramp", .1),
            "Training ended within the ramps, after epoch 3, with the KL cost at 5 % and the L2"
                + " cost at 10 % of their weight. Train for longer: withMaxEpochs(1600); or shorten"
                + " the ramps: withKlIncreaseSteps(22), withL2IncreaseSteps(45).",
            "Training ended within the ramps, after epoch 3, with the KL cost at 5 % and the L2"
                + " cost at 10 % of their weight. Train for longer: --max-epochs 1600; or shorten"
                + " the ramps: --c_kl_increase_steps 22, --c_l2_increase_steps 45."));
    all.add(
        Arguments.of(
            finding(Kind.STILL_IMPROVING, List.of(), "fall_nats_per_trial", 3.25, "epochs", 40),
            "Validation was still improving when training ended (by 3.25 nats/trial in the last 40"
                + " epochs). Train for longer: withMaxEpochs(80).",
            "Validation was still improving when training ended (by 3.25 nats/trial in the last 40"
                + " epochs). Train for longer: --max-epochs 80."));
    all.add(
        Arguments.of(
            finding(Kind.BELOW_BASELINE, List.of("co_smoothing"), "lfads", .056, "psth", .071),
            "Held-out neurons are predicted worse than by condition averages (0.056 against 0.071"
                + " bits/spike). Try Lfads.auto(trials), or inferred inputs: withCoDim(2).",
            "Held-out neurons are predicted worse than by condition averages (0.056 against 0.071"
                + " bits/spike). Try lfads4j auto, or inferred inputs: --c_co_dim 2."));
    all.add(
        Arguments.of(
            finding(
                Kind.BELOW_BASELINE,
                List.of("decoding_hand_velocity"),
                "lfads",
                .57,
                "smoothing",
                .69),
            "Rates decode hand velocity worse than smoothed spikes (R2 0.570 against 0.690). Try"
                + " Lfads.auto(trials), or inferred inputs: withCoDim(2).",
            "Rates decode hand velocity worse than smoothed spikes (R2 0.570 against 0.690). Try"
                + " lfads4j auto, or inferred inputs: --c_co_dim 2."));
    all.add(
        Arguments.of(
            finding(
                Kind.COPIES_SPIKES,
                List.of(),
                "shown_bits_per_spike",
                1.28,
                "hidden_bits_per_spike",
                -.51),
            "Rates copy single spikes: counts that the encoders see are predicted at 1.280"
                + " bits/spike, and counts that are hidden from them at -0.510. Hide some in"
                + " training: withCoordinatedDropout(0.3); or try Lfads.auto(trials).",
            "Rates copy single spikes: counts that the encoders see are predicted at 1.280"
                + " bits/spike, and counts that are hidden from them at -0.510. Hide some in"
                + " training: --coordinated-dropout 0.3; or try lfads4j auto."));
    all.add(
        Arguments.of(
            finding(Kind.INPUTS_UNUSED, List.of(), "nats_per_trial", .054),
            "Inferred inputs say nothing (KL 0.05 nats/trial). If the trials are disturbed from"
                + " outside, make them cheaper (withKlCoWeight(0.1)); if not, leave them out"
                + " (withCoDim(0)).",
            "Inferred inputs say nothing (KL 0.05 nats/trial). If the trials are disturbed from"
                + " outside, make them cheaper (--c_kl_co_weight 0.1); if not, leave them out"
                + " (--c_co_dim 0)."));
    all.add(
        Arguments.of(
            finding(Kind.INPUTS_COPY_SPIKES, List.of("n3"), "input", 1, "correlation", .523),
            "Inferred input 1 copies spikes: it follows neuron n3 from bin to bin (correlation"
                + " 0.52). Hide some spikes in training (withCoordinatedDropout(0.3)), or make"
                + " inputs dearer (withKlCoWeight(2.0)).",
            "Inferred input 1 copies spikes: it follows neuron n3 from bin to bin (correlation"
                + " 0.52). Hide some spikes in training (--coordinated-dropout 0.3), or make"
                + " inputs dearer (--c_kl_co_weight 2.0)."));
    all.add(
        Arguments.of(
            finding(Kind.INITIAL_CONDITIONS_UNUSED, List.of(), "nats_per_trial", .013),
            "Initial conditions say nothing (KL 0.01 nats/trial): the generator starts every trial"
                + " alike. Make them cheaper: withKlIcWeight(0.1).",
            "Initial conditions say nothing (KL 0.01 nats/trial): the generator starts every trial"
                + " alike. Make them cheaper: --c_kl_ic_weight 0.1."));
    all.add(
        Arguments.of(
            finding(
                Kind.CONDITIONS_IGNORED,
                List.of(),
                "told_by_initial_conditions",
                .13,
                "told_by_counts",
                .65,
                "chance",
                .125),
            "Initial conditions ignore the conditions: the condition of 13 % of the trials can be"
                + " told from them (by chance 13 %), and of 65 % from spike counts. Make initial"
                + " conditions cheaper (withKlIcWeight(0.1)), or start trials where conditions"
                + " begin to differ.",
            "Initial conditions ignore the conditions: the condition of 13 % of the trials can be"
                + " told from them (by chance 13 %), and of 65 % from spike counts. Make initial"
                + " conditions cheaper (--c_kl_ic_weight 0.1), or start trials where conditions"
                + " begin to differ."));
    all.add(
        Arguments.of(
            finding(Kind.BIASED_RATES, List.of(), "bias", -.065),
            "Rates are 6.5 % too low for the counts on average. See the reliability chart"
                + " (plotCalibration()), and try less dropout: withKeepProb(1.0).",
            "Rates are 6.5 % too low for the counts on average. See the reliability chart"
                + " (calibration.png), and try less dropout: --c_keep_prob 1.0."));
    all.add(
        Arguments.of(
            finding(Kind.BIASED_NEURONS, List.of("n7", "n1"), "neurons", 30, "largest_bias", .41),
            "Rates of 2 of 30 neurons (n7, n1) are biased: the first one's are 41.0 % too high for"
                + " the counts. See whether they drift or were lost during the session"
                + " (trials.summary()); if so, leave them out.",
            "Rates of 2 of 30 neurons (n7, n1) are biased: the first one's are 41.0 % too high for"
                + " the counts. See whether they drift or were lost during the session"
                + " (trials.summary()); if so, leave them out."));
    all.add(
        Arguments.of(
            finding(
                Kind.UNEXPLAINED_NEURONS,
                List.of("a", "b", "c", "d", "e", "f"),
                "neurons",
                30,
                "bits_per_spike",
                -.021),
            "6 of 30 neurons (a, b, c, d, e, ...) are not predicted better than by a mean rate"
                + " (-0.021 bits/spike). If it is a few, leave them out; if it is many, try"
                + " Lfads.auto(trials).",
            "6 of 30 neurons (a, b, c, d, e, ...) are not predicted better than by a mean rate"
                + " (-0.021 bits/spike). If it is a few, leave them out; if it is many, try"
                + " lfads4j auto."));
    return all;
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void everyFindingIsASentenceWithItsNumbersAndARemedy(
      Finding finding, String inJava, String onCommandLine) {
    Diagnosis diagnosis = diagnosis(finding);
    assertEquals(inJava, diagnosis.sentences().get(0).inJava());
    assertEquals(onCommandLine, diagnosis.sentences().get(0).onCommandLine());
    assertFalse(diagnosis.isGood());
  }

  @Test
  void everyKindHasASentenceHere() {
    assertEquals(
        EnumSet.allOf(Kind.class),
        EnumSet.copyOf(
            sentences().stream().map(each -> ((Finding) each.get()[0]).kind()).toList()));
  }

  @Test
  void nothingFoundIsOneSentenceThatSaysWhatWasChecked() {
    Diagnosis all = diagnosis();
    assertTrue(all.isGood());
    assertEquals("good", all.inShort());
    assertEquals(
        "Nothing is wrong as far as can be checked: training went beyond the ramps, validation had"
            + " stopped improving, no simpler method scores clearly better, rates are no copies of"
            + " spikes, inferred inputs are used, inferred inputs are no copies of spikes, initial"
            + " conditions are used, initial conditions tell conditions apart, rates agree with"
            + " counts, every neuron is predicted better than by its mean rate.",
        all.toString());
    assertEquals(
        "Nothing is wrong as far as can be checked: initial conditions are used.",
        DiagnosisWords.of(
                new Checkup(Set.of(Kind.INITIAL_CONDITIONS_UNUSED), List.of()), remedies(NO_INPUTS))
            .toString());
    assertEquals(
        "Nothing could be checked: there was no epoch of training.",
        DiagnosisWords.of(Checkup.NOTHING, remedies(NO_INPUTS)).toString());
  }

  @Test
  void findingsAreToldInTheOrderOfTheirKindsALineEach() {
    Finding unused = finding(Kind.INPUTS_UNUSED, List.of(), "nats_per_trial", .01);
    Finding ramps =
        finding(Kind.ENDED_WITHIN_RAMPS, List.of(), "epochs", 3, "kl_ramp", 0, "l2_ramp", 0);
    Diagnosis both = diagnosis(unused, ramps);
    assertEquals("ended within ramps, inputs unused", both.inShort());
    assertEquals(2, both.toString().lines().count());
    assertTrue(both.has(Kind.INPUTS_UNUSED));
    assertFalse(both.has(Kind.BIASED_RATES));
  }

  @Test
  void oneOfSeveralSessionsIsNamed() {
    Checkup monday =
        new Checkup(
                Set.of(Kind.BIASED_RATES),
                List.of(finding(Kind.BIASED_RATES, List.of(), "bias", .05)))
            .ofSession("monday");
    assertTrue(
        DiagnosisWords.of(monday, remedies(NO_INPUTS))
            .toString()
            .startsWith("monday: Rates are 5.0 % too"));
  }

  @Test
  void aModelWithInputsIsNotToldToHaveSome() {
    Finding below = finding(Kind.BELOW_BASELINE, List.of("rates_r2"), "lfads", .5, "pca", .6);
    assertEquals(
        "Rates are further from the true rates than principal components of smoothed spikes (R2"
            + " 0.500 against 0.600). Try Lfads.auto(trials), or more dropout: withKeepProb(0.7).",
        DiagnosisWords.of(
                new Checkup(Set.of(Kind.BELOW_BASELINE), List.of(below)),
                remedies(RunParams.defaults().withCoDim(2)))
            .toString());
  }

  private static String told(Remedies remedies, Finding finding) {
    return DiagnosisWords.of(new Checkup(Set.of(finding.kind()), List.of(finding)), remedies)
        .toString();
  }

  private static void assertAdvice(String end, Remedies remedies, Finding finding) {
    String told = told(remedies, finding);
    assertEquals(end, told.substring(Math.max(0, told.length() - end.length())), told);
  }

  @Test
  void whatToDoAboutTheEndFollowsFromItsReason() {
    Finding improving =
        finding(Kind.STILL_IMPROVING, List.of(), "fall_nats_per_trial", 3, "epochs", 40);
    RunOptions limits = OPTIONS.withPatience(15).withTimeLimit(Duration.ofSeconds(90));
    Map<Outcome.Reason, String> advice =
        Map.of(
            Outcome.Reason.MAX_EPOCHS, "). Train for longer: withMaxEpochs(80).",
            Outcome.Reason.PATIENCE, "). Wait for longer: withPatience(30).",
            Outcome.Reason.TIME_LIMIT,
                "). Allow more time: withTimeLimit(Duration.ofSeconds(180)).",
            Outcome.Reason.LEARNING_RATE,
                "). Let the learning rate fall further: withLearningRateStop(1.0E-6).",
            Outcome.Reason.INTERRUPTED, "). Train again, and do not stop it so early.");
    advice.forEach((end, says) -> assertAdvice(says, remedies(limits, end), improving));
    Finding ramps =
        finding(Kind.ENDED_WITHIN_RAMPS, List.of(), "epochs", 3, "kl_ramp", .5, "l2_ramp", 1);
    assertAdvice(
        " of their weight. Allow more time: withTimeLimit(Duration.ofSeconds(360)); or shorten the"
            + " ramps: withKlIncreaseSteps(225).",
        remedies(limits, Outcome.Reason.TIME_LIMIT),
        ramps);
    Finding begun =
        finding(Kind.ENDED_WITHIN_RAMPS, List.of(), "epochs", 3, "kl_ramp", 0, "l2_ramp", .1);
    assertAdvice(
        "weight. Train for longer: withMaxEpochs; or shorten the ramps: withKlStartStep,"
            + " withL2IncreaseSteps(45).",
        remedies(RunParams.defaults().withKlStartStep(500)),
        begun);
  }

  @Test
  void adviceGoesOnFromWhatIsSet() {
    Finding below = finding(Kind.BELOW_BASELINE, List.of("rates_r2"), "lfads", .5, "pca", .6);
    Finding copies =
        finding(
            Kind.COPIES_SPIKES, List.of(), "shown_bits_per_spike", 1, "hidden_bits_per_spike", 0);
    Finding inputsCopy =
        finding(Kind.INPUTS_COPY_SPIKES, List.of("n3"), "input", 1, "correlation", .5);
    Finding inputs = finding(Kind.INPUTS_UNUSED, List.of(), "nats_per_trial", .05);
    Finding starts = finding(Kind.INITIAL_CONDITIONS_UNUSED, List.of(), "nats_per_trial", .05);
    Finding biased = finding(Kind.BIASED_RATES, List.of(), "bias", -.06);
    RunParams defaults = RunParams.defaults();
    assertAdvice(
        "Try Lfads.auto(trials), or more dropout: withKeepProb(0.5).",
        remedies(defaults.withKeepProb(0.7)),
        below);
    assertAdvice(
        "(R2 0.500 against 0.600). Try Lfads.auto(trials).",
        remedies(defaults.withKeepProb(0.5)),
        below);
    assertAdvice(
        "try less dropout: withKeepProb(0.85).", remedies(defaults.withKeepProb(0.7)), biased);
    assertAdvice("(plotCalibration()).", remedies(defaults.withKeepProb(1)), biased);
    assertAdvice(
        "cheaper (withKlCoWeight(1.0)); if not, leave them out (withCoDim(0)).",
        remedies(defaults.withKlCoWeight(30)),
        inputs);
    assertAdvice(
        "nats/trial). Leave them out: withCoDim(0).",
        remedies(defaults.withKlCoWeight(0.01)),
        inputs);
    assertAdvice("cheaper: withKlIcWeight(0.01).", remedies(defaults.withKlIcWeight(0.1)), starts);
    assertAdvice(
        "alike. No other setting is known to help.", remedies(defaults.withKlIcWeight(0)), starts);
    Remedies hiding = remedies(OPTIONS.withCoordinatedDropout(0.3), Outcome.Reason.MAX_EPOCHS);
    assertAdvice(
        "Hide more in training: withCoordinatedDropout(0.5); or try Lfads.auto(trials).",
        hiding,
        copies);
    assertAdvice(
        "Hide more spikes in training (withCoordinatedDropout(0.5)), or make inputs dearer"
            + " (withKlCoWeight(2.0)).",
        hiding,
        inputsCopy);
    Remedies hidden = remedies(OPTIONS.withCoordinatedDropout(0.5), Outcome.Reason.MAX_EPOCHS);
    assertAdvice("at 0.000. Try Lfads.auto(trials).", hidden, copies);
    assertAdvice(
        "(correlation 0.50). Make inputs dearer (withKlCoWeight(2.0)).", hidden, inputsCopy);
  }

  @Test
  void aFitThatASearchFoundIsNotToldToSearchNorOtherValuesThanItFound() {
    Remedies found =
        new Remedies(
            RunParams.defaults(),
            OPTIONS,
            Outcome.Reason.MAX_EPOCHS,
            Set.of("c_keep_prob", "coordinatedDropout", "c_kl_co_weight", "c_kl_ic_weight"));
    for (Arguments each : sentences()) {
      Finding finding = (Finding) each.get()[0];
      String told = told(found, finding);
      assertFalse(
          told.matches("(?s).*(auto|withKeepProb|withCoordinated|withKl.*Weight|withMaxEp).*"),
          told);
    }
    assertAdvice(
        "Search for longer: withMaxGenerations.",
        found,
        finding(Kind.STILL_IMPROVING, List.of(), "fall_nats_per_trial", 3, "epochs", 40));
  }

  @Test
  void theCardMarksWhatIsWrong() {
    String good = Cards.of(diagnosis());
    assertTrue(good.contains("Nothing is wrong as far as can be checked"), good);
    assertFalse(good.contains("bold\">Nothing"), good);
    String bad = Cards.of(diagnosis(finding(Kind.BIASED_RATES, List.of(), "bias", .05)));
    assertTrue(bad.contains("font-weight:bold\">Rates are 5.0 % too high"), bad);
    assertEquals(0, Stream.of("<script", "http").filter(bad::contains).count());
  }
}
