package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HashesTest {
  private static final RunParams DEFAULTS = RunParams.defaults();
  private static final RunOptions OPTIONS = RunOptions.defaults();

  @ParameterizedTest
  @MethodSource("org.lfads4j.config.WithersTest#settable")
  void eachHyperparameterChangesExactlyTheHashesItEnters(Hyperparameter<?> each) {
    RunParams changed = DEFAULTS.with(each.name(), OtherValues.of(each));
    assertEquals(
        each.inParamHash(),
        !Hashes.paramHash(changed, OPTIONS).equals(Hashes.paramHash(DEFAULTS, OPTIONS)));
    assertEquals(each.inDataHash(), !Hashes.dataHash(changed).equals(Hashes.dataHash(DEFAULTS)));
  }

  @ParameterizedTest
  @MethodSource("org.lfads4j.config.WithersTest#settable")
  void requestingADefaultChangesNoHash(Hyperparameter<?> each) {
    RunParams requested = DEFAULTS.with(each.name(), each.defaultValue());
    assertEquals(Hashes.paramHash(DEFAULTS, OPTIONS), Hashes.paramHash(requested, OPTIONS));
    assertEquals(Hashes.dataHash(DEFAULTS), Hashes.dataHash(requested));
  }

  private static final Set<RunOption<?>> IN_NO_HASH =
      Set.of(
          RunOption.ENGINE,
          RunOption.BACKEND,
          RunOption.THREADS,
          RunOption.DEVICE,
          RunOption.POSTERIOR_DRAWS,
          RunOption.POSTERIOR_ERROR);

  static List<RunOption<?>> options() {
    return RunOption.all();
  }

  /** The param hash alone is asked: the data hash is one of the parameters and sees no option. */
  @ParameterizedTest
  @MethodSource("options")
  void eachOptionChangesExactlyTheHashesItEnters(RunOption<?> each) {
    RunOptions changed = OPTIONS.with(each.name(), OtherValues.of(each));
    assertNotEquals(OPTIONS, changed);
    assertEquals(each.inParamHash(), !IN_NO_HASH.contains(each));
    assertEquals(
        each.inParamHash(),
        !Hashes.paramHash(DEFAULTS, changed).equals(Hashes.paramHash(DEFAULTS, OPTIONS)));
  }

  @Test
  void theIdentityOfAPartHoldsItsParentAndNotWhatEndsIt() {
    Hash parent = new Hash("0a".repeat(32));
    Hash part = Hashes.paramHash(DEFAULTS, OPTIONS, parent);
    assertEquals(part, Hashes.paramHash(DEFAULTS, OPTIONS.withMaxEpochs(25), parent));
    assertEquals(part, Hashes.paramHash(DEFAULTS, OPTIONS.withPatience(4), parent));
    assertEquals(
        part, Hashes.paramHash(DEFAULTS, OPTIONS.withTimeLimit(Duration.ofSeconds(1)), parent));
    Set<Hash> others = new HashSet<>();
    others.add(part);
    others.add(Hashes.paramHash(DEFAULTS, OPTIONS));
    others.add(Hashes.paramHash(DEFAULTS, OPTIONS, new Hash("0b".repeat(32))));
    others.add(Hashes.paramHash(DEFAULTS.withKeepProb(0.5), OPTIONS, parent));
    others.add(Hashes.paramHash(DEFAULTS, OPTIONS.withSeed(1), parent));
    others.add(Hashes.paramHash(DEFAULTS, OPTIONS.withHeldOutNeurons("u1"), parent));
    others.add(Hashes.paramHash(DEFAULTS, OPTIONS.withCoordinatedDropout(0.5), parent));
    assertEquals(7, others.size());
  }

  @Test
  void optionsOfOtherValuesHaveOtherParamHashes() {
    List<RunOptions> different =
        List.of(
            OPTIONS,
            OPTIONS.withSeed(1),
            OPTIONS.withHeldOutNeurons("u1"),
            OPTIONS.withHeldOutNeurons("u1", "u2"),
            OPTIONS.withHeldOutNeurons("u1,u2"),
            OPTIONS.withMaxEpochs(3),
            OPTIONS.withPatience(3),
            OPTIONS.withTimeLimit(Duration.ofSeconds(3)),
            OPTIONS.withCoordinatedDropout(0.3),
            OPTIONS.withSampleValidation(0.3));
    Set<Hash> hashes = new HashSet<>();
    different.forEach(options -> hashes.add(Hashes.paramHash(DEFAULTS, options)));
    assertEquals(different.size(), hashes.size());
  }

  @Test
  void theDeviceOfTheExecutionAndTheOrderOfNamesEnterNoHash() {
    assertEquals(
        Hashes.paramHash(DEFAULTS, OPTIONS),
        Hashes.paramHash(DEFAULTS, OPTIONS.with(Execution.automatic().withDevice("gpu:1"))));
    assertEquals(
        Hashes.paramHash(DEFAULTS, OPTIONS.withHeldOutNeurons("u1", "u2")),
        Hashes.paramHash(DEFAULTS, OPTIONS.withHeldOutNeurons("u2", "u1")));
  }

  /**
   * Of options at their defaults only the seven that stood in the first text have a line: younger
   * ones would change the hashes of stored runs.
   */
  @Test
  void theDefaultsOfYoungerOptionsAreInNoHash() {
    assertEquals(
        "2f2ac3ed1ad704c573a0fb08a4ef4dfbecf243bd28923fc6a81aa28557355cc4",
        Hashes.paramHash(DEFAULTS, OPTIONS).hex());
  }

  @Test
  void theDataTextIsTheDocumentedForm() {
    assertEquals(
        """
        lfads4j data hash, schema 1
        spikeBinMs=0.1
        trainToTestRatio=4
        scaleIncreaseStepsWithDatasets=true
        c_factors_dim=50
        useAlignmentMatrix=false
        useSingleDatasetAlignmentMatrix=false
        alignmentApproach="regressGlobalPCs"
        alignmentExtraArgs={"a":"x","b":"y"}
        """,
        Hashes.dataText(
            DEFAULTS.withSpikeBinMs(0.1).withAlignmentExtraArgs(Map.of("b", "y", "a", "x"))));
  }

  /** The digest is what {@code sha256sum} says of the text above with the default values. */
  @Test
  void theDigestIsSha256OfTheText() {
    assertEquals(
        "560168a3a129a64eb2d7e7ecf9b4c5aeb28fa693771b814752330ca2bcacaeca",
        Hashes.dataHash(DEFAULTS).hex());
  }

  @Test
  void theParamTextEndsWithTheOptions() {
    String text =
        Hashes.paramText(
            DEFAULTS.withCoDim(2),
            OPTIONS.withSeed(7).withHeldOutNeurons("u2", "u1").withTimeLimit(Duration.ofHours(1)));
    assertTrue(text.startsWith("lfads4j param hash, schema 1\nspikeBinMs=2.0\n"), text);
    assertTrue(text.contains("\nc_co_dim=2\n"), text);
    assertTrue(
        text.endsWith(
            """
            seed=7
            heldOutNeurons=["u1","u2"]
            maxEpochs=null
            timeLimit="PT1H"
            patience=null
            coordinatedDropout=0.0
            sampleValidation=0.0
            """),
        text);
    assertEquals(1 + 57 + 7, text.lines().count());
  }

  @Test
  void theShortFormIsTheFirstEightDigits() {
    Hash hash = Hashes.paramHash(DEFAULTS, OPTIONS);
    assertEquals(64, hash.hex().length());
    assertEquals(hash.hex().substring(0, 8), hash.brief());
    assertEquals(hash.brief(), hash.toString());
    assertNotEquals(hash, Hashes.dataHash(DEFAULTS));
    assertEquals(
        "hash must be 64 lower-case hexadecimal digits, got \"abc\"",
        assertThrows(IllegalArgumentException.class, () -> new Hash("abc")).getMessage());
  }
}
