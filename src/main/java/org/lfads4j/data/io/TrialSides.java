package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Event;
import org.lfads4j.data.Split;

/** The parts a file keeps apart (training, validation, unused), put back into one order. */
final class TrialSides {
  private static final Set<String> KNOWN = Set.of("truth", "ext_input", "cond", "inds", "trial_id");

  /** Begins the names of sets that hold the times of an event. */
  static final String EVENT = "event_";

  private final NamedArrays root;
  private final List<String> prefixes;
  private final String countsName;
  private final List<Cube> counts;
  private final List<Integer> order;
  private final List<String> left = new ArrayList<>();

  private TrialSides(
      NamedArrays root, List<String> prefixes, String countsName, List<Cube> counts) {
    this.root = root;
    this.prefixes = prefixes;
    this.countsName = countsName;
    this.counts = counts;
    this.order = order();
  }

  /**
   * Sides that are there.
   *
   * @param prefixes begin the names of their arrays, the first side's first
   */
  static TrialSides of(NamedArrays root, List<String> prefixes, String countsName) {
    String first = prefixes.get(0);
    List<Cube> counts = new ArrayList<>();
    for (String prefix : prefixes) {
      Cube side = root.array(prefix + countsName).orElseThrow().cube();
      counts.add(side);
      String where = prefix + countsName;
      requireSame(where, first + countsName, "neurons", side.columns(), counts.get(0).columns());
      requireSame(where, first + countsName, "bins", side.bins(), counts.get(0).bins());
    }
    return new TrialSides(root, prefixes, countsName, counts);
  }

  private static void requireSame(String where, String first, String what, int got, int expected) {
    if (got != expected) {
      throw new ContentException(
          where + " must have " + first + "'s " + expected + " " + what + ", got " + got);
    }
  }

  /** What was left out so far, a sentence each. */
  List<String> left() {
    String test = "test_data";
    if (!prefixes.get(0).isEmpty()) {
      root.array(test)
          .ifPresent(
              array ->
                  left.add(
                      "left out %s, which is for neither training nor validation; it can be loaded"
                              .formatted(CountsChoice.shown(test, array.shape()))
                          + " by its name"));
    }
    return left;
  }

  Cube counts() {
    return inOrder(counts);
  }

  /** A block beside the counts, if every side has it. */
  Optional<Cube> block(String name) {
    return sets(name).map(sets -> inOrder(sets.stream().map(NamedArray::cube).toList()));
  }

  /** One word per trial, if every side has them. */
  Optional<List<String>> labels(String name) {
    return sets(name)
        .filter(sets -> sets.stream().allMatch(this::isReadable))
        .map(
            sets -> {
              List<String> words = new ArrayList<>();
              for (int side = 0; side < sets.size(); side++) {
                if (sets.get(side).kind() == NamedArray.Kind.NUMBERS) {
                  // Before they are read.
                  requireTrials(sets.get(side), size(sets.get(side)), side);
                }
                List<String> some = sets.get(side).words();
                requireTrials(sets.get(side), some.size(), side);
                words.addAll(some);
              }
              return order.stream().map(words::get).toList();
            });
  }

  /** Whether an array holds numbers or text; of another it is said that it is left out. */
  boolean isReadable(NamedArray array) {
    if (array.kind() != NamedArray.Kind.OTHER) {
      return true;
    }
    try {
      List<String> unused = array.words();
    } catch (ContentException e) {
      left.add("left out \"" + array.name() + "\": " + e.getMessage());
    }
    return false;
  }

  /** Every other block of the same trials and bins. */
  List<Behaviour> behaviour() {
    String first = prefixes.get(0);
    return root.names().stream()
        .filter(name -> name.startsWith(first))
        .filter(name -> root.array(name).filter(this::isBeside).isPresent())
        .map(name -> name.substring(first.length()))
        .filter(name -> !name.equals(countsName) && !KNOWN.contains(name))
        .sorted(Comparator.comparingInt(root.attributeWords("behaviour_names")::indexOf))
        .flatMap(name -> behaviour(name).stream())
        .toList();
  }

  private boolean isBeside(NamedArray array) {
    if (!array.isNumbers(3)) {
      return false;
    }
    int[] shape = array.shape();
    Cube side = counts.get(0);
    return shape[0] == side.trials() && shape[1] == side.bins();
  }

  /** A series beside the counts; one that cannot be read is left out. */
  private Optional<Behaviour> behaviour(String name) {
    NamedArray set = root.array(prefixes.get(0) + name).orElseThrow();
    List<NamedArray> all = sets(name).orElseThrow();
    List<Cube> parts = new ArrayList<>();
    try {
      for (NamedArray part : all) {
        parts.add(part.cube());
      }
    } catch (RuntimeException e) {
      left.add("left out \"" + prefixes.get(0) + name + "\": " + FileReading.innermost(e));
      return Optional.empty();
    }
    Cube values = inOrder(parts);
    List<String> columns = set.attributeWords("columns");
    if (columns.isEmpty()) {
      columns = IntStream.range(0, values.columns()).mapToObj(i -> name + "_" + i).toList();
    }
    String called = TrialLayoutWriter.isStorable(name) ? name : "behaviour_" + name;
    return Optional.of(
        new Behaviour(called, columns, String.join("", set.attributeWords("unit")), values));
  }

  /** Times, one per trial. */
  List<Event> events() {
    String first = prefixes.get(0) + EVENT;
    return root.names().stream()
        .filter(
            name -> name.startsWith(first) && root.array(name).filter(this::isTimes).isPresent())
        .map(name -> name.substring(first.length()))
        .sorted(Comparator.comparingInt(root.attributeWords("event_names")::indexOf))
        .map(this::event)
        .toList();
  }

  /** Whether it can hold a time per trial; by its name alone only beside sides of training. */
  private boolean isTimes(NamedArray array) {
    return array.kind() == NamedArray.Kind.NUMBERS
        && (!prefixes.get(0).isEmpty()
            || (size(array) == counts.get(0).trials()
                && Arrays.stream(array.shape()).filter(axis -> axis != 1).count() <= 1));
  }

  private Event event(String name) {
    List<Double> times = new ArrayList<>();
    List<NamedArray> sides = sets(EVENT + name).orElseThrow();
    for (int side = 0; side < sides.size(); side++) {
      requireTrials(sides.get(side), size(sides.get(side)), side);
      double[] some = sides.get(side).numbers();
      times.addAll(Arrays.stream(some).boxed().toList());
    }
    return new Event(name, order.stream().map(times::get).toList());
  }

  /** Which trials train and validate, if the file has both. */
  Optional<Split> split() {
    if (!prefixes.contains("valid_")) {
      return Optional.empty();
    }
    int train = counts.get(0).trials();
    int valid = counts.get(1).trials();
    return Optional.of(Split.of(places(0, train), places(train, train + valid)));
  }

  private int[] places(int from, int to) {
    return IntStream.range(0, order.size())
        .filter(i -> order.get(i) >= from && order.get(i) < to)
        .toArray();
  }

  private List<Integer> order() {
    int trials = counts.stream().mapToInt(Cube::trials).sum();
    List<Integer> asStored = IntStream.range(0, trials).boxed().toList();
    Optional<List<NamedArray>> sets = sets("inds");
    if (sets.isEmpty()) {
      return asStored;
    }
    for (int side = 0; side < counts.size(); side++) {
      requireTrials(sets.get().get(side), size(sets.get().get(side)), side);
    }
    double[] places =
        sets.get().stream().flatMapToDouble(s -> Arrays.stream(s.numbers())).toArray();
    if (places.length != trials || Arrays.stream(places).distinct().count() != trials) {
      throw new ContentException(
          ("%sinds must, with the other sides', be one distinct place per trial, got %s "
                  + "for %s trials")
              .formatted(prefixes.get(0), Arrays.stream(places).distinct().count(), trials));
    }
    return asStored.stream().sorted(Comparator.comparingDouble(i -> places[i])).toList();
  }

  private Optional<List<NamedArray>> sets(String name) {
    List<String> missing = prefixes.stream().filter(p -> root.array(p + name).isEmpty()).toList();
    if (missing.size() == prefixes.size()) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw new ContentException(missing.get(0) + name + " must be there as on the other side");
    }
    return Optional.of(prefixes.stream().map(p -> root.array(p + name).orElseThrow()).toList());
  }

  private static long size(NamedArray array) {
    return Arrays.stream(array.shape()).asLongStream().reduce(1, (a, b) -> a * b);
  }

  private void requireTrials(NamedArray set, long got, int side) {
    if (got != counts.get(side).trials()) {
      throw new ContentException(
          set.name() + " must be one per trial, got " + got + " for " + counts.get(side).trials());
    }
  }

  private Cube inOrder(List<Cube> sides) {
    int bins = sides.get(0).bins();
    int columns = sides.get(0).columns();
    int trials = sides.stream().mapToInt(Cube::trials).sum();
    float[] all = new float[Math.multiplyExact(trials, bins * columns)];
    int next = 0;
    for (Cube side : sides) {
      if (side.bins() != bins || side.columns() != columns) {
        throw new ContentException(
            "blocks of one name must agree on bins x columns, got %s x %s and %s x %s"
                .formatted(bins, columns, side.bins(), side.columns()));
      }
      for (int e = 0; e < side.trials(); e++) {
        side.copyTrial(e, all, next);
        next += bins * columns;
      }
    }
    return Cube.adopt(trials, bins, columns, all)
        .selectTrials(order.stream().mapToInt(Integer::intValue).toArray());
  }
}
