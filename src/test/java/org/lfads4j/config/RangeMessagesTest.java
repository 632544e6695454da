package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RangeMessagesTest {

  /**
   * One line per hyperparameter with a range: a value just outside, and the whole message, parted
   * by a bar.
   */
  static List<String> lines() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                RangeMessagesTest.class.getResourceAsStream("range-messages.txt"),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aValueJustOutsideIsRefusedWithTheWholeMessage(String line) {
    String[] parts = line.split(" \\| ", -1);
    String name = parts[1].substring(0, parts[1].indexOf(' '));
    assertEquals(
        parts[1],
        assertThrows(
                IllegalArgumentException.class,
                () -> RunParams.defaults().with(name, (Object) parts[0]))
            .getMessage());
  }

  @Test
  void everyHyperparameterWithARangeHasItsMessage() throws IOException {
    Set<String> asserted =
        lines().stream()
            .map(line -> line.split(" \\| ", -1)[1])
            .map(message -> message.substring(0, message.indexOf(' ')))
            .collect(Collectors.toSet());
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      boolean anything = each.range() == Rule.ANYTHING;
      assertEquals(!anything, asserted.contains(each.name()), each.name());
    }
  }

  @Test
  void theLeastAllowedValueIsAllowed() {
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      if (each.range() instanceof Rule.Count count) {
        assertTrue(each.range().allows(count.least()), each.name());
        assertFalse(each.range().allows(count.least() - 1), each.name());
      } else if (each.range() instanceof Rule.Span span) {
        assertEquals(span.lowIncluded(), each.range().allows(span.low()), each.name());
        assertTrue(each.range().allows(Math.nextUp(span.low())), each.name());
        assertFalse(each.range().allows(Math.nextDown(span.low())), each.name());
        assertEquals(span.highIncluded(), each.range().allows(span.high()), each.name());
        assertTrue(each.range().allows(Math.nextDown(span.high())), each.name());
        assertFalse(each.range().allows(Math.nextUp(span.high())), each.name());
      }
    }
  }

  @Test
  void noNumberMayBeNaNOrInfinite() {
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      if (each.range() instanceof Rule.Span) {
        for (double bad :
            new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
          assertEquals(
              each.name() + " must be " + each.range().says() + ", got " + bad,
              assertThrows(
                      IllegalArgumentException.class,
                      () -> RunParams.defaults().with(each.name(), bad))
                  .getMessage());
        }
      }
    }
  }

  @Test
  void rulesSayThemselves() {
    assertEquals(">= 0", new Rule.Count(0).says());
    assertEquals(">= 0 and finite", Rule.FROM_0.says());
    assertEquals("> 0 and finite", Rule.ABOVE_0.says());
    assertEquals("> 0.5 and <= 1", new Rule.Span(0.5, false, 1, true).says());
    assertEquals("> 0 and <= 1", Rule.ABOVE_0_TO_1.says());
    assertEquals(">= 0 and < 1", Rule.FROM_0_BELOW_1.says());
    assertEquals("one of 'a', 'b'", new Rule.OneOf(List.of("a", "b")).says());
  }

  @Test
  void devicesAreNamedWithOrWithoutNumber() {
    Rule rule = Hyperparameter.DEVICE.range();
    for (String good : List.of("cpu", "gpu", "gpu:0", "gpu:12", "/gpu:0", "cpu:0")) {
      assertTrue(rule.allows(good), good);
    }
    for (String bad : List.of("", "gpu:", "gpu:-1", "GPU", "cuda:0", "gpu:0 ", "gpu:0:1")) {
      assertFalse(rule.allows(bad), bad);
    }
  }

  @Test
  void aValueOfTheWrongKindIsRefusedWithTheWholeMessage() {
    assertRefused("c_co_dim", 2.5, "c_co_dim must be a whole number up to 2147483647, got 2.5");
    assertRefused(
        "c_co_dim", "four", "c_co_dim must be a whole number up to 2147483647, got \"four\"");
    assertRefused(
        "c_co_dim",
        3_000_000_000L,
        "c_co_dim must be a whole number up to 2147483647, got 3000000000");
    assertRefused("c_keep_prob", "NaN", "c_keep_prob must be a number, got \"NaN\"");
    assertRefused("c_keep_prob", "0x1p-1", "c_keep_prob must be a number, got \"0x1p-1\"");
    assertRefused("c_keep_prob", "", "c_keep_prob must be a number, got \"\"");
    assertRefused("c_keep_prob", null, "c_keep_prob must be a number, got null");
    assertRefused(
        "c_do_causal_controller", 1, "c_do_causal_controller must be true or false, got 1");
    assertRefused(
        "c_do_causal_controller",
        "yes",
        "c_do_causal_controller must be true or false, got \"yes\"");
    assertRefused("c_output_dist", 3, "c_output_dist must be text, got 3");
    assertRefused(
        "alignmentExtraArgs",
        "a=b",
        "alignmentExtraArgs must be a JSON object such as {\"name\": \"text\"}, got \"a=b\"");
    assertRefused(
        "alignmentExtraArgs",
        "{\"a\": [1]}",
        "alignmentExtraArgs must be a JSON object such as {\"name\": \"text\"}, got"
            + " \"{\\\"a\\\": [1]}\"");
    assertRefused("version", 1, "version must be left to the program, got 1");
  }

  @Test
  void aNullValueIsRefusedByTheTypedWitherToo() {
    assertEquals(
        "c_output_dist must be text, got null",
        assertThrows(
                IllegalArgumentException.class, () -> RunParams.defaults().withOutputDist(null))
            .getMessage());
    assertEquals(
        "alignmentExtraArgs must be a JSON object such as {\"name\": \"text\"}, got null",
        assertThrows(
                IllegalArgumentException.class,
                () -> RunParams.defaults().withAlignmentExtraArgs((Map<String, String>) null))
            .getMessage());
  }

  private static void assertRefused(String name, Object value, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> RunParams.defaults().with(name, value))
            .getMessage());
  }
}
