package org.lfads4j.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.linear.Ridge;

/** The two approaches that regress principal components of all sessions on each. */
record RegressedGlobalPcs(String name, boolean ridge) implements AlignmentApproach {
  static final List<RegressedGlobalPcs> ALL =
      List.of(
          new RegressedGlobalPcs("regressGlobalPCs", false),
          new RegressedGlobalPcs("ridgeRegressGlobalPCs", true));

  @Override
  public void check(List<Trials> sessions, int factors, Map<String, String> extraArgs) {
    Average average = ExtraArgs.of(extraArgs, ridge).average();
    SessionRules.require(sessions, factors);
    List<String> unused =
        SessionRules.shared(sessions.stream().map(s -> SessionConditions.of(s, average)).toList());
  }

  @Override
  public Aligned align(List<Trials> sessions, int factors, Map<String, String> extraArgs) {
    Average average = ExtraArgs.of(extraArgs, ridge).average();
    SessionRules.require(sessions, factors);
    List<ConditionAverages> averages =
        sessions.stream().map(s -> ConditionAverages.of(s, average)).toList();
    List<SessionConditions> labels = averages.stream().map(ConditionAverages::conditions).toList();
    List<String> conditions = SessionConditions.union(labels);
    List<String> shared = SessionRules.shared(labels);
    int neurons = sessions.stream().mapToInt(Trials::neurons).sum();
    GlobalPcs pcs = GlobalPcs.of(averages, conditions, shared, Math.min(factors, neurons));
    double[][] scores = pcs.scores();
    List<AlignedSession> aligned = new ArrayList<>();
    for (ConditionAverages session : averages) {
      Fitted fitted =
          averages.size() == 1
              ? new Fitted(pcs.components(), OptionalDouble.empty())
              : fit(session.rows(shared), scores, extraArgs);
      aligned.add(
          AlignedSession.of(
              session, fitted.toAlignment(session, factors), conditions, fitted.penalty()));
    }
    Cube global = cube(scores, shared, conditions, averages.get(0).bins());
    return new Aligned(name, extraArgs, aligned, conditions, global);
  }

  /** The matrix of a session that was not among those aligned. */
  Alignment another(Trials trials, Aligned aligned) {
    Average average = ExtraArgs.of(aligned.extraArgs(), ridge).average();
    ConditionAverages session = ConditionAverages.of(trials, average);
    List<String> shared = SessionRules.shared(session, aligned);
    Cube global = aligned.globalPcs();
    double[][] scores =
        shared.stream()
            .map(condition -> global.trial(aligned.conditions().indexOf(condition)))
            .flatMap(Arrays::stream)
            .toArray(double[][]::new);
    return fit(session.rows(shared), scores, aligned.extraArgs())
        .toAlignment(session, aligned.factors());
  }

  private Fitted fit(double[][] neurons, double[][] targets, Map<String, String> extraArgs) {
    return ridge
        ? NormalizedRidge.fit(neurons, targets, ExtraArgs.of(extraArgs, true).normalizeEach())
        : new Fitted(Ridge.of(neurons, targets).solve(0).weights(), OptionalDouble.empty());
  }

  private static Cube cube(
      double[][] scores, List<String> shared, List<String> conditions, int bins) {
    int columns = scores[0].length;
    float[] values = new float[conditions.size() * bins * columns];
    for (int i = 0; i < values.length; i++) {
      int row = i / columns;
      int at = shared.indexOf(conditions.get(row / bins));
      values[i] = at < 0 ? Float.NaN : (float) scores[at * bins + row % bins][i % columns];
    }
    return Cube.adopt(conditions.size(), bins, columns, values);
  }
}
