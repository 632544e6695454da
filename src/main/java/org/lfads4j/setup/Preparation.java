package org.lfads4j.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.alignment.AlignmentApproach;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.OutputDistribution;
import org.lfads4j.model.SessionSpec;
import org.lfads4j.training.SessionData;

/**
 * Recordings made ready for a model: in the bins asked for, neurons held out, trials split,
 * sessions aligned where that is wanted.
 *
 * @param sessions the recordings in the model's bins, in the order of the model's sessions
 * @param spec the model
 * @param aligned how sessions were aligned, where an approach did it
 */
public record Preparation(List<Session> sessions, ModelSpec spec, Optional<Aligned> aligned) {
  /**
   * Least number of spikes of a neuron, over all training trials, for the start of its read-out.
   */
  private static final double SMALLEST_COUNT = 0.5;

  /** Keeps its own copy of the list. */
  public Preparation {
    sessions = List.copyOf(sessions);
  }

  /**
   * One recording.
   *
   * @param trials in the model's bins
   * @param split which trials train and which validate
   */
  public record Session(Trials trials, Split split) {
    /** A recording that is in the model's bins and split. */
    static Session of(Trials recording, RunOptions options) {
      Trials trials = recording;
      List<String> held =
          options.heldOutNeurons().stream().filter(trials.neuronNames()::contains).toList();
      trials = options.heldOutNeurons().isEmpty() ? trials : trials.withHeldOutNeurons(held);
      return new Session(trials, trials.split().orElseThrow());
    }

    /** The form that training reads. */
    public SessionData data() {
      return SessionData.of(trials, split);
    }

    /** The trials that train. */
    Trials training() {
      return trials.select(split.train());
    }

    /** The data for an alignment: the neurons that the encoders see, in the training trials. */
    Trials known() {
      return training()
          .selectNeurons(
              trials.neuronNames().stream()
                  .filter(name -> !trials.heldOutNeurons().contains(name))
                  .toArray(String[]::new));
    }

    private SessionSpec spec(RunParams params) {
      List<Integer> heldOut = trials.heldOutNeurons().stream().map(trials::neuronIndex).toList();
      List<Integer> seen =
          IntStream.range(0, trials.neurons()).filter(n -> !heldOut.contains(n)).boxed().toList();
      boolean counts = OutputDistribution.named(params.outputDist()).isOfCounts();
      return new SessionSpec(
          trials.session(),
          trials.neurons(),
          seen,
          outputBias(trials.counts().selectTrials(split.train()), counts));
    }
  }

  static Preparation of(
      List<Session> sessions, RunParams params, Optional<AlignmentApproach> approach) {
    List<SessionSpec> specs = sessions.stream().map(each -> each.spec(params)).toList();
    SessionAlignment alignment = SessionAlignment.of(sessions, params, approach);
    int bins = sessions.get(0).trials().bins();
    return new Preparation(
        sessions, ModelSpec.of(params, bins, alignment.applied(specs)), alignment.aligned());
  }

  /**
   * The preparation of a saved model. The alignment of its sessions is computed again, unless it
   * was by a user's own approach.
   *
   * @param recordings in the model's bins and split
   */
  public static Preparation restored(List<Trials> recordings, ModelSpec model, RunOptions options) {
    List<Session> sessions = recordings.stream().map(each -> Session.of(each, options)).toList();
    boolean known = AlignmentApproach.names().contains(model.params().alignmentApproach());
    return new Preparation(
        sessions,
        model,
        known && !model.isSharedPartFixed()
            ? SessionAlignment.of(sessions, model.params(), Optional.empty()).aligned()
            : Optional.empty());
  }

  /**
   * A new session for a trained model. Only its read-in and read-out will be trained, with the full
   * penalties from the start.
   *
   * @param aligned how the model's sessions were aligned, if they were
   */
  public static Preparation adapting(
      Trials recording, ModelSpec model, RunOptions options, Optional<Aligned> aligned) {
    RunParams params = model.params().withKlIncreaseSteps(0).withL2IncreaseSteps(0);
    Session session = Session.of(splitOf(binned(recording, params), params), options);
    SessionSpec own = session.spec(params);
    SessionAlignment alignment = SessionAlignment.like(session, aligned);
    return new Preparation(
        List.of(session),
        model.withSharedPartFixed(params, alignment.applied(List.of(own))),
        Optional.empty());
  }

  /** What a user should know of the run although it is no error, one sentence each. */
  public List<String> notices() {
    return RunCheck.notices(this);
  }

  /** The trials with their own split, or else the split of {@code trainToTestRatio}. */
  static Trials splitOf(Trials trials, RunParams params) {
    return trials.split().isPresent()
        ? trials
        : trials.withSplit(Split.ofRatio(trials.trials(), params.trainToTestRatio()));
  }

  /** In bins of {@code spikeBinMs} if it was set or is a multiple of the recording's bins. */
  static Trials binned(Trials recording, RunParams params) {
    double wanted = params.spikeBinMs();
    boolean asked = params.isSet(Hyperparameter.SPIKE_BIN_MS);
    double ratio = wanted / recording.binMs();
    boolean whole = ratio >= 1 && ratio == Math.rint(ratio);
    return asked || whole ? recording.rebin(wanted) : recording;
  }

  /** Log mean counts per bin, or plain means, of each neuron over the training trials. */
  private static List<Double> outputBias(Cube train, boolean counts) {
    double samples = (double) train.trials() * train.bins();
    double[] sums = new double[train.columns()];
    for (int e = 0; e < train.trials(); e++) {
      for (int t = 0; t < train.bins(); t++) {
        for (int n = 0; n < sums.length; n++) {
          sums[n] += train.at(e, t, n);
        }
      }
    }
    List<Double> bias = new ArrayList<>();
    for (double sum : sums) {
      bias.add(counts ? StrictMath.log(Math.max(sum, SMALLEST_COUNT) / samples) : sum / samples);
    }
    return bias;
  }
}
