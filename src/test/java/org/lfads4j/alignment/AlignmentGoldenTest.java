package org.lfads4j.alignment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Trials;

/**
 * Against NumPy: {@code alignment_golden.py} beside the golden file made it. Both compute in double
 * precision; matrices are kept in single, which is exact to 6e-8 of a number of the size of these.
 * Biases stay in double.
 */
class AlignmentGoldenTest {
  private static final double SINGLE = 2e-7;
  private static final double DOUBLE = 1e-12;
  private static JsonObject golden;

  @BeforeAll
  static void read() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            AlignmentGoldenTest.class.getResourceAsStream("alignment_golden.json"),
            StandardCharsets.UTF_8)) {
      golden = JsonParser.parseReader(reader).getAsJsonObject();
    }
  }

  static Set<String> cases() throws IOException {
    read();
    return golden.getAsJsonObject("cases").keySet();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matricesAndBiasesAreNumpys(String name) {
    JsonObject expected = golden.getAsJsonObject("cases").getAsJsonObject(name);
    Aligned got = aligned(expected);
    List<Runnable> checks = new ArrayList<>();
    for (int s = 0; s < got.sessions().size(); s++) {
      int session = s;
      Alignment matrix = got.matrices().get(s);
      JsonElement numbers = expected.getAsJsonArray("matrices").get(s);
      for (int n = 0; n < matrix.matrix().rows(); n++) {
        int neuron = n;
        for (int f = 0; f < matrix.matrix().columns(); f++) {
          int factor = f;
          double weight = at(numbers, n, f);
          checks.add(
              () ->
                  assertEquals(
                      weight,
                      matrix.matrix().at(neuron, factor),
                      SINGLE * Math.max(1, Math.abs(weight)),
                      "session " + session + " neuron " + neuron + " factor " + factor));
        }
        assertEquals(
            at(expected.get("biases"), s, n), matrix.bias().get(n), DOUBLE, "bias of " + neuron);
      }
      JsonElement penalty = expected.getAsJsonArray("penalties").get(s);
      assertEquals(
          penalty.isJsonNull(), got.sessions().get(s).penalty().isEmpty(), "penalty of " + session);
      if (!penalty.isJsonNull()) {
        assertEquals(
            penalty.getAsDouble(), got.sessions().get(s).penalty().getAsDouble(), DOUBLE * 100);
      }
    }
    assertAll(checks.stream().map(check -> check::run));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void globalComponentsAreNumpys(String name) {
    JsonObject expected = golden.getAsJsonObject("cases").getAsJsonObject(name);
    Aligned got = aligned(expected);
    assertEquals(texts(expected.get("conditions")), got.conditions());
    for (int c = 0; c < got.conditions().size(); c++) {
      boolean shared = got.sharedConditions().contains(got.conditions().get(c));
      for (int t = 0; t < got.globalPcs().bins(); t++) {
        for (int k = 0; k < got.globalPcs().columns(); k++) {
          JsonElement score = element(expected.get("globalPcs"), c, t, k);
          double value = got.globalPcs().at(c, t, k);
          assertEquals(shared, !score.isJsonNull());
          if (shared) {
            assertEquals(score.getAsDouble(), value, 1e-6, c + " " + t + " " + k);
          } else {
            assertTrue(Double.isNaN(value));
          }
        }
      }
    }
  }

  @Test
  void theGoldenHasGapsOfBothKinds() {
    Set<Boolean> kinds = new HashSet<>();
    for (JsonElement each : golden.getAsJsonObject("cases").asMap().values()) {
      JsonObject one = each.getAsJsonObject();
      if (one.getAsJsonArray("sessions").size() > 1) {
        kinds.add(one.get("pairwise").getAsBoolean());
      }
    }
    assertEquals(Set.of(true, false), kinds);
  }

  @Test
  void aSessionThatWasThereIsAlignedAsItWas() {
    JsonObject expected = golden.getAsJsonObject("cases").getAsJsonObject("ridge");
    Aligned got = aligned(expected);
    Alignment again = got.of(session("two"));
    assertEquals(OptionalDouble.of(10), round(got.sessions().get(1).penalty()));
    assertEquals(got.matrices().get(1).bias(), again.bias());
    float[] first = got.matrices().get(1).matrix().toArray();
    float[] second = again.matrix().toArray();
    for (int i = 0; i < first.length; i++) {
      // The components that it is regressed on are kept in single precision.
      assertEquals(first[i], second[i], 1e-6);
    }
  }

  private static OptionalDouble round(OptionalDouble penalty) {
    return OptionalDouble.of(Math.rint(penalty.orElseThrow()));
  }

  private static Aligned aligned(JsonObject expected) {
    Map<String, String> extraArgs =
        expected.get("normalizeEach").getAsBoolean()
            ? Map.of("ridgeNormalizeEach", "true")
            : Map.of();
    return AlignmentApproach.named(expected.get("approach").getAsString())
        .align(
            texts(expected.get("sessions")).stream().map(AlignmentGoldenTest::session).toList(),
            expected.get("factors").getAsInt(),
            extraArgs);
  }

  private static Trials session(String name) {
    for (JsonElement each : golden.getAsJsonArray("sessions")) {
      JsonObject session = each.getAsJsonObject();
      if (session.get("session").getAsString().equals(name)) {
        return Trials.of(new Gson().fromJson(session.get("counts"), int[][][].class), 10)
            .withSession(name)
            .withConditions(texts(session.get("conditions")));
      }
    }
    throw new IllegalArgumentException("golden must hold session " + name + ", got others");
  }

  private static List<String> texts(JsonElement array) {
    return array.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }

  private static double at(JsonElement array, int... places) {
    return element(array, places).getAsDouble();
  }

  private static JsonElement element(JsonElement array, int... places) {
    JsonElement out = array;
    for (int place : places) {
      out = out.getAsJsonArray().get(place);
    }
    return out;
  }
}
