package org.lfads4j.setup;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.alignment.AlignmentApproach;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;

/**
 * Recordings with the settings of a run, and their preparation for training. Each step is done
 * once, when its result is first asked for; the result is kept.
 */
public final class RunSetup {
  private final List<Trials> recordings;
  private final RunParams params;
  private final RunOptions options;
  private final Optional<AlignmentApproach> approach;
  private final Trials[] binned;
  private List<Message> problems;
  private Preparation prepared;

  /**
   * Of recordings and settings; nothing is checked or prepared yet.
   *
   * @param recordings one a session, at least one
   * @param params the hyperparameters
   * @param options the options
   * @param approach a user's own way to align sessions, in place of the one that the
   *     hyperparameters name
   */
  public RunSetup(
      List<Trials> recordings,
      RunParams params,
      RunOptions options,
      Optional<AlignmentApproach> approach) {
    this.recordings = List.copyOf(recordings);
    this.params = params;
    this.options = options;
    this.approach = approach;
    this.binned = new Trials[recordings.size()];
  }

  /** The recordings, as they were given. */
  public List<Trials> recordings() {
    return recordings;
  }

  /** The hyperparameters. */
  public RunParams params() {
    return params;
  }

  /** The options. */
  public RunOptions options() {
    return options;
  }

  /** The alignment approach of a user's own, if there is one. */
  public Optional<AlignmentApproach> approach() {
    return approach;
  }

  /** The same with other options; what was prepared and does not depend on them is kept. */
  public synchronized RunSetup withOptions(RunOptions changed) {
    RunSetup other = new RunSetup(recordings, params, changed, approach);
    System.arraycopy(binned, 0, other.binned, 0, binned.length);
    boolean same = changed.heldOutNeurons().equals(options.heldOutNeurons());
    other.prepared = same ? prepared : null;
    return other;
  }

  /** Every reason why the run cannot be trained, one sentence each. */
  public synchronized List<Message> problems() {
    if (problems == null) {
      problems = RunCheck.problems(this);
    }
    return problems;
  }

  /**
   * The recordings in the bins asked for and split into training and validation trials; neurons are
   * held out only in {@link #prepared()}.
   *
   * @throws IllegalArgumentException if one cannot be binned or split so
   */
  public List<Trials> readyRecordings() {
    return IntStream.range(0, recordings.size())
        .mapToObj(i -> Preparation.splitOf(binned(i), params))
        .toList();
  }

  /**
   * What is trained.
   *
   * @throws IllegalArgumentException if {@link #problems()} has any
   */
  public synchronized Preparation prepared() {
    if (prepared == null) {
      prepared = Preparation.of(sessions(), params, approach);
    }
    return prepared;
  }

  /** A recording in the bins asked for. */
  synchronized Trials binned(int recording) {
    if (binned[recording] == null) {
      binned[recording] = Preparation.binned(recordings.get(recording), params);
    }
    return binned[recording];
  }

  /** The recordings as they are trained on. */
  List<Preparation.Session> sessions() {
    return readyRecordings().stream().map(each -> Preparation.Session.of(each, options)).toList();
  }
}
