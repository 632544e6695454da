package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.Between;
import org.lfads4j.data.synthetic.ChaoticRnn;
import org.lfads4j.data.synthetic.LabeledRnns;
import org.lfads4j.data.synthetic.LorenzDatasets;

class SynthTest {
  @TempDir private Path folder;

  @Test
  void helpNamesEverySet() {
    Ran ran = Ran.with("synth", "--help");
    assertEquals(0, ran.exitCode());
    for (SyntheticSet set : SyntheticSet.values()) {
      assertTrue(ran.out().contains("\n  " + set.word() + "\n      "), set.word());
    }
  }

  @Test
  void constantsReachTheRecipe() {
    Trials written =
        one("chaotic_rnn_inputs_g1p5", "--gain", "2", "--input", "5", "--max-rate-hz", "20");
    assertEquals(
        ChaoticRnn.trials(
            ChaoticRnn.defaults()
                .withInputMagnitude(20)
                .withConditions(2)
                .withRepeats(5)
                .withGain(2)
                .withInputMagnitude(5)
                .withMaxRateHz(20)),
        written);
  }

  @Test
  void theStrongerNetworkIsAnother() {
    assertEquals(
        ChaoticRnn.trials(
            ChaoticRnn.defaults()
                .withInputMagnitude(20)
                .withGain(2.5)
                .withConditions(2)
                .withRepeats(5)),
        one("chaotic_rnn_inputs_g2p5"));
    assertEquals(
        ChaoticRnn.trials(ChaoticRnn.defaults().withConditions(2).withRepeats(5)),
        one("chaotic_rnn_no_inputs"));
  }

  @Test
  void theNoiseHasItsOwnSeed() {
    ChaoticRnn.Options small = ChaoticRnn.defaults().withConditions(2).withRepeats(5);
    assertEquals(ChaoticRnn.gaussianTrials(small, 0), one("gaussian_chaotic_rnn_no_inputs"));
    assertEquals(
        ChaoticRnn.gaussianTrials(small, 8),
        one("gaussian_chaotic_rnn_no_inputs", "--noise-seed", "8"));
  }

  @Test
  void labelsAreWrittenAsExternalInput() {
    assertEquals(
        LabeledRnns.trials(LabeledRnns.defaults().withConditions(2).withRepeats(5)),
        one("chaotic_rnns_labeled"));
  }

  @Test
  void severalRecordingsHaveAFileEach() {
    made("chaotic_rnn_multisession", List.of("--conditions", "1", "--repeats", "2"));
    List<Trials> sessions =
        ChaoticRnn.sessions(
            ChaoticRnn.defaults()
                .withConditions(150)
                .withRepeats(40)
                .withNeurons(100)
                .withConditions(1)
                .withRepeats(2),
            20);
    for (int k = 0; k < 5; k++) {
      assertEquals(sessions.get(k), Trials.load(folder.resolve("s-" + k + ".h5")));
    }
    assertFalse(Files.exists(folder.resolve("s.h5")));
  }

  @Test
  void theRunManagersRecordings() {
    made(
        "lorenz_run_manager_corrected",
        List.of("--datasets", "2", "--conditions", "2", "--repeats", "1", "--seed", "4"));
    LorenzDatasets.Options options =
        LorenzDatasets.Options.CORRECTED
            .withDatasets(2)
            .withConditions(2)
            .withRepeats(Between.exactly(1))
            .withSeed(4);
    assertEquals(LorenzDatasets.dataset(options, 1), Trials.load(folder.resolve("s-1.h5")));
    made("lorenz_run_manager", List.of("--datasets", "1", "--conditions", "1", "--repeats", "1"));
    assertEquals(
        LorenzDatasets.dataset(
            LorenzDatasets.Options.AS_CODED
                .withDatasets(1)
                .withConditions(1)
                .withRepeats(Between.exactly(1)),
            0),
        Trials.load(folder.resolve("s-0.h5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lorenz --gain 2 | lorenz must have options among --seed, got --gain",
        "itb_rnn --gain 2 | itb_rnn must have options among --seed, --conditions, --repeats,"
            + " --input, --max-rate-hz, --weights, got --gain",
        "itb_rnn | --weights FILE must be given for itb_rnn; fetch"
            + " research/lfads/synth_data/trained_itb/model-65000.data-00000-of-00001 of the"
            + " repository lfads/models",
        "chaotic_rnn_no_inputs --repeats 1 | repeats must be >= 2, got 1; the last fifth of them"
            + " validates",
        "lorenz_run_manager --seed -1 | seed must be from 0 to 4294967292, got -1"
      })
  void whatMeansNothingIsRefused(String words, String message) {
    Ran ran = Ran.with(arguments(Stream.of(words.split(" "))));
    assertEquals("lfads4j: " + message + " (lfads4j synth --help)\n", ran.err());
    assertEquals(2, ran.exitCode());
  }

  private Trials one(String name, String... more) {
    made(
        name,
        Stream.concat(Stream.of("--conditions", "2", "--repeats", "5"), Arrays.stream(more))
            .toList());
    return Trials.load(folder.resolve("s.h5"));
  }

  private void made(String name, List<String> options) {
    Ran ran = Ran.with(arguments(Stream.concat(Stream.of(name), options.stream())));
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode());
  }

  private String[] arguments(Stream<String> words) {
    return Stream.concat(Stream.of("synth", "--out", folder.resolve("s.h5").toString()), words)
        .toArray(String[]::new);
  }
}
