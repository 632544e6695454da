package org.lfads4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.lfads4j.LfadsRun;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.ChaoticRnn;
import org.lfads4j.data.synthetic.Lorenz;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Recordings that the program makes itself, with settings that end in good time on a small
 * computer; options on the command line win over them.
 */
enum Demonstration {
  /** Thirty neurons that read a Lorenz system. */
  LORENZ(
      "generated: 30 neurons that read a Lorenz system, which starts a little differently in each"
          + " trial, so that averages over trials miss what happens in one") {
    @Override
    Trials trials(OptionalLong seed) {
      // Trials of a condition start apart, or their mean would be as good as any model.
      Lorenz.Options options = Lorenz.defaults().withRepeats(20).withVariation(0.15);
      return Lorenz.trials(seed.isPresent() ? options.withSeed(seed.getAsLong()) : options);
    }

    @Override
    LfadsRun suited(LfadsRun run) {
      // The system runs by itself, so there is no input to infer; it is slow beside its 10 ms bins,
      // and half as many take half the time.
      return run.withSpikeBinMs(20)
          .withCoDim(0)
          .withFactorsDim(8)
          .withGenDim(64)
          .withIcEncDim(64)
          .withIcDim(32)
          .withBatchSize(16)
          .withLearningRateInit(0.005)
          .withAdamEpsilon(1e-3)
          .withKeepProb(0.98)
          .withL2GenScale(100)
          .withKlIcWeight(0.5)
          .withKlIncreaseSteps(200)
          .withL2IncreaseSteps(200)
          .withNumSamplesPosterior(32)
          .withMaxEpochs(200);
    }
  },

  /** Fifty neurons of a chaotic network. */
  CHAOTIC("generated: 50 neurons of a chaotic network that one pulse a trial disturbs") {
    @Override
    Trials trials(OptionalLong seed) {
      ChaoticRnn.Options options =
          ChaoticRnn.defaults().withInputMagnitude(20).withConditions(40).withRepeats(10);
      return ChaoticRnn.trials(seed.isPresent() ? options.withSeed(seed.getAsLong()) : options);
    }

    @Override
    LfadsRun suited(LfadsRun run) {
      return run.withCoDim(1)
          .withFactorsDim(20)
          .withBatchSize(40)
          .withKlIncreaseSteps(100)
          .withL2IncreaseSteps(100)
          .withNumSamplesPosterior(32)
          .withTimeLimit(Duration.ofMinutes(10));
    }
  };

  private final String description;

  Demonstration(String description) {
    this.description = description;
  }

  /** The demonstration that a word on the command line names. */
  static Optional<Demonstration> named(String word) {
    return Arrays.stream(values()).filter(d -> d.word().equals(word)).findFirst();
  }

  /**
   * The demonstration that is all of the data asked for, if any of them is one.
   *
   * @param argument the name of the argument that holds the data
   * @throws ParameterException if there are others beside it
   */
  static Optional<Demonstration> alone(String argument, List<String> data, CommandLine line) {
    Optional<Demonstration> demonstration =
        data.stream().flatMap(each -> named(each).stream()).findFirst();
    if (demonstration.isPresent() && data.size() > 1) {
      throw new ParameterException(
          line,
          ("%s must be files, or lorenz or chaotic alone, whose settings suit no other, got %s;"
                  + " lfads4j synth %s --out FILE.h5 makes a file")
              .formatted(argument, String.join(" ", data), demonstration.get().word()));
    }
    return demonstration;
  }

  /**
   * A file of data that is not the name of a demonstration.
   *
   * @param argument the name of the argument that holds the data
   * @throws IllegalArgumentException if there is no such file
   */
  static Path file(String argument, String name) {
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          argument + " must be a file, lorenz or chaotic, got " + name + "; no such file");
    }
    return file;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, in a few words. */
  String description() {
    return description;
  }

  /**
   * The recording.
   *
   * @param seed empty for the one that is always the same
   */
  abstract Trials trials(OptionalLong seed);

  /** A run with this demonstration's settings. */
  abstract LfadsRun suited(LfadsRun run);
}
