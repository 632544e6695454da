package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  /** The golden was read from the hyperparameter page: name, type, default, section, frequency. */
  @Test
  void namesTypesDefaultsSectionsAndFrequenciesAreThePages() throws IOException {
    String golden;
    try (InputStream in = CatalogueTest.class.getResourceAsStream("hyperparameters.txt")) {
      golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(
        golden,
        Hyperparameter.all().stream().map(each -> line(each) + "\n").collect(Collectors.joining()));
  }

  private static <T> String line(Hyperparameter<T> each) {
    return String.join(
        " | ",
        each.name(),
        each.type().toString(),
        each.text(each.defaultValue()),
        each.group().name(),
        each.tuningFrequency().toString());
  }

  @Test
  void listsEveryConstantOnceInTheOrderOfDeclaration() {
    List<Object> constants =
        Arrays.stream(Hyperparameter.class.getDeclaredFields())
            .filter(field -> field.getType() == Hyperparameter.class)
            .filter(field -> Modifier.isPublic(field.getModifiers()))
            .map(CatalogueTest::valueOf)
            .toList();
    assertEquals(61, Hyperparameter.all().size());
    assertEquals(constants, Hyperparameter.all());
    assertEquals(61, new HashSet<>(constants).size());
  }

  private static Object valueOf(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void constantNamesFollowTheJavaNames() throws ReflectiveOperationException {
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      String constant =
          each.javaName()
              .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=N)(?=To)", "_")
              .toUpperCase(Locale.ROOT);
      assertSame(each, Hyperparameter.class.getField(constant).get(null), constant);
    }
  }

  @Test
  void javaNamesAreThePageNamesWithoutPrefixInCamelCase() {
    assertEquals("coDim", Hyperparameter.CO_DIM.javaName());
    assertEquals("l2GenScale", Hyperparameter.L2_GEN_SCALE.javaName());
    assertEquals("spikeBinMs", Hyperparameter.SPIKE_BIN_MS.javaName());
    assertEquals("numSamplesPosterior", Hyperparameter.NUM_SAMPLES_POSTERIOR.javaName());
    assertEquals("learningRateNToCompare", Hyperparameter.LEARNING_RATE_N_TO_COMPARE.javaName());
  }

  @Test
  void defaultsObeyTheirRules() {
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      assertTrue(each.range().allows(each.defaultValue()), each.name());
    }
  }

  @Test
  void everyRuleRefusesNullAndTheWrongType() {
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      assertFalse(each.range().allows(null), each.name());
      if (each.range() != Rule.ANYTHING) {
        assertFalse(each.range().allows(new Object()), each.name());
      }
    }
  }

  @Test
  void everyEntrySaysItsUnitItsMeaningAndWhatItChanges() {
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      assertFalse(each.unit().isBlank(), each.name());
      assertFalse(each.changes().isBlank(), each.name());
      assertTrue(each.description().matches("[A-Z].{20,300}\\."), each.name());
    }
  }

  @Test
  void sectionsStandTogetherInOrder() {
    List<Group> groups =
        Hyperparameter.all().stream().map(Hyperparameter::group).distinct().toList();
    assertEquals(List.of(Group.values()), groups);
    for (int i = 1; i < Hyperparameter.all().size(); i++) {
      assertTrue(
          Hyperparameter.all().get(i - 1).group().compareTo(Hyperparameter.all().get(i).group())
              <= 0);
    }
    assertEquals("Controller and inferred inputs", Group.CONTROLLER.title());
  }

  @Test
  void onlyLabelsAndPosteriorSamplingStayOutOfTheParamHash() {
    assertEquals(
        Set.of("name", "version", "posterior_mean_kind", "num_samples_posterior"),
        names(each -> !each.inParamHash()));
  }

  @Test
  void theDataHashHoldsWhatShapesTheData() {
    assertEquals(
        Set.of(
            "spikeBinMs",
            "trainToTestRatio",
            "c_factors_dim",
            "useAlignmentMatrix",
            "useSingleDatasetAlignmentMatrix",
            "alignmentApproach",
            "alignmentExtraArgs",
            "scaleIncreaseStepsWithDatasets"),
        names(Hyperparameter::inDataHash));
  }

  @Test
  void saysWhatDoesNotAct() {
    assertEquals(Set.of("c_co_prior_var_scale"), names(OtherValues::haveNoEffectOn));
  }

  private static Set<String> names(Predicate<Hyperparameter<?>> chosen) {
    return Hyperparameter.all().stream()
        .filter(chosen)
        .map(Hyperparameter::name)
        .collect(Collectors.toSet());
  }

  @Test
  void findsEveryNameAndNoOther() {
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      assertSame(each, Hyperparameter.named(each.name()));
    }
    assertUnknown("c_co_dimm", "c_co_dim");
    assertUnknown("co_dim", "c_co_dim");
    assertUnknown("C_GEN_DIM", "c_gen_dim");
    assertUnknown("spikebinMS", "spikeBinMs");
    assertUnknown("learning_rate", "c_learning_rate_init");
    assertUnknown("", "name");
  }

  private static void assertUnknown(String typed, String nearest) {
    assertEquals(
        "hyperparameter must be one of the 61 known names, got \""
            + typed
            + "\"; did you mean "
            + nearest
            + "?",
        assertThrows(IllegalArgumentException.class, () -> Hyperparameter.named(typed))
            .getMessage());
  }

  @Test
  void countsEditsBetweenWords() {
    assertEquals(0, NearestName.edits("", ""));
    assertEquals(3, NearestName.edits("", "abc"));
    assertEquals(3, NearestName.edits("kitten", "sitting"));
    assertEquals(1, NearestName.edits("c_co_dimm", "c_co_dim"));
  }
}
