package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunParamsTest {
  private static final RunParams DEFAULTS = RunParams.defaults();

  @Test
  void aRequestedDefaultIsSetButNoDifference() {
    RunParams params = DEFAULTS.withCoDim(4);
    assertTrue(params.isSet(Hyperparameter.CO_DIM));
    assertFalse(DEFAULTS.isSet(Hyperparameter.CO_DIM));
    assertEquals(Map.of(), params.differences());
    assertNotEquals(DEFAULTS, params);
    assertEquals("defaults", params.differenceName());
  }

  @Test
  void theOrderOfCallsDoesNotMatter() {
    RunParams one = DEFAULTS.withCoDim(2).withFactorsDim(16);
    RunParams other = DEFAULTS.withFactorsDim(3).withFactorsDim(16).withCoDim(2);
    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
    assertEquals(one.toString(), other.toString());
    assertEquals(one.toJson(), other.toJson());
  }

  @Test
  void namesItselfByItsDifferences() {
    assertEquals("defaults", DEFAULTS.differenceName());
    assertEquals(
        "spikeBinMs=5.0 co_dim=2 output_dist=gaussian",
        DEFAULTS
            .withOutputDist("gaussian")
            .withCoDim(2)
            .withName("mine")
            .withSpikeBinMs(5)
            .differenceName());
    assertEquals(
        Map.of(Hyperparameter.NAME, "mine", Hyperparameter.CO_DIM, 2),
        DEFAULTS.withName("mine").withCoDim(2).withConDim(128).differences());
  }

  @Test
  void understandsNumbersBooleansAndTextsByName() {
    assertEquals(2, DEFAULTS.with("c_co_dim", 2L).coDim());
    assertEquals(2, DEFAULTS.with("c_co_dim", 2.0).coDim());
    assertEquals(2, DEFAULTS.with("c_co_dim", new BigDecimal("2.00")).coDim());
    assertEquals(2, DEFAULTS.with("c_co_dim", " 2 ").coDim());
    assertEquals(0.1, DEFAULTS.with("c_keep_prob", 0.1f).keepProb());
    assertEquals(1.0, DEFAULTS.with("c_keep_prob", 1).keepProb());
    assertEquals(1e-7, DEFAULTS.with("c_learning_rate_stop", "1e-7").learningRateStop());
    assertTrue(DEFAULTS.with("c_do_causal_controller", "True").doCausalController());
    assertFalse(DEFAULTS.with("c_do_causal_controller", false).doCausalController());
    assertEquals("gaussian", DEFAULTS.with("c_output_dist", "gaussian").outputDist());
    assertEquals(
        Map.of("a", "true"),
        DEFAULTS.with("alignmentExtraArgs", Map.of("a", true)).alignmentExtraArgs());
    assertEquals(
        Map.of("a", "b"),
        DEFAULTS.with("alignmentExtraArgs", "{\"a\": \"b\"}").alignmentExtraArgs());
  }

  @Test
  void namedTextsAreACopyThatStays() {
    Map<String, String> mine = new HashMap<>(Map.of("a", "b"));
    RunParams params = DEFAULTS.withAlignmentExtraArgs(mine);
    mine.put("c", "d");
    assertEquals(Map.of("a", "b"), params.alignmentExtraArgs());
    assertThrows(
        UnsupportedOperationException.class, () -> params.alignmentExtraArgs().put("c", "d"));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {1e-7, 0.1, 1.0 / 3, 1.0, Double.MIN_VALUE, Double.MAX_VALUE, 5e-7, 123456789.125})
  void doublesRoundTripExactlyAsTextAndAsJson(double value) {
    Hyperparameter<Double> scale = Hyperparameter.L2_GEN_SCALE;
    assertEquals(value, scale.parse(scale.text(value)));
    RunParams params = DEFAULTS.withL2GenScale(value);
    assertEquals(params, RunParams.fromJson(params.toJson()));
    assertEquals(value, RunParams.fromJson(params.toJson()).l2GenScale());
  }

  @Test
  void minusZeroIsZero() {
    assertEquals(DEFAULTS.withL2GenScale(0.0), DEFAULTS.withL2GenScale(-0.0));
  }

  @Test
  void everyValueRoundTripsAsTextAndAsJson() {
    RunParams all = DEFAULTS;
    for (Hyperparameter<?> each : WithersTest.settable()) {
      all = all.with(each.name(), OtherValues.of(each));
      assertTextRoundTrip(each, all);
    }
    assertEquals(60, all.differences().size());
    assertEquals(all, RunParams.fromJson(all.toJson()));
    assertEquals(DEFAULTS, RunParams.fromJson(DEFAULTS.toJson()));
    assertEquals(DEFAULTS, RunParams.fromJson("{}"));
    RunParams setToDefault = DEFAULTS.withKeepProb(0.95);
    assertEquals(setToDefault, RunParams.fromJson(setToDefault.toJson()));
  }

  private static <T> void assertTextRoundTrip(Hyperparameter<T> each, RunParams params) {
    assertEquals(params.value(each), each.parse(each.text(params.value(each))), each.name());
    assertEquals(each.defaultValue(), each.parse(each.text(each.defaultValue())));
  }

  @Test
  void textsWithQuotesLinesAndOtherScriptsRoundTrip() {
    RunParams params =
        DEFAULTS
            .withName("a \"b\" <c> \\ \n =\u00e9\u4e2d")
            .withAlignmentExtraArgs(Map.of("k\"", "v\n"));
    assertEquals(params, RunParams.fromJson(params.toJson()));
  }

  @Test
  void jsonHoldsTheVersionAndWhatWasRequested() {
    assertEquals(
        "{\n  \"version\": 1,\n  \"c_co_dim\": 2,\n  \"c_ic_post_var_min\": 1.0E-7\n}",
        DEFAULTS.withIcPostVarMin(1e-7).withCoDim(2).toJson());
  }

  @Test
  void wrongJsonIsRefusedWithTheWholeMessage() {
    assertJsonRefused("[1]", "run parameters must be a JSON object, got \"[1]\"");
    assertJsonRefused("", "run parameters must be a JSON object, got \"\"");
    assertJsonRefused("{} {}", "run parameters must be a JSON object, got \"{} {}\"");
    assertJsonRefused("{a: 1}", "run parameters must be a JSON object, got \"{a: 1}\"");
    assertJsonRefused("{\"version\": 2}", "version must be 1, got 2");
    assertJsonRefused("{\"c_co_dim\": -3}", "c_co_dim must be >= 0, got -3");
    assertJsonRefused("{\"c_keep_prob\": null}", "c_keep_prob must be a number, got null");
    assertJsonRefused("{\"c_keep_prob\": [1]}", "c_keep_prob must be a number, got [1]");
    assertJsonRefused(
        "{\"c_l2_gen_scale\": 1e999}", "c_l2_gen_scale must be >= 0 and finite, got Infinity");
    assertJsonRefused(
        "{\"c_codim\": 3}",
        "hyperparameter must be one of the 61 known names, got \"c_codim\"; did you mean"
            + " c_co_dim?");
  }

  private static void assertJsonRefused(String json, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> RunParams.fromJson(json)).getMessage());
  }

  @Test
  void toStringHasAtMostTenLines() {
    assertEquals("0 of 61 hyperparameters differ from their defaults", DEFAULTS.toString());
    assertEquals(
        "2 of 61 hyperparameters differ from their defaults\nc_co_dim = 2\nc_device = \"cpu\"",
        lines(DEFAULTS.withCoDim(2).withDevice("cpu")));
    RunParams all = DEFAULTS;
    for (Hyperparameter<?> each : WithersTest.settable()) {
      all = all.with(each.name(), OtherValues.of(each));
    }
    List<String> lines = all.toString().lines().toList();
    assertEquals(10, lines.size());
    assertEquals("and 52 more", lines.get(9));
  }

  private static String lines(RunParams params) {
    List<String> lines = params.toString().lines().sorted().toList();
    return String.join("\n", lines);
  }

  @Test
  void anInertValueThatWasSetGivesANotice() {
    assertEquals(List.of(), DEFAULTS.notices());
    assertEquals(
        List.of(
            "c_co_prior_var_scale is set and has no effect: the prior of the inferred inputs is"
                + " autoregressive; use c_prior_ar_nvar and c_prior_ar_atau"),
        DEFAULTS.withCoPriorVarScale(0.1).notices());
  }

  @Test
  void numbersLookTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
      assertEquals("l2_gen_scale=0.5", DEFAULTS.withL2GenScale(0.5).differenceName());
      assertEquals("priorArAtau", Hyperparameter.PRIOR_AR_ATAU.javaName());
      assertTrue(DEFAULTS.with("c_do_causal_controller", "TRUE").doCausalController());
      assertSame(Hyperparameter.IC_DIM, Hyperparameter.named("c_ic_dim"));
    } finally {
      Locale.setDefault(before);
    }
  }
}
