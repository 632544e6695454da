package org.lfads4j.alignment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/**
 * Sessions aligned to shared factors, and what shows how well that went.
 *
 * @param approach name of the {@link AlignmentApproach}
 * @param extraArgs its {@code alignmentExtraArgs}
 * @param sessions at least one, in the order given
 * @param conditions those of any session, in numerical order where all are numbers, else by name
 * @param globalPcs what the sessions were fitted to: conditions x bins x components, as many as
 *     factors or as neurons of all sessions, whichever are fewer; NaN where not every session has
 *     the condition
 */
public record Aligned(
    String approach,
    Map<String, String> extraArgs,
    List<AlignedSession> sessions,
    List<String> conditions,
    Cube globalPcs) {
  private static final String GIVEN = "given";

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if there is no session, or conditions, bins or factors differ
   */
  public Aligned {
    extraArgs = Collections.unmodifiableMap(new TreeMap<>(extraArgs));
    sessions = List.copyOf(sessions);
    conditions = List.copyOf(conditions);
    if (sessions.isEmpty()) {
      throw new IllegalArgumentException("alignment must have at least one session");
    }
    for (AlignedSession session : sessions) {
      requireShape(session.name(), session.reconstruction(), conditions.size(), globalPcs.bins());
      if (session.reconstruction().columns() != sessions.get(0).reconstruction().columns()) {
        throw new IllegalArgumentException(
            "sessions must have the same number of factors, got "
                + sessions.stream()
                    .map(s -> s.name() + ": " + s.reconstruction().columns())
                    .toList());
      }
    }
    requireShape("all sessions", globalPcs, conditions.size(), globalPcs.bins());
  }

  private static void requireShape(String whose, Cube cube, int conditions, int bins) {
    if (cube.trials() != conditions || cube.bins() != bins) {
      throw new IllegalArgumentException(
          "averages of "
              + whose
              + " must have "
              + conditions
              + " conditions and "
              + bins
              + " bins, got "
              + cube.trials()
              + " and "
              + cube.bins());
    }
  }

  /**
   * Sessions with matrices of your own. Instead of components it holds the mean of the sessions'
   * reconstructions, in the conditions that all sessions have; there may be no such condition.
   *
   * @param sessions in the model's bins
   * @param matrices one per session, each with a row for each of its neurons, and as many columns
   * @throws IllegalArgumentException if the numbers differ, or sessions differ in bins
   */
  public static Aligned given(List<Trials> sessions, List<Alignment> matrices) {
    if (sessions.size() != matrices.size()) {
      throw new IllegalArgumentException(
          "alignment matrices must be one per session, got "
              + matrices.size()
              + " for "
              + sessions.size());
    }
    int factors = matrices.isEmpty() ? 1 : matrices.get(0).matrix().columns();
    SessionRules.require(sessions, factors);
    for (int s = 0; s < matrices.size(); s++) {
      SessionRules.requireFit(sessions.get(s), matrices.get(s), factors);
    }
    List<ConditionAverages> averages =
        sessions.stream().map(s -> ConditionAverages.of(s, Average.CONDITION)).toList();
    List<String> conditions =
        SessionConditions.union(averages.stream().map(ConditionAverages::conditions).toList());
    List<AlignedSession> aligned =
        IntStream.range(0, sessions.size())
            .mapToObj(
                s ->
                    AlignedSession.of(
                        averages.get(s), matrices.get(s), conditions, OptionalDouble.empty()))
            .toList();
    Cube mean = mean(aligned.stream().map(AlignedSession::reconstruction).toList());
    return new Aligned(GIVEN, Map.of(), aligned, conditions, mean);
  }

  private static Cube mean(List<Cube> cubes) {
    Cube first = cubes.get(0);
    float[] sums = new float[first.trials() * first.bins() * first.columns()];
    for (Cube cube : cubes) {
      float[] values = cube.toArray();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values[i] / cubes.size();
      }
    }
    return Cube.adopt(first.trials(), first.bins(), first.columns(), sums);
  }

  /** The same under the name of an approach of your own. */
  public Aligned withApproach(AlignmentApproach own, Map<String, String> ownExtraArgs) {
    return new Aligned(own.name(), ownExtraArgs, sessions, conditions, globalPcs);
  }

  /**
   * The matrix of a session that was not among those aligned: its averages are regressed on the
   * global components like those of the others. Where the approach was a user's own, this is done
   * by least squares on condition averages.
   *
   * @param another its training trials, already in the model's bins
   * @throws IllegalArgumentException if its bins differ or no condition is shared
   */
  public Alignment of(Trials another) {
    return RegressedGlobalPcs.ALL.stream()
        .filter(known -> known.name().equals(approach))
        .findFirst()
        .map(known -> known.another(another, this))
        .orElseGet(
            () ->
                RegressedGlobalPcs.ALL
                    .get(0)
                    .another(
                        another, new Aligned(approach, Map.of(), sessions, conditions, globalPcs)));
  }

  /** Whether the matrices came with the sessions. */
  public boolean isGiven() {
    return approach.equals(GIVEN);
  }

  /** The sessions' names. */
  public List<String> sessionNames() {
    return sessions.stream().map(AlignedSession::name).toList();
  }

  /**
   * From each session's neurons to the shared factors: neurons x factors, bias in counts per bin.
   */
  public List<Alignment> matrices() {
    return sessions.stream().map(AlignedSession::alignment).toList();
  }

  /** What the matrices make of each session's averages, conditions x bins x factors. */
  public List<Cube> reconstructions() {
    return sessions.stream().map(AlignedSession::reconstruction).toList();
  }

  /** The number of factors. */
  public int factors() {
    return sessions.get(0).alignment().matrix().columns();
  }

  /** The conditions that every session has. */
  public List<String> sharedConditions() {
    return IntStream.range(0, conditions.size())
        .filter(c -> sessions.stream().allMatch(s -> s.has(c)))
        .mapToObj(conditions::get)
        .toList();
  }

  @Override
  public String toString() {
    return sessions.size()
        + " sessions aligned to "
        + factors()
        + " factors by "
        + approach
        + (extraArgs.isEmpty() ? "" : " " + extraArgs)
        + ", "
        + sharedConditions().size()
        + " of "
        + conditions.size()
        + " conditions in all of them";
  }
}
