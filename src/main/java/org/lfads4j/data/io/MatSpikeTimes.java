package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.lfads4j.config.Message;
import org.lfads4j.data.Binning;
import org.lfads4j.data.LoadOptions;

/** Times of spikes, a list for each trial and neuron, made into counts. */
final class MatSpikeTimes {
  /** In ms, a trial is longer than this many bins. */
  private static final int FEWEST_BINS = 3;

  private static final Set<String> NAMES =
      Set.of(
          "spiketimes",
          "spiketimesms",
          "spiketimess",
          "spiketimessec",
          "spiketimesseconds",
          "spiketrains",
          "spikets",
          "spktimes");

  private static final Pattern SECONDS = Pattern.compile("(_s|_sec|Sec|_seconds)$");

  private final List<List<MatValue.Numbers>> byTrial;
  private final int neurons;

  private MatSpikeTimes(List<List<MatValue.Numbers>> byTrial) {
    this.byTrial = byTrial;
    this.neurons = byTrial.get(0).size();
  }

  /** Whether a name says that times of spikes lie there; case and underscores do not matter. */
  static boolean areCalled(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT).replace("_", ""));
  }

  /** Whether cells, trials x neurons, hold lists of numbers in any order. */
  static boolean canBe(MatValue.Cells cells) {
    return cells.shape().size() == 2
        && !cells.items().isEmpty()
        && cells.items().stream().allMatch(item -> isVector(item));
  }

  /** Whether cells, trials x neurons, hold lists of times: in order, of different lengths. */
  static boolean are(MatValue.Cells cells) {
    List<MatValue> items = cells.items();
    boolean areLists =
        cells.shape().size() == 2 && items.size() > 1 && items.stream().allMatch(v -> isList(v));
    if (!areLists) {
      return false;
    }
    List<Integer> sizes =
        items.stream().map(item -> ((MatValue.Numbers) item).size()).distinct().toList();
    boolean hasMany = sizes.stream().anyMatch(size -> size > 1);
    return hasMany && (sizes.size() > 1 || !cells.isList());
  }

  private static boolean isVector(MatValue value) {
    return value instanceof MatValue.Numbers numbers
        && numbers.shape().size() == 2
        && (numbers.size() == 0 || numbers.shape().contains(1));
  }

  private static boolean isList(MatValue value) {
    if (!isVector(value)) {
      return false;
    }
    MatValue.Numbers numbers = (MatValue.Numbers) value;
    for (int i = 1; i < numbers.size(); i++) {
      if (!(numbers.values().applyAsDouble(i) >= numbers.values().applyAsDouble(i - 1))) {
        return false;
      }
    }
    return true;
  }

  /** Of a cell array, trials x neurons. */
  static MatSpikeTimes of(MatValue.Cells cells) {
    int trials = cells.shape().get(0);
    List<List<MatValue.Numbers>> byTrial = new ArrayList<>();
    for (int e = 0; e < trials; e++) {
      List<MatValue.Numbers> lists = new ArrayList<>();
      for (int i = e; i < cells.items().size(); i += trials) {
        lists.add((MatValue.Numbers) cells.items().get(i));
      }
      byTrial.add(lists);
    }
    return new MatSpikeTimes(byTrial);
  }

  /**
   * Of a cell array for each trial, with a list for each neuron.
   *
   * @param inOrder whether they must be in order, for they are not called times
   */
  static MatSpikeTimes ofTrials(List<MatValue> trials, boolean inOrder) {
    List<List<MatValue.Numbers>> byTrial = new ArrayList<>();
    int neurons = ((MatValue.Cells) trials.get(0)).items().size();
    for (MatValue trial : trials) {
      List<MatValue> items = ((MatValue.Cells) trial).items();
      if (items.size() != neurons
          || neurons == 0
          || !items.stream().allMatch(v -> inOrder ? isList(v) : isVector(v))) {
        throw new ContentException(
            "cells of a trial must hold the times of each neuron's spikes, in order, got others in"
                + " trial "
                + byTrial.size()
                + " (counted from 0)");
      }
      byTrial.add(items.stream().map(item -> (MatValue.Numbers) item).toList());
    }
    return new MatSpikeTimes(byTrial);
  }

  /** Counts from 0 ms on, or from the first spike's bin before, up to the last spike. */
  Map<String, MatValue> binned(
      String name, LoadOptions options, NamedArrays beside, String counts) {
    double ms = SECONDS.matcher(name).find() ? 1000 : 1;
    double first = 0;
    double last = Double.NEGATIVE_INFINITY;
    for (List<MatValue.Numbers> trial : byTrial) {
      for (MatValue.Numbers list : trial) {
        for (int i = 0; i < list.size(); i++) {
          double time = ms * list.values().applyAsDouble(i);
          // What is no number is no spike.
          if (!Double.isNaN(time)) {
            first = Math.min(first, time);
            last = Math.max(last, time);
          }
        }
      }
    }
    OptionalDouble stated =
        beside.number("bin_ms").map(OptionalDouble::of).orElse(OptionalDouble.empty());
    OptionalDouble given = options.binMs().isPresent() ? options.binMs() : stated;
    if (given.isEmpty() || !(given.getAsDouble() > 0)) {
      throw new ContentException(
          "\"%s\" must be counts, got times of spikes (%s trials x %s neurons, up to %s); to bin"
                  .formatted(name, byTrial.size(), neurons, last)
              + " times in ms, use ",
          FileReading.LOAD_WITH_BINS);
    }
    double binMs = given.getAsDouble();
    if (last == Double.NEGATIVE_INFINITY) {
      throw new ContentException("\"" + name + "\" must hold times of spikes, got none");
    }
    if (!(last / binMs >= FEWEST_BINS) || Double.isInfinite(last - first)) {
      throw new ContentException(
          "\"%s\" must hold times of spikes in ms, over several bins of %s ms, got times up to %s;"
                  .formatted(name, binMs, last)
              + " multiply seconds by 1000, or use a narrower bin with ",
          new Message("Trials.load(path, binMs)", "--bin-ms X"));
    }
    long from = Binning.bin(first, binMs);
    long bins = Binning.bin(last, binMs) - from + 1;
    int size = ArraySizes.requireMemory(name, byTrial.size(), bins, neurons);
    float[] all = new float[size];
    for (int e = 0; e < byTrial.size(); e++) {
      for (int n = 0; n < neurons; n++) {
        MatValue.Numbers list = byTrial.get(e).get(n);
        for (int i = 0; i < list.size(); i++) {
          double time = ms * list.values().applyAsDouble(i);
          if (!Double.isNaN(time)) {
            int bin = (int) (Binning.bin(time, binMs) - from);
            all[e + byTrial.size() * (bin + (int) bins * n)]++;
          }
        }
      }
    }
    List<Integer> shape = IntStream.of(byTrial.size(), (int) bins, neurons).boxed().toList();
    return Map.of(
        counts,
        new MatValue.Numbers(shape, true, i -> all[i]),
        "start_ms",
        new MatValue.Numbers(List.of(1, 1), i -> from * binMs),
        "bin_ms",
        new MatValue.Numbers(List.of(1, 1), i -> binMs));
  }
}
