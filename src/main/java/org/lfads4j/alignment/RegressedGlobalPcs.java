package org.lfads4j.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

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
    DMatrixRMaj scores = pcs.scores();
    List<AlignedSession> aligned = new ArrayList<>();
    for (ConditionAverages session : averages) {
      Fitted fitted =
          averages.size() == 1
              ? new Fitted(pcs.components(), OptionalDouble.empty())
              : regression(extraArgs).fit(session.rows(shared), scores);
      aligned.add(
          AlignedSession.of(
              session, fitted.toAlignment(session, factors), conditions, fitted.penalty()));
    }
    Cube global = cube(scores, shared, conditions, averages.get(0).bins());
    return new Aligned(name, extraArgs, aligned, conditions, global);
  }

  /** The matrix of a session that was not there. */
  Alignment another(Trials trials, Aligned aligned) {
    Average average = ExtraArgs.of(aligned.extraArgs(), ridge).average();
    ConditionAverages session = ConditionAverages.of(trials, average);
    List<String> shared = SessionRules.shared(session, aligned);
    Cube global = aligned.globalPcs();
    DMatrixRMaj scores = new DMatrixRMaj(shared.size() * global.bins(), global.columns());
    int row = 0;
    for (String condition : shared) {
      for (double[] bin : global.trial(aligned.conditions().indexOf(condition))) {
        System.arraycopy(bin, 0, scores.data, row++ * bin.length, bin.length);
      }
    }
    return regression(aligned.extraArgs())
        .fit(session.rows(shared), scores)
        .toAlignment(session, aligned.factors());
  }

  private Regression regression(Map<String, String> extraArgs) {
    return ridge
        ? new Ridge(ExtraArgs.of(extraArgs, true).normalizeEach())
        : Regression::leastSquares;
  }

  private static Cube cube(
      DMatrixRMaj scores, List<String> shared, List<String> conditions, int bins) {
    float[] values = new float[conditions.size() * bins * scores.numCols];
    int block = bins * scores.numCols;
    for (int c = 0; c < conditions.size(); c++) {
      int at = shared.indexOf(conditions.get(c));
      for (int i = 0; i < block; i++) {
        values[c * block + i] = at < 0 ? Float.NaN : (float) scores.data[at * block + i];
      }
    }
    return Cube.adopt(conditions.size(), bins, scores.numCols, values);
  }
}
