package org.lfads4j.population;

import java.util.List;
import org.lfads4j.config.Internal;

/**
 * When a population has stopped improving.
 *
 * @param generations the last ones that are looked at, at least 2
 * @param least improvement of the best cost over them, as a share of its size; a population that
 *     improves by no more ends
 */
@Internal
public record Stagnation(int generations, double least) {
  /** Whether it ends after these best costs, one for each generation. */
  public boolean ends(List<Double> bests) {
    if (bests.size() < generations) {
      return false;
    }
    List<Double> last = bests.subList(bests.size() - generations, bests.size());
    double lowest = last.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double size = last.stream().mapToDouble(Math::abs).average().orElseThrow();
    return (last.get(0) - lowest) / size <= least;
  }
}
