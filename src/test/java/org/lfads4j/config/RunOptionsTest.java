package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunOptionsTest {
  private static final RunOptions DEFAULTS = RunOptions.defaults();

  static List<RunOption<?>> all() {
    return RunOption.all();
  }

  @Test
  void defaultsAreSeedZeroAndNothingElse() {
    assertEquals(0, DEFAULTS.seed());
    assertEquals(List.of(), DEFAULTS.heldOutNeurons());
    assertEquals(Execution.automatic(), DEFAULTS.execution());
    assertEquals(
        new StopRule(OptionalInt.empty(), Optional.empty(), OptionalInt.empty()),
        DEFAULTS.stopRule());
    assertEquals(new Hiding(0, 0), DEFAULTS.hiding());
    assertEquals(ValidationObjective.TOTAL_COST, DEFAULTS.validationObjective());
    assertEquals(Map.of(), DEFAULTS.differences());
    assertEquals("defaults", DEFAULTS.toString());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyWitherChangesItsOptionAndNoOther(RunOption<?> option)
      throws ReflectiveOperationException {
    Object value = OtherValues.of(option);
    RunOptions changed = DEFAULTS.with(option.name(), value);
    if (option != RunOption.DEVICE) {
      List<Method> withers =
          Arrays.stream(OptionWithers.class.getMethods())
              .filter(each -> each.getName().equals(option.wither()))
              .toList();
      assertEquals(1, withers.size(), option.wither());
      Object argument =
          value instanceof List<?> list
              ? list.stream().map(String::valueOf).toArray(String[]::new)
              : value;
      assertEquals(changed, withers.get(0).invoke(DEFAULTS, new Object[] {argument}));
    }
    assertEquals(Map.of(option, value), changed.differences());
    for (RunOption<?> each : RunOption.all()) {
      assertEquals(each == option ? Optional.of(value) : each.defaultValue(), changed.find(each));
    }
    assertEquals(changed, DEFAULTS.with(option.name(), text(option, value)));
    assertEquals(changed, RunOptions.fromJson(changed.toJson()));
  }

  /** As on the command line, where names are words of their own. */
  @SuppressWarnings("unchecked")
  private static <T> Object text(RunOption<T> option, Object value) {
    return value instanceof List<?> ? value : option.text((T) value);
  }

  @Test
  void thereIsNoWitherOfAnOptionThatIsGone() {
    assertEquals(
        RunOption.all().stream()
            .filter(each -> each != RunOption.DEVICE)
            .map(RunOption::wither)
            .collect(Collectors.toSet()),
        Arrays.stream(OptionWithers.class.getDeclaredMethods())
            .filter(Method::isDefault)
            .map(Method::getName)
            .filter(name -> !name.equals("with"))
            .collect(Collectors.toSet()));
  }

  @Test
  void theCatalogueIsListedInTheOrderOfDeclarationAndSaysWhatEachIs() {
    assertEquals(
        Arrays.stream(RunOption.class.getDeclaredFields())
            .filter(field -> field.getType() == RunOption.class)
            .map(field -> field.getName().replaceAll("_", "").toLowerCase(Locale.ROOT))
            .toList(),
        RunOption.all().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
    for (RunOption<?> each : RunOption.all()) {
      assertTrue(each.description().matches("(?s)[A-Za-z].{10,300}\\."), each.name());
    }
  }

  @Test
  void flagsAreTheNamesWithHyphens() {
    assertEquals("--max-epochs", RunOption.MAX_EPOCHS.flag());
    assertEquals("--seed", RunOption.SEED.flag());
    assertEquals("--coordinated-dropout", RunOption.COORDINATED_DROPOUT.flag());
    assertEquals("--held-out", RunOption.HELD_OUT_NEURONS.flag());
  }

  @Test
  void theExecutionIsReplacedAsAWhole() {
    Execution other = Execution.automatic().withThreads(3).withDevice("gpu:1");
    RunOptions options = DEFAULTS.withSeed(4).withEngine("mxnet").withBackend("EAGER");
    assertEquals(
        Execution.automatic().withEngine("MXNet").withBackend("eager"), options.execution());
    assertEquals(other, options.with(other).execution());
    assertEquals(DEFAULTS.withSeed(4).with(other), options.with(other));
  }

  @Test
  void withersKeepWhatWasAskedBefore() {
    RunOptions one = full();
    RunOptions other =
        DEFAULTS
            .withSampleValidation(0.2)
            .withCoordinatedDropout(0.3)
            .withPatience(5)
            .withTimeLimit(Duration.ofMillis(1500))
            .withMaxEpochs(3)
            .with(RunOption.DEVICE, "gpu:1")
            .withThreads(3)
            .withBackend("eager")
            .withEngine("MXNet")
            .withHeldOutNeurons("a", "b")
            .withSeed(Long.MIN_VALUE);
    assertEquals(one, other);
    assertEquals(List.of(), one.withHeldOutNeurons().heldOutNeurons());
    assertEquals(DEFAULTS.withSeed(3), DEFAULTS.withSeed(3).withCoordinatedDropout(0));
  }

  private static RunOptions full() {
    return DEFAULTS
        .withSeed(Long.MIN_VALUE)
        .withHeldOutNeurons("a", "b")
        .withEngine("mxnet")
        .withBackend("EAGER")
        .withThreads(3)
        .with(RunOption.DEVICE, "gpu:1")
        .withMaxEpochs(3)
        .withTimeLimit(Duration.ofMillis(1500))
        .withPatience(5)
        .withCoordinatedDropout(0.3)
        .withSampleValidation(0.2);
  }

  @Test
  void neuronNamesAreACopyThatStays() {
    List<String> mine = new ArrayList<>(List.of("u1"));
    RunOptions options = DEFAULTS.with(RunOption.HELD_OUT_NEURONS, mine);
    mine.add("u2");
    assertEquals(List.of("u1"), options.heldOutNeurons());
  }

  @Test
  void wrongOptionsAreRefusedWithTheWholeMessage() {
    assertRefused(
        "engine must be one of 'MXNet', 'PyTorch', got \"TensorFlow\"",
        () -> DEFAULTS.withEngine("TensorFlow"));
    assertRefused(
        "backend must be one of 'eager', 'compiled', 'fused', got \"fast\"",
        () -> DEFAULTS.withBackend("fast"));
    assertRefused("threads must be >= 1, got 0", () -> DEFAULTS.withThreads(0));
    assertRefused(
        "device must be 'cpu', 'gpu' or 'gpu:' and a number, got \"cuda:1\"",
        () -> Execution.automatic().withDevice("cuda:1"));
    assertRefused("maxEpochs must be >= 1, got 0", () -> DEFAULTS.withMaxEpochs(0));
    assertRefused(
        "coordinatedDropout must be >= 0 and < 1, got 1.0",
        () -> DEFAULTS.withCoordinatedDropout(1));
    assertRefused(
        "sampleValidation must be >= 0 and < 1, got NaN",
        () -> DEFAULTS.withSampleValidation(Double.NaN));
    assertRefused(
        "validationObjective must be one of 'total-cost', 'reconstruction', 'hidden-samples',"
            + " 'held-out-neurons', 'seen-neurons', got \"loss\"",
        () -> DEFAULTS.withValidationObjective("loss"));
    assertRefused("patience must be >= 1, got -1", () -> DEFAULTS.withPatience(-1));
    assertRefused("timeLimit must be > 0, got 0s", () -> DEFAULTS.withTimeLimit(Duration.ZERO));
    assertRefused(
        "timeLimit must be > 0, got -1s", () -> DEFAULTS.withTimeLimit(Duration.ofSeconds(-1)));
    assertRefused(
        "heldOutNeurons must be names that differ, ignoring case, got [\"u1\",\"U1\"]",
        () -> DEFAULTS.withHeldOutNeurons("u1", "U1"));
  }

  @Test
  void roundTripsAsJson() {
    assertEquals(DEFAULTS, RunOptions.fromJson(DEFAULTS.toJson()));
    assertEquals(DEFAULTS, RunOptions.fromJson("{}"));
    assertEquals(full(), RunOptions.fromJson(full().toJson()));
    assertEquals("{\n  \"seed\": 0\n}", DEFAULTS.toJson());
    assertEquals(
        "{\n  \"seed\": 3,\n  \"timeLimit\": \"PT10M\"\n}",
        DEFAULTS.withSeed(3).withTimeLimit(Duration.ofMinutes(10)).toJson());
    assertEquals(
        "{\n  \"seed\": 0,\n  \"threads\": 2,\n  \"device\": \"cpu\"\n}",
        DEFAULTS.with(Execution.automatic().withThreads(2).withDevice("cpu")).toJson());
  }

  /** Earlier versions wrote it, and refused every other number before they stored anything. */
  @Test
  void theDeviceCountOfStoredRunsIsReadAndForgotten() {
    assertEquals(
        DEFAULTS.withMaxEpochs(5),
        RunOptions.fromJson("{\"seed\": 0, \"deviceCount\": 1, \"maxEpochs\": 5}"));
    assertJsonRefused(
        "{\"deviceCount\": 2}", "deviceCount must be 1, got 2; one model trains on one device");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 9007199254740993L, Long.MAX_VALUE})
  void seedsRoundTripExactly(long seed) {
    assertEquals(seed, RunOptions.fromJson(DEFAULTS.withSeed(seed).toJson()).seed());
  }

  @Test
  void wrongJsonIsRefusedWithTheWholeMessage() {
    assertJsonRefused("[]", "run options must be a JSON object, got \"[]\"");
    assertEquals(3, RunOptions.fromJson("{\"seed\": 3.0}").seed());
    assertEquals(9007199254740993L, DEFAULTS.with("seed", "9007199254740993").seed());
    assertJsonRefused("{\"seed\": 1e19}", "seed must be a 64-bit whole number, got 1e19");
    assertJsonRefused("{\"seed\": 1.5}", "seed must be a 64-bit whole number, got 1.5");
    assertJsonRefused("{\"seed\": \"a\"}", "seed must be a 64-bit whole number, got \"a\"");
    assertJsonRefused(
        "{\"heldOutNeurons\": \"u1\"}", "heldOutNeurons must be a list of texts, got \"u1\"");
    assertJsonRefused("{\"engine\": 1}", "engine must be text, got 1");
    assertJsonRefused("{\"device\": 1}", "device must be text, got 1");
    assertJsonRefused(
        "{\"device\": \"\"}", "device must be 'cpu', 'gpu' or 'gpu:' and a number, got \"\"");
    assertJsonRefused(
        "{\"threads\": \"all\"}", "threads must be a whole number up to 2147483647, got \"all\"");
    assertJsonRefused("{\"maxEpochs\": 0}", "maxEpochs must be >= 1, got 0");
    assertJsonRefused(
        "{\"patience\": 1.5}", "patience must be a whole number up to 2147483647, got 1.5");
    assertJsonRefused(
        "{\"timeLimit\": \"ten\"}",
        "timeLimit must be a time such as 90s, 10m or 1h30m, got \"ten\"");
    assertJsonRefused(
        "{\"maxEpoch\": 3}",
        "run option must be one of the 16 known names, got \"maxEpoch\"; did you mean maxEpochs?");
  }

  private static void assertJsonRefused(String json, String message) {
    assertRefused(message, () -> RunOptions.fromJson(json));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }
}
