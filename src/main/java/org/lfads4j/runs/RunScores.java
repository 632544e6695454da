package org.lfads4j.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoreKind;
import org.lfads4j.config.NearestName;

/** One score of all runs that have it. */
final class RunScores {
  /** What every trained run has. */
  static final String COST = ScoreKind.VALIDATION_COST.name();

  private final ScoreKind kind;
  private final List<Scored> scored;

  private RunScores(ScoreKind kind, List<Scored> scored) {
    this.kind = kind;
    this.scored = scored;
  }

  /** A run and what it came to. */
  record Scored(Run run, double value) {}

  /**
   * The scores of these runs.
   *
   * @throws IllegalArgumentException if none has it
   */
  static RunScores of(List<Run> runs, String name) {
    List<Scored> scored = new ArrayList<>();
    int withoutCost = 0;
    Map<String, ScoreKind> known = new LinkedHashMap<>(Map.of(COST, ScoreKind.VALIDATION_COST));
    for (Run run : runs) {
      RunStatus status = run.status();
      List<Score> scores = status.state() == RunState.DONE ? run.readableScores() : List.of();
      scores.forEach(score -> known.putIfAbsent(score.name(), score.kind()));
      OptionalDouble value =
          name.equals(COST)
              ? trainedCost(status)
              : scores.stream()
                  .filter(score -> score.name().equals(name))
                  .findFirst()
                  .map(score -> score.of(Method.LFADS))
                  .orElse(OptionalDouble.empty());
      value.ifPresent(v -> scored.add(new Scored(run, v)));
      withoutCost += hasTrained(status) && status.validationCost().isEmpty() ? 1 : 0;
    }
    if (scored.isEmpty() && name.equals(COST) && withoutCost > 0) {
      throw new IllegalArgumentException(
          "runs must have trained beyond their KL and L2 ramps to be compared by "
              + name
              + ", got "
              + withoutCost
              + " that ended before; train for more epochs, or shorten c_kl_increase_steps and"
              + " c_l2_increase_steps");
    }
    if (scored.isEmpty()) {
      throw new IllegalArgumentException(
          known.containsKey(name)
              ? "runs must be done to be compared by " + name + ", got none that is"
              : "score must be one that a run has ("
                  + String.join(", ", known.keySet())
                  + "), "
                  + NearestName.insteadOf(name, known.keySet()));
    }
    return new RunScores(known.get(name), List.copyOf(scored));
  }

  private static OptionalDouble trainedCost(RunStatus status) {
    return hasTrained(status) ? status.validationCost() : OptionalDouble.empty();
  }

  private static boolean hasTrained(RunStatus status) {
    return status.state() == RunState.DONE || status.state() == RunState.TRAINED;
  }

  String name() {
    return kind.name();
  }

  List<Scored> scored() {
    return scored;
  }

  /** The best of them. */
  Run best() {
    List<Scored> finite = scored.stream().filter(each -> Double.isFinite(each.value())).toList();
    return (finite.isEmpty() ? scored : finite)
        .stream().max(Comparator.comparing(Scored::value, kind.worstFirst())).orElseThrow().run();
  }
}
