package org.lfads4j.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.alignment.AlignmentApproach;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;

/** Rules for several sessions in one model, and for alignment matrices. */
final class StitchingCheck {
  private static final Message CUT =
      new Message(
          "cut them with trials.align(event, from, to) or trials.chop(bins, overlap)",
          "cut them to one length in their source, or in Java");

  private StitchingCheck() {}

  /** Every reason why these sessions cannot be trained together, one sentence each. */
  static List<Message> problems(RunSetup run) {
    List<Trials> recordings = run.recordings();
    RunParams params = run.params();
    List<Message> problems = new ArrayList<>();
    boolean aligned = SessionAlignment.isWanted(recordings.size(), params);
    Optional<List<Trials>> binned = binned(run);
    binned.ifPresent(all -> checkBins(problems, all));
    if (!params.doTrainReadin() && !aligned) {
      boolean several = recordings.size() > 1;
      problems.add(
          Message.of(
              "c_do_train_readin must be true without alignment matrices, got false: the read-in"
                  + " would stay ",
              several ? "random; use " : "the identity; use ",
              Message.use(
                  several
                      ? Hyperparameter.USE_ALIGNMENT_MATRIX
                      : Hyperparameter.USE_SINGLE_DATASET_ALIGNMENT_MATRIX,
                  true)));
    }
    boolean rates =
        params.coDim() > 0
            && params.doFeedFactorsToController()
            && params.feedbackFactorsOrRates().equals("rates");
    if (rates && recordings.size() > 1) {
      problems.add(
          Message.of(
              "c_feedback_factors_or_rates must be \"factors\" for several sessions, got \"rates\":"
                  + " sessions differ in their neurons"));
    }
    if (aligned) {
      checkMatrices(problems, binned.orElse(recordings), run);
    }
    return problems;
  }

  /** What a user should know although it is no error, one sentence each. */
  static List<String> notices(Preparation prepared) {
    RunParams params = prepared.spec().params();
    List<String> notices = new ArrayList<>();
    boolean several = prepared.sessions().size() > 1;
    boolean aligned = prepared.spec().sessions().get(0).alignment().isPresent();
    if (several) {
      addUnused(
          notices, params, Hyperparameter.USE_SINGLE_DATASET_ALIGNMENT_MATRIX, "several sessions");
    } else {
      addUnused(notices, params, Hyperparameter.USE_ALIGNMENT_MATRIX, "one session");
      addUnused(notices, params, Hyperparameter.SCALE_INCREASE_STEPS_WITH_DATASETS, "one session");
    }
    if (!aligned) {
      addUnused(notices, params, Hyperparameter.ALIGNMENT_APPROACH, "nothing that is aligned");
      addUnused(notices, params, Hyperparameter.ALIGNMENT_EXTRA_ARGS, "nothing that is aligned");
    } else if (prepared.aligned().map(Aligned::isGiven).orElse(false)) {
      notices.add(
          "the alignment matrices are those that came with the recordings; alignmentApproach is not"
              + " used");
    }
    return notices;
  }

  private static void addUnused(
      List<String> notices, RunParams params, Hyperparameter<?> parameter, String where) {
    if (params.isSet(parameter)) {
      notices.add(parameter.name() + " was set and does nothing for " + where);
    }
  }

  /**
   * The recordings in the bins asked for; empty if one cannot be binned, which RunCheck reports.
   */
  private static Optional<List<Trials>> binned(RunSetup run) {
    try {
      return Optional.of(
          IntStream.range(0, run.recordings().size()).mapToObj(run::binned).toList());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void checkBins(List<Message> problems, List<Trials> binned) {
    boolean oneLength = binned.stream().map(Trials::bins).distinct().count() == 1;
    boolean oneWidth = binned.stream().map(Trials::binMs).distinct().count() == 1;
    if (!oneLength || !oneWidth) {
      double widest = binned.stream().mapToDouble(Trials::binMs).max().orElseThrow();
      Message widen =
          Message.of(
              "give them bins of one width with ",
              Message.use(Hyperparameter.SPIKE_BIN_MS, widest));
      problems.add(
          Message.of(
              "sessions must have trials of equal length in bins of equal width, got ",
              binned.stream()
                  .map(t -> t.session() + " with " + t.bins() + " of " + t.binMs() + " ms")
                  .collect(Collectors.joining(", ")),
              "; ",
              oneWidth ? "" : widen,
              oneWidth || oneLength ? "" : ", then ",
              oneLength ? "" : CUT));
    }
  }

  private static void checkMatrices(List<Message> problems, List<Trials> recordings, RunSetup run) {
    RunParams params = run.params();
    List<Trials> with = recordings.stream().filter(t -> t.alignment().isPresent()).toList();
    for (Trials trials : with) {
      int factors = trials.alignment().orElseThrow().matrix().columns();
      if (factors != params.factorsDim()) {
        problems.add(
            Message.of(
                "the alignment matrix of session \"" + trials.session(),
                "\" must have c_factors_dim (" + params.factorsDim() + ") columns, got ",
                factors + "; use ",
                Message.use(Hyperparameter.FACTORS_DIM, factors)));
      }
    }
    if (with.size() < recordings.size() && run.approach().isEmpty()) {
      try {
        AlignmentApproach unused = AlignmentApproach.named(params.alignmentApproach());
      } catch (IllegalArgumentException e) {
        problems.add(Message.of(e));
      }
    }
  }
}
