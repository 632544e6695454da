package org.lfads4j.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Sets of parameters to train with, one after the other or side by side: a grid ({@link
 * RunParams#sweep}) or random draws ({@link RunParams#sample}). Immutable, in order, no two of them
 * equal.
 */
public final class Sweep implements Iterable<RunParams> {
  private static final int LINES_OF_PARAMS = 8;

  /** Turns the upper 53 bits of a random long into a double in [0, 1). */
  private static final double STEP = 0x1p-53;

  private final List<String> sweptNames;
  private final List<RunParams> params;

  private Sweep(List<String> sweptNames, Set<RunParams> params) {
    this.sweptNames = List.copyOf(sweptNames);
    this.params = List.copyOf(params);
    Set<String> seen = new HashSet<>();
    for (String name : sweptNames) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "sweep must name each hyperparameter once, got "
                + Json.shown(name)
                + " twice; give all its values at once");
      }
    }
  }

  /** One set of parameters, nothing swept. */
  static Sweep of(RunParams params) {
    return new Sweep(List.of(), Set.of(params));
  }

  /** Documented at {@link RunParams#sample}. */
  static Sweep sample(RunParams start, int count, long seed, Draw... draws) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be >= 1, got " + count);
    }
    if (draws.length == 0) {
      throw new IllegalArgumentException(
          "sample must have at least one draw; use Draw.uniform, Draw.logUniform or"
              + " Draw.choice");
    }
    List<RunParams> drawn = new ArrayList<>(Collections.nCopies(count, start));
    for (Draw draw : draws) {
      SplittableRandom random = randomOf(seed, draw.name());
      drawn.replaceAll(
          params -> params.with(draw.name(), draw.quantile((random.nextLong() >>> 11) * STEP)));
    }
    return new Sweep(Arrays.stream(draws).map(Draw::name).toList(), new LinkedHashSet<>(drawn));
  }

  /** The seed is mixed first, so that neighbouring seeds and names do not meet. */
  private static SplittableRandom randomOf(long seed, String name) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ name.hashCode());
  }

  /**
   * Each of these sets of parameters with each of the values: a grid, in which the hyperparameter
   * swept last changes fastest. The values are read as by {@link RunParams#with(String, Object)}.
   *
   * @throws IllegalArgumentException if the name is unknown or swept already, there is no value, or
   *     one is out of range
   */
  public Sweep sweep(String name, Object... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("sweep of " + name + " must have at least one value");
    }
    List<String> names = new ArrayList<>(sweptNames);
    names.add(name);
    Set<RunParams> crossed = new LinkedHashSet<>();
    for (RunParams each : params) {
      for (Object value : values) {
        crossed.add(each.with(name, value));
      }
    }
    return new Sweep(names, crossed);
  }

  /** The sets of parameters; {@link RunParams#differenceName()} is each one's name for people. */
  public List<RunParams> params() {
    return params;
  }

  /** The page names of what was swept, in the order it was. */
  public List<String> sweptNames() {
    return sweptNames;
  }

  /** How many sets of parameters there are. */
  public int size() {
    return params.size();
  }

  /** The settings, one after the other. */
  @Override
  public Iterator<RunParams> iterator() {
    return params.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sweep sweep
        && sweptNames.equals(sweep.sweptNames)
        && params.equals(sweep.params);
  }

  @Override
  public int hashCode() {
    return 31 * sweptNames.hashCode() + params.hashCode();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(
        size()
            + (size() == 1 ? " set" : " sets")
            + " of parameters, swept "
            + String.join(", ", sweptNames));
    params.stream().limit(LINES_OF_PARAMS).map(RunParams::differenceName).forEach(lines::add);
    if (size() > LINES_OF_PARAMS) {
      lines.add("and " + (size() - LINES_OF_PARAMS) + " more");
    }
    return String.join("\n", lines);
  }
}
