package org.lfads4j.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;

/** What values a session may hold, and which a Poisson output may be given. */
final class CountRules {
  /** From this value on, single precision cannot hold every whole number. */
  private static final float INEXACT = 1 << 24;

  private CountRules() {}

  static void requireNotEmpty(Cube counts) {
    if (counts.trials() == 0 || counts.bins() == 0 || counts.columns() == 0) {
      throw new IllegalArgumentException(
          "trials must hold at least one trial, one bin and one neuron, got %s x %s x %s"
              .formatted(counts.trials(), counts.bins(), counts.columns()));
    }
  }

  static void requireSome(String verb, String what, int chosen) {
    if (chosen == 0) {
      throw new IllegalArgumentException(verb + " must name at least one " + what);
    }
  }

  static void requireFiring(int firing, int neurons) {
    if (firing == 0) {
      throw new IllegalArgumentException(
          "dropSilent must leave at least one neuron, got all " + neurons + " silent");
    }
  }

  static void requireFinite(Trials trials) {
    first(trials, value -> Float.isFinite(value) ? null : "be finite")
        .ifPresent(
            message -> {
              throw new IllegalArgumentException(message);
            });
  }

  static Optional<Message> problem(Trials trials) {
    return first(
            trials,
            value -> {
              if (!(value >= 0) || value != Math.rint(value)) {
                return "be a whole count >= 0";
              }
              return value >= INEXACT ? "be a whole count < 16777216" : null;
            })
        .map(
            message ->
                Message.of(
                    message,
                    "; use ",
                    Message.use(Hyperparameter.OUTPUT_DIST, "gaussian"),
                    " for real-valued data"));
  }

  static List<String> silent(Trials trials) {
    boolean[] fires = new boolean[trials.neurons()];
    float[] values = trials.counts().toArray();
    for (int i = 0; i < values.length; i++) {
      fires[i % fires.length] |= values[i] != 0;
    }
    return IntStream.range(0, fires.length)
        .filter(n -> !fires[n])
        .mapToObj(trials.neuronNames()::get)
        .toList();
  }

  /** The rule that a value breaks; null if it breaks none. */
  private interface Rule {
    String broken(float value);
  }

  private static Optional<String> first(Trials trials, Rule rule) {
    Cube counts = trials.counts();
    for (int e = 0; e < counts.trials(); e++) {
      for (int t = 0; t < counts.bins(); t++) {
        for (int n = 0; n < counts.columns(); n++) {
          String must = rule.broken(counts.at(e, t, n));
          if (must != null) {
            return Optional.of(
                "%s bin %s neuron \"%s\" must %s, got %s"
                    .formatted(
                        trial(trials, e),
                        t,
                        trials.neuronNames().get(n),
                        must,
                        Numbers.text(counts.at(e, t, n))));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The index of a trial, and its id where that is another. */
  private static String trial(Trials trials, int index) {
    String id = trials.trialIds().get(index);
    return "trials[" + index + "]" + (id.equals("" + index) ? "" : " (id \"" + id + "\")");
  }
}
