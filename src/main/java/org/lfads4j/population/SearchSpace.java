package org.lfads4j.population;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunOption;
import org.lfads4j.population.Searched.Limits;
import org.lfads4j.population.Searched.Start;

/**
 * The settings that a population searches.
 *
 * @param searched in the order in which their values are drawn
 */
@Internal
public record SearchSpace(List<Searched> searched) {
  /** Generations and members must not share a row of random numbers. */
  private static final long MEMBERS = 1L << 20;

  /** Copies the list. */
  public SearchSpace {
    searched = List.copyOf(searched);
  }

  /**
   * What AutoLFADS searches (Keshtkaran et al. 2022; the ranges of its release for TensorFlow 2, in
   * which costs and weights are means over elements, scaled to the sums of this program).
   *
   * @param elements bins times neurons of a trial: the counts that one trial's cost sums over
   * @param hasController whether the model infers inputs
   */
  public static SearchSpace autoLfads(long elements, boolean hasController) {
    double each = elements;
    List<Searched> all = new ArrayList<>();
    all.add(
        new Searched(
            Hyperparameter.LEARNING_RATE_INIT, false, Start.at(4e-3), 0.3, new Limits(1e-5, 5e-3)));
    // A factor cannot change a share of 0, so the least is a little above.
    all.add(
        new Searched(
            Hyperparameter.KEEP_PROB,
            true,
            Start.uniform(0.005, 0.6),
            0.3,
            new Limits(0.005, 0.6)));
    all.add(
        new Searched(
            RunOption.COORDINATED_DROPOUT, false, Start.at(0.5), 0.3, new Limits(0.01, 0.7)));
    all.add(weight(Hyperparameter.L2_GEN_SCALE, 1e-4 * each, each));
    all.add(weight(Hyperparameter.KL_IC_WEIGHT, 1e-5 * each, 1e-3 * each));
    if (hasController) {
      all.add(weight(Hyperparameter.L2_CON_SCALE, 1e-4 * each, each));
      all.add(weight(Hyperparameter.KL_CO_WEIGHT, 1e-6 * each, 1e-4 * each));
    }
    return new SearchSpace(all);
  }

  private static Searched weight(Hyperparameter<Double> setting, double low, double high) {
    return new Searched(setting, false, Start.logUniform(low, high), 0.8, Limits.NONE);
  }

  /** The same without the settings of these names. */
  public SearchSpace without(Set<String> names) {
    return new SearchSpace(searched.stream().filter(each -> !names.contains(each.name())).toList());
  }

  /** Whether the share of counts that is hidden in each step is searched. */
  public boolean searchesCoordinatedDropout() {
    return searched.stream().anyMatch(each -> each.setting() == RunOption.COORDINATED_DROPOUT);
  }

  /** The values of a member in the first generation, by name. */
  public Map<String, Double> first(long seed, int member) {
    RandomStream stream = stream(seed, RandomStream.Use.FIRST_SETTINGS);
    return values(i -> searched.get(i).first(stream, member, i));
  }

  /**
   * Values that a member took over, changed.
   *
   * @param generation in which they are used
   */
  public Map<String, Double> changed(
      Map<String, Double> values, long seed, int generation, int member) {
    RandomStream stream = stream(seed, RandomStream.Use.CHANGED_SETTINGS);
    long row = generation * MEMBERS + member;
    return values(i -> searched.get(i).changed(values.get(searched.get(i).name()), stream, row, i));
  }

  private Map<String, Double> values(IntToDoubleFunction value) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < searched.size(); i++) {
      values.put(searched.get(i).name(), value.applyAsDouble(i));
    }
    return values;
  }

  private static RandomStream stream(long seed, RandomStream.Use use) {
    return new RandomStream(seed, RandomStream.Phase.POPULATION, use);
  }

  /** Settings that have these values, and otherwise those given. */
  public Settings apply(Map<String, Double> values, Settings others) {
    Settings settings = others;
    for (Searched each : searched) {
      settings = each.set(settings, values.get(each.name()));
    }
    return settings;
  }
}
