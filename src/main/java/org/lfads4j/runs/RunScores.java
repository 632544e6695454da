package org.lfads4j.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoreKind;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.config.NearestName;
import org.lfads4j.config.RefusedException;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.Setting;

/** One score of all runs that have it. */
final class RunScores {
  /** The score that every trained run has. */
  static final String COST = ScoreKind.VALIDATION_COST.name();

  /**
   * Settings on which it depends what the validation cost measures, which is the total cost
   * whatever the validation objective was. (Dropout and coordinated dropout are off in validation.)
   */
  private static final List<Setting<?>> IN_COST =
      List.of(
          RunOption.VALIDATION_OBJECTIVE,
          RunOption.SAMPLE_VALIDATION,
          Hyperparameter.OUTPUT_DIST,
          Hyperparameter.KL_IC_WEIGHT,
          Hyperparameter.KL_CO_WEIGHT,
          Hyperparameter.L2_GEN_SCALE,
          Hyperparameter.L2_CON_SCALE,
          Hyperparameter.CO_MEAN_CORR_SCALE);

  /** Scores that do not depend on these settings; the best to choose by come first. */
  private static final List<String> COMPARABLE = List.of("co_smoothing", "reconstruction");

  private final ScoreKind kind;
  private final List<Scored> scored;

  private RunScores(ScoreKind kind, List<Scored> scored) {
    this.kind = kind;
    this.scored = scored;
  }

  /** A run and its value. */
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
      OptionalDouble value = name.equals(COST) ? trainedCost(status) : ofLfads(scores, name);
      value.ifPresent(v -> scored.add(new Scored(run, v)));
      withoutCost += hasTrained(status) && status.validationCost().isEmpty() ? 1 : 0;
    }
    if (scored.isEmpty() && name.equals(COST) && withoutCost > 0) {
      throw new IllegalArgumentException(
          ("runs must have trained beyond their KL and L2 ramps to be compared by %s, got %s that"
                  + " ended before; train for more epochs, or shorten c_kl_increase_steps and"
                  + " c_l2_increase_steps")
              .formatted(name, withoutCost));
    }
    if (scored.isEmpty()) {
      throw new IllegalArgumentException(
          known.containsKey(name)
              ? "runs must be done to be compared by " + name + ", and none is"
              : "score must be one that a run has (%s), %s"
                  .formatted(
                      String.join(", ", known.keySet()),
                      NearestName.insteadOf(name, known.keySet())));
    }
    return new RunScores(known.get(name), List.copyOf(scored));
  }

  /** The value of LFADS in one of these scores, if there is one of that name. */
  static OptionalDouble ofLfads(List<Score> scores, String name) {
    return scores.stream()
        .filter(score -> score.name().equals(name))
        .findFirst()
        .map(score -> score.of(Method.LFADS))
        .orElse(OptionalDouble.empty());
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

  /**
   * The run with the best value.
   *
   * @throws IllegalArgumentException if they are costs of different data or different weights
   */
  Run best() {
    if (kind.equals(ScoreKind.VALIDATION_COST)) {
      requireComparable();
    }
    List<Scored> finite = scored.stream().filter(each -> Double.isFinite(each.value())).toList();
    return (finite.isEmpty() ? scored : finite)
        .stream().max(Comparator.comparing(Scored::value, kind.worstFirst())).orElseThrow().run();
  }

  private void requireComparable() {
    String data = values(run -> run.dataHash().toString());
    if (data.contains(" and ")) {
      throw new IllegalArgumentException(
          ("runs must have the same data to be compared by %s, got the data hashes %s; choose among"
                  + " the runs of one recording in one bin width")
              .formatted(name(), data));
    }
    List<String> differing =
        IN_COST.stream()
            .map(setting -> setting.name() + " " + values(run -> text(run, setting)))
            .filter(words -> words.contains(" and "))
            .toList();
    if (!differing.isEmpty()) {
      throw new RefusedException(
          "runs must measure the same cost to be compared by ",
          name(),
          ", got ",
          String.join(", ", differing),
          "; ",
          remedy());
    }
  }

  private Message remedy() {
    return COMPARABLE.stream()
        .flatMap(name -> ofAll(name).stream())
        .findFirst()
        .map(name -> Message.of("use the score ", name, ", which does not depend on that"))
        .orElseGet(
            () ->
                Message.of(
                    "use ",
                    Message.use(RunOption.HELD_OUT_NEURONS),
                    " for the score co_smoothing, which does not depend on that"));
  }

  /** A score of that name, of the first session among several, if all runs have it. */
  private Optional<String> ofAll(String name) {
    List<List<String>> names =
        scored.stream()
            .map(each -> each.run().readableScores().stream().map(Score::name).toList())
            .toList();
    return names.get(0).stream()
        .filter(first -> first.equals(name) || first.endsWith("." + name))
        .filter(first -> names.stream().allMatch(each -> each.contains(first)))
        .findFirst();
  }

  private String values(Function<Run, String> value) {
    return scored.stream()
        .map(each -> value.apply(each.run()))
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String text(Run run, Setting<?> setting) {
    return String.valueOf(
        setting instanceof Hyperparameter<?> parameter
            ? run.params().value(parameter)
            : run.options().value((RunOption<?>) setting));
  }
}
