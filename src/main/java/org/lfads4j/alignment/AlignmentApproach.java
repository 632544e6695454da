package org.lfads4j.alignment;

import java.util.List;
import java.util.Map;
import org.lfads4j.config.NearestName;
import org.lfads4j.data.Trials;

/**
 * How the matrices are made that first turn the neurons of each session into factors that all
 * sessions share ({@code alignmentApproach}). Two are built in; users may write their own, most
 * easily with {@link Aligned#given}. Its name enters hashes and manifests.
 *
 * <p>{@code regressGlobalPCs}: trials are averaged by condition, the averages of all sessions'
 * neurons are laid side by side, and their first principal components, seen in the conditions that
 * every session has, are regressed on each session's own averages by least squares. {@code
 * ridgeRegressGlobalPCs}: the same by a ridge whose penalty is chosen by cross-validation. After
 * LFADS Run Manager's {@code MultisessionAlignmentTool}, with three differences: a single session's
 * components are filled up to the number of factors with columns of 0, where the original makes a
 * matrix that its own model refuses; the cross-validation fits to nine tenths and tests on one,
 * where the original fits to one and tests on nine; and where neurons are not independent, the
 * solution is that of least norm. Only trials that are passed count: pass training trials, so that
 * validation trials stay unseen (the original averages all of them).
 *
 * <p>Extra settings: {@code average}, {@code condition} (the default) or {@code time}, which
 * averages all trials of a session, for sessions that share no condition; for the ridge {@code
 * ridgeNormalizeEach}, {@code false} (the default: all neurons are divided by one standard
 * deviation) or {@code true} (each by its own).
 */
public interface AlignmentApproach {
  /** What it is called in parameters, hashes and manifests. */
  String name();

  /**
   * Whether these sessions can be aligned, found without aligning them: a run asks before anything
   * is allocated. An approach that does not override this accepts all sessions.
   *
   * @param sessions as {@link #align} will get them
   * @param factors as {@link #align} will get them
   * @param extraArgs as {@link #align} will get them
   * @throws IllegalArgumentException as {@link #align}
   */
  default void check(List<Trials> sessions, int factors, Map<String, String> extraArgs) {}

  /**
   * The matrices of these sessions.
   *
   * @param sessions training trials of each session, already in the model's bins
   * @param factors columns of every matrix, at least 1
   * @param extraArgs {@code alignmentExtraArgs}
   * @throws IllegalArgumentException if sessions differ in bins, share no condition, or a setting
   *     is unknown
   */
  Aligned align(List<Trials> sessions, int factors, Map<String, String> extraArgs);

  /**
   * A built-in approach, by its name.
   *
   * @throws IllegalArgumentException if there is none of that name; the message holds the nearest
   */
  static AlignmentApproach named(String name) {
    return RegressedGlobalPcs.ALL.stream()
        .filter(approach -> approach.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "alignmentApproach must be one of "
                        + names()
                        + ", "
                        + NearestName.insteadOf(String.valueOf(name), names())));
  }

  /** The names of the built-in approaches. */
  static List<String> names() {
    return RegressedGlobalPcs.ALL.stream().map(RegressedGlobalPcs::name).toList();
  }
}
