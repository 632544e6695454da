package org.lfads4j.population;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lfads4j.config.Internal;

/**
 * All members of all complete generations.
 *
 * @param generations a list of members each, in their order
 */
@Internal
public record PopulationHistory(List<List<Member>> generations) {
  /** Copies the lists. */
  public PopulationHistory {
    generations = generations.stream().map(List::copyOf).toList();
  }

  /** With another generation. */
  public PopulationHistory with(List<Member> generation) {
    List<List<Member>> more = new ArrayList<>(generations);
    more.add(generation);
    return new PopulationHistory(more);
  }

  /** The members of the last generation. */
  public List<Member> last() {
    return generations.get(generations.size() - 1);
  }

  /** The members of all generations, in their order. */
  public List<Member> members() {
    return generations.stream().flatMap(List::stream).toList();
  }

  /** The member with the lowest cost in the last generation; empty if all failed. */
  public Optional<Member> best() {
    return best(last());
  }

  /** The lowest cost of each generation; NaN of one in which all failed. */
  public List<Double> bests() {
    return generations.stream()
        .map(each -> best(each).map(Member::cost).orElse(Double.NaN))
        .toList();
  }

  private static Optional<Member> best(List<Member> members) {
    return members.stream()
        .filter(each -> !Double.isNaN(each.cost()))
        .min(Comparator.comparingDouble(Member::cost));
  }

  /** The member and those before it whose state it goes back to, from generation 0 on. */
  public List<Member> lineage(Member member) {
    List<Member> line = new ArrayList<>(List.of(member));
    for (int generation = member.generation(); generation > 0; generation--) {
      int donor = line.get(0).donor();
      line.add(0, generations.get(generation - 1).get(donor));
    }
    return List.copyOf(line);
  }
}
