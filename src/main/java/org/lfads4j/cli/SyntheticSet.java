package org.lfads4j.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.Between;
import org.lfads4j.data.synthetic.ChaoticRnn;
import org.lfads4j.data.synthetic.IntegrationToBound;
import org.lfads4j.data.synthetic.IntegratorWeights;
import org.lfads4j.data.synthetic.LabeledRnns;
import org.lfads4j.data.synthetic.LorenzDatasets;

/** The generated recordings that {@code synth} writes, under the names their authors gave them. */
enum SyntheticSet {
  LORENZ(
      "30 neurons that read a Lorenz system; what smooth lorenz takes",
      List.of("--seed"),
      c -> Stream.of(demonstration(Demonstration.LORENZ, c))),

  CHAOTIC(
      "a chaotic network and a pulse a trial; what smooth chaotic takes",
      List.of("--seed"),
      c -> Stream.of(demonstration(Demonstration.CHAOTIC, c))),

  LORENZ_RUN_MANAGER(
      "the MATLAB run manager's recordings, its missing -y term included",
      Options.LORENZ,
      c -> lorenz(LorenzDatasets.Options.AS_CODED, c)),

  LORENZ_RUN_MANAGER_CORRECTED(
      "the same with the equations as Lorenz published them",
      Options.LORENZ,
      c -> lorenz(LorenzDatasets.Options.CORRECTED, c)),

  CHAOTIC_RNN_NO_INPUTS(
      "a chaotic network, g 1.5",
      Options.CHAOTIC,
      c -> Stream.of(ChaoticRnn.trials(chaotic(ChaoticRnn.defaults(), c)))),

  GAUSSIAN_CHAOTIC_RNN_NO_INPUTS(
      "the same seen through Gaussian noise in place of spikes",
      Options.with(Options.CHAOTIC, "--noise-seed"),
      c ->
          Stream.of(
              ChaoticRnn.gaussianTrials(
                  chaotic(ChaoticRnn.defaults(), c), c.noiseSeed.orElse(ChaoticRnn.NOISE_SEED)))),

  CHAOTIC_RNN_INPUTS_G1P5(
      "a chaotic network, g 1.5, that one pulse a trial disturbs",
      Options.CHAOTIC,
      c -> Stream.of(ChaoticRnn.trials(chaotic(ChaoticRnn.defaults().withInputMagnitude(20), c)))),

  CHAOTIC_RNN_INPUTS_G2P5(
      "the same with g 2.5",
      Options.CHAOTIC,
      c ->
          Stream.of(
              ChaoticRnn.trials(
                  chaotic(ChaoticRnn.defaults().withInputMagnitude(20).withGain(2.5), c)))),

  CHAOTIC_RNN_MULTISESSION(
      "5 recordings of 20 units each of one chaotic network of 100",
      Options.CHAOTIC,
      c ->
          ChaoticRnn.sessions(
              chaotic(
                  ChaoticRnn.defaults().withConditions(150).withRepeats(40).withNeurons(100), c),
              20)
              .stream()),

  CHAOTIC_RNNS_LABELED(
      "two chaotic networks that take turns; the label is an external input",
      Options.LABELED,
      c -> Stream.of(LabeledRnns.trials(labeled(c)))),

  ITB_RNN(
      "a trained network that integrates its input up to a bound; needs --weights",
      Options.with(Options.SIZES, "--input", "--max-rate-hz", "--weights"),
      c -> Stream.of(IntegrationToBound.trials(IntegratorWeights.read(c.weights()), itb(c))));

  private final String description;
  private final List<String> takes;
  private final Function<SynthConstants, Stream<Trials>> maker;

  SyntheticSet(
      String description, List<String> takes, Function<SynthConstants, Stream<Trials>> maker) {
    this.description = description;
    this.takes = takes;
    this.maker = maker;
  }

  /** Which options a set takes. */
  private static final class Options {
    static final List<String> SIZES = List.of("--seed", "--conditions", "--repeats");
    static final List<String> LORENZ = with(SIZES, "--datasets");
    static final List<String> LABELED = with(SIZES, "--gain", "--max-rate-hz");
    static final List<String> CHAOTIC = with(LABELED, "--input");

    private Options() {}

    static List<String> with(List<String> some, String... more) {
      return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
  }

  /** The set that a word on the command line names. */
  static Optional<SyntheticSet> named(String word) {
    return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SyntheticSet::word).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  /** Whether it is several recordings, a file for each. */
  boolean hasSeveral() {
    return takes.contains("--datasets") || this == CHAOTIC_RNN_MULTISESSION;
  }

  /**
   * The recordings, one at a time.
   *
   * @throws IllegalArgumentException if a constant is out of range or has no meaning here
   */
  Stream<Trials> make(SynthConstants constants) {
    for (String option : constants.given()) {
      if (!takes.contains(option)) {
        throw new IllegalArgumentException(
            word() + " must have options among " + String.join(", ", takes) + ", got " + option);
      }
    }
    return maker.apply(constants);
  }

  private static Trials demonstration(Demonstration demonstration, SynthConstants c) {
    return demonstration.trials(c.seed.map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }

  private static Stream<Trials> lorenz(LorenzDatasets.Options recipe, SynthConstants c) {
    LorenzDatasets.Options options =
        recipe
            .withDatasets(c.datasets.orElse(recipe.datasets()))
            .withConditions(c.conditions.orElse(recipe.conditions()))
            .withRepeats(c.repeats.map(Between::exactly).orElse(recipe.repeats()))
            .withSeed(c.seed.orElse(recipe.seed()));
    return IntStream.range(0, options.datasets()).mapToObj(k -> LorenzDatasets.dataset(options, k));
  }

  private static ChaoticRnn.Options chaotic(ChaoticRnn.Options recipe, SynthConstants c) {
    return recipe
        .withConditions(c.conditions.orElse(recipe.conditions()))
        .withRepeats(c.repeats.orElse(recipe.repeats()))
        .withGain(c.gain.orElse(recipe.gain()))
        .withInputMagnitude(c.input.orElse(recipe.inputMagnitude()))
        .withMaxRateHz(c.maxRateHz.orElse(recipe.maxRateHz()))
        .withSeed(c.seed.orElse(recipe.seed()));
  }

  private static LabeledRnns.Options labeled(SynthConstants c) {
    LabeledRnns.Options recipe = LabeledRnns.defaults();
    return recipe
        .withConditions(c.conditions.orElse(recipe.conditions()))
        .withRepeats(c.repeats.orElse(recipe.repeats()))
        .withGain(c.gain.orElse(recipe.gain()))
        .withMaxRateHz(c.maxRateHz.orElse(recipe.maxRateHz()))
        .withSeed(c.seed.orElse(recipe.seed()));
  }

  private static IntegrationToBound.Options itb(SynthConstants c) {
    IntegrationToBound.Options recipe = IntegrationToBound.defaults();
    return recipe
        .withConditions(c.conditions.orElse(recipe.conditions()))
        .withRepeats(c.repeats.orElse(recipe.repeats()))
        .withInputSd(c.input.orElse(recipe.inputSd()))
        .withMaxRateHz(c.maxRateHz.orElse(recipe.maxRateHz()))
        .withSeed(c.seed.orElse(recipe.seed()));
  }
}
