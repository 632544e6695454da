package org.lfads4j.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.config.NearestName;

/** One score of all runs that have it. */
final class RunScores {
  /** What every trained run has. */
  static final String COST = "validation_cost";

  private final String name;
  private final List<Scored> scored;

  private RunScores(String name, List<Scored> scored) {
    this.name = name;
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
    Set<String> known = new LinkedHashSet<>(List.of(COST));
    for (Run run : runs) {
      RunStatus status = run.status();
      List<Score> scores = status.state() == RunState.DONE ? run.readableScores() : List.of();
      scores.forEach(score -> known.add(score.name()));
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
          known.contains(name)
              ? "runs must be done to be compared by " + name + ", got none that is"
              : "score must be one that a run has ("
                  + String.join(", ", known)
                  + "), "
                  + NearestName.insteadOf(name, known));
    }
    return new RunScores(name, List.copyOf(scored));
  }

  private static OptionalDouble trainedCost(RunStatus status) {
    return hasTrained(status) ? status.validationCost() : OptionalDouble.empty();
  }

  private static boolean hasTrained(RunStatus status) {
    return status.state() == RunState.DONE || status.state() == RunState.TRAINED;
  }

  String name() {
    return name;
  }

  List<Scored> scored() {
    return scored;
  }

  /** The best of them. */
  Run best() {
    Comparator<Scored> byValue = Comparator.comparingDouble(Scored::value);
    List<Scored> finite = scored.stream().filter(each -> Double.isFinite(each.value())).toList();
    List<Scored> among = finite.isEmpty() ? scored : finite;
    return (lowIsGood()
            ? among.stream().min(byValue).orElseThrow()
            : among.stream().max(byValue).orElseThrow())
        .run();
  }

  private boolean lowIsGood() {
    return name.equals(COST) || name.endsWith("_nll") || name.endsWith("_cost");
  }
}
