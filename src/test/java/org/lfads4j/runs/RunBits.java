package org.lfads4j.runs;

import java.time.Duration;
import java.util.List;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.weights.CheckpointFolder;

/**
 * All that a finished run came to but the time that it took; two runs of the same description are
 * equal in it to the last bit.
 *
 * @param kept the parameters of the fit
 * @param posterior the posterior means
 * @param scores as text
 * @param log of the fit
 * @param end the last checkpoint
 */
record RunBits(
    ParameterValues kept,
    PosteriorMeans posterior,
    String scores,
    List<EpochRecord> log,
    Checkpoint end) {

  static RunBits of(Run run) {
    FittedLfads fit = Lfads.load(run.folder());
    return new RunBits(
        fit.parameters(),
        timeless(fit.posteriorMeans()),
        run.scores().toString(),
        timeless(fit.log()),
        timeless(newest(run, fit.model())));
  }

  /** Of either kind: a process may die between the last two, of which each is all that matters. */
  private static Checkpoint newest(Run run, ModelSpec model) {
    return new CheckpointFolder(
            run.files().checkpoints(), model, run.identity(), Duration.ZERO, unused -> {})
        .newest()
        .orElseThrow();
  }

  private static Checkpoint timeless(Checkpoint checkpoint) {
    return new Checkpoint(
        checkpoint.state(), checkpoint.best(), timeless(checkpoint.log()), 0, checkpoint.origin());
  }

  static List<EpochRecord> timeless(List<EpochRecord> log) {
    return log.stream()
        .map(
            each ->
                new EpochRecord(
                    each.epoch(),
                    each.step(),
                    each.train(),
                    each.valid(),
                    each.ramps(),
                    new EpochRecord.Pace(each.pace().learningRate(), each.pace().gradientNorm(), 0),
                    each.objective()))
        .toList();
  }

  private static PosteriorMeans timeless(PosteriorMeans means) {
    return new PosteriorMeans(
        new PosteriorMeans.Source(means.source().kind(), means.source().samples(), 0),
        means.output(),
        means.factors(),
        means.generatorStates(),
        means.initialConditions(),
        means.inferredInputs(),
        means.costs());
  }

  /** Short: what differs is seen, if not how. */
  @Override
  public String toString() {
    return String.format(
        "kept %08x, posterior %08x, scores %s, log %08x of %d epochs, end %08x after epoch %d",
        kept.hashCode(),
        posterior.hashCode(),
        scores,
        log.hashCode(),
        log.size(),
        end.hashCode(),
        end.epoch());
  }
}
