package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunOptionsTest {
  private static final RunOptions DEFAULTS = RunOptions.defaults();

  @Test
  void defaultsAreSeedZeroAndNothingElse() {
    assertEquals(
        new RunOptions(
            0,
            List.of(),
            new Execution(
                Optional.empty(), Optional.empty(), 1, OptionalInt.empty(), Optional.empty()),
            new StopRule(OptionalInt.empty(), Optional.empty(), OptionalInt.empty()),
            Hiding.NONE),
        DEFAULTS);
  }

  @Test
  void everyWitherChangesItsOptionAndNoOther() {
    Execution execution = DEFAULTS.execution();
    StopRule stop = DEFAULTS.stopRule();
    assertEquals(new RunOptions(7, List.of(), execution, stop, Hiding.NONE), DEFAULTS.withSeed(7));
    assertEquals(
        new RunOptions(0, List.of("u1", "u2"), execution, stop, Hiding.NONE),
        DEFAULTS.withHeldOutNeurons("u1", "u2"));
    Optional<String> none = Optional.empty();
    OptionalInt all = OptionalInt.empty();
    assertExecution(
        new Execution(Optional.of("PyTorch"), none, 1, all, none), DEFAULTS.withEngine("pytorch"));
    assertExecution(
        new Execution(none, Optional.of("compiled"), 1, all, none),
        DEFAULTS.withBackend("Compiled"));
    assertExecution(new Execution(none, none, 2, all, none), DEFAULTS.withDeviceCount(2));
    assertExecution(new Execution(none, none, 1, OptionalInt.of(3), none), DEFAULTS.withThreads(3));
    assertExecution(
        new Execution(none, none, 1, all, Optional.of("gpu:1")),
        DEFAULTS.with(execution.withDevice("gpu:1")));
    assertEquals(
        new RunOptions(
            0,
            List.of(),
            execution,
            new StopRule(OptionalInt.of(3), Optional.empty(), OptionalInt.empty()),
            Hiding.NONE),
        DEFAULTS.withMaxEpochs(3));
    assertEquals(
        new RunOptions(
            0,
            List.of(),
            execution,
            new StopRule(
                OptionalInt.empty(), Optional.of(Duration.ofMinutes(10)), OptionalInt.empty()),
            Hiding.NONE),
        DEFAULTS.withTimeLimit(Duration.ofMinutes(10)));
    assertEquals(
        new RunOptions(
            0,
            List.of(),
            execution,
            new StopRule(OptionalInt.empty(), Optional.empty(), OptionalInt.of(5)),
            Hiding.NONE),
        DEFAULTS.withPatience(5));
    assertEquals(
        new RunOptions(0, List.of(), execution, stop, new Hiding(0.3, 0)),
        DEFAULTS.withCoordinatedDropout(0.3));
    assertEquals(
        new RunOptions(0, List.of(), execution, stop, new Hiding(0, 0.2)),
        DEFAULTS.withSampleValidation(0.2));
  }

  private static void assertExecution(Execution expected, RunOptions options) {
    assertEquals(new RunOptions(0, List.of(), expected, DEFAULTS.stopRule(), Hiding.NONE), options);
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
            .withOptions(o -> o.with(o.execution().withDevice("gpu:1")))
            .withThreads(3)
            .withDeviceCount(2)
            .withBackend("eager")
            .withEngine("MXNet")
            .withHeldOutNeurons("a", "b")
            .withSeed(Long.MIN_VALUE);
    assertEquals(one, other);
    assertEquals(List.of(), one.withHeldOutNeurons().heldOutNeurons());
  }

  private static RunOptions full() {
    return DEFAULTS
        .withSeed(Long.MIN_VALUE)
        .withHeldOutNeurons("a", "b")
        .withEngine("mxnet")
        .withBackend("EAGER")
        .withDeviceCount(2)
        .withThreads(3)
        .withOptions(o -> o.with(o.execution().withDevice("gpu:1")))
        .withMaxEpochs(3)
        .withTimeLimit(Duration.ofMillis(1500))
        .withPatience(5)
        .withCoordinatedDropout(0.3)
        .withSampleValidation(0.2);
  }

  @Test
  void neuronNamesAreACopyThatStays() {
    List<String> mine = new ArrayList<>(List.of("u1"));
    RunOptions options =
        new RunOptions(0, mine, Execution.automatic(), StopRule.learningRateOnly(), Hiding.NONE);
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
    assertRefused("deviceCount must be >= 1, got 0", () -> DEFAULTS.withDeviceCount(0));
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
    assertRefused("patience must be >= 1, got -1", () -> DEFAULTS.withPatience(-1));
    assertRefused("timeLimit must be > 0, got PT0S", () -> DEFAULTS.withTimeLimit(Duration.ZERO));
    assertRefused(
        "timeLimit must be > 0, got PT-1S", () -> DEFAULTS.withTimeLimit(Duration.ofSeconds(-1)));
    assertRefused(
        "heldOutNeurons must name each neuron once, got [\"u1\",\"U1\"]",
        () -> DEFAULTS.withHeldOutNeurons("u1", "U1"));
  }

  @Test
  void roundTripsAsJson() {
    assertEquals(DEFAULTS, RunOptions.fromJson(DEFAULTS.toJson()));
    assertEquals(DEFAULTS, RunOptions.fromJson("{}"));
    assertEquals(full(), RunOptions.fromJson(full().toJson()));
    assertEquals(
        "{\n  \"seed\": 3,\n  \"deviceCount\": 1,\n  \"timeLimit\": \"PT10M\"\n}",
        DEFAULTS.withSeed(3).withTimeLimit(Duration.ofMinutes(10)).toJson());
    assertEquals(
        "{\n  \"seed\": 0,\n  \"deviceCount\": 1,\n  \"threads\": 2,\n  \"device\": \"cpu\"\n}",
        DEFAULTS.with(Execution.automatic().withThreads(2).withDevice("cpu")).toJson());
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 9007199254740993L, Long.MAX_VALUE})
  void seedsRoundTripExactly(long seed) {
    assertEquals(seed, RunOptions.fromJson(DEFAULTS.withSeed(seed).toJson()).seed());
  }

  @Test
  void wrongJsonIsRefusedWithTheWholeMessage() {
    assertJsonRefused("[]", "run options must be a JSON object, got \"[]\"");
    assertJsonRefused("{\"seed\": 1.5}", "seed must be a 64-bit whole number, got 1.5");
    assertJsonRefused("{\"seed\": \"1\"}", "seed must be a 64-bit whole number, got \"1\"");
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
        "timeLimit must be an ISO 8601 duration such as PT10M, got \"ten\"");
    assertJsonRefused(
        "{\"maxEpoch\": 3}",
        "run option must be one of the 12 known names, got \"maxEpoch\"; did you mean maxEpochs?");
  }

  private static void assertJsonRefused(String json, String message) {
    assertRefused(message, () -> RunOptions.fromJson(json));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }
}
