package org.lfads4j.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lfads4j.config.OptionWithers;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What can be asked of any training and is no hyperparameter; seeds are asked for elsewhere. */
final class TrainingOptions {
  @Option(names = "--max-epochs", paramLabel = "N", description = "Most epochs of training.")
  private Integer maxEpochs;

  @Option(
      names = "--time-limit",
      paramLabel = "T",
      converter = TimeLimit.class,
      description = "Longest training, such as 90s, 10m or 1h30m.")
  private Duration timeLimit;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End training after so many epochs without a lower validation cost.")
  private Integer patience;

  @Option(
      names = "--coordinated-dropout",
      paramLabel = "X",
      description = "Share of spike counts that each step hides from the encoders and fills in.")
  private Double coordinatedDropout;

  @Option(
      names = "--sample-validation",
      paramLabel = "X",
      description = "Share of spike counts that is hidden throughout and judges validation.")
  private Double sampleValidation;

  @Option(
      names = "--held-out",
      paramLabel = "NAME",
      arity = "1..*",
      description = "Neurons that the encoders do not see, to score how well they are predicted.")
  private List<String> heldOut = new ArrayList<>();

  @Option(
      names = "--engine",
      paramLabel = "E",
      description = "MXNet or PyTorch; default none on the CPU, else the one at hand.")
  private String engine;

  @Option(
      names = "--backend",
      paramLabel = "B",
      description = "fused (CPU), compiled (MXNet) or eager; default the fastest.")
  private String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "CPU threads of the fused backend; default all processors. Same results for any N.")
  private Integer threads;

  /**
   * The same with what was asked for.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  <S extends OptionWithers<S>> S applied(S asked, CommandLine line) {
    UsageMessages.requireNoOption(line, heldOut);
    S run = asked;
    run = maxEpochs == null ? run : run.withMaxEpochs(maxEpochs);
    run = timeLimit == null ? run : run.withTimeLimit(timeLimit);
    run = patience == null ? run : run.withPatience(patience);
    run = coordinatedDropout == null ? run : run.withCoordinatedDropout(coordinatedDropout);
    run = sampleValidation == null ? run : run.withSampleValidation(sampleValidation);
    run = heldOut.isEmpty() ? run : run.withHeldOutNeurons(heldOut.toArray(String[]::new));
    run = engine == null ? run : run.withEngine(engine);
    run = backend == null ? run : run.withBackend(backend);
    return threads == null ? run : run.withThreads(threads);
  }
}
