package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/**
 * Simpler ways to firing rates, fitted on training trials: expected counts per bin of all neurons,
 * for validation trials. Neurons that were held out are predicted from the others by ridge
 * regression.
 */
final class Baselines {
  private static final double MS_PER_SECOND = 1000;

  /** A condition average is smoothed over time a little. */
  private static final double PSTH_SD_BINS = 1;

  private static final int PSTH_RADIUS_BINS = 5;

  private final Trials trials;
  private final Split split;
  private final int[] heldOut;
  private final int[] seen;
  private final Cube trainCounts;
  private final Cube validCounts;

  /** The kernel's width, in bins, chosen on training trials. */
  private final double width;

  /** Principal components of smoothed counts of the neurons seen, of either side's trials. */
  private final Cube trainComponents;

  private final Cube validComponents;

  /**
   * Baselines for a recording.
   *
   * @param components how many principal components to keep: as many as the model has factors
   */
  Baselines(Trials trials, Split split, int components) {
    this.trials = trials;
    this.split = split;
    this.heldOut = trials.heldOutNeurons().stream().mapToInt(trials::neuronIndex).toArray();
    this.seen =
        IntStream.range(0, trials.neurons())
            .filter(n -> Arrays.stream(heldOut).noneMatch(h -> h == n))
            .toArray();
    this.trainCounts = trials.counts().selectTrials(split.train());
    this.validCounts = trials.counts().selectTrials(split.valid());
    Cube train = trainCounts.selectColumns(seen);
    this.width = SmoothingWidth.chosen(train);
    Cube smooth = SmoothingWidth.smooth(train, width);
    PrincipalComponents found = PrincipalComponents.of(smooth, Math.min(components, seen.length));
    this.trainComponents = found.project(smooth);
    this.validComponents =
        found.project(SmoothingWidth.smooth(validCounts.selectColumns(seen), width));
  }

  /** What each simpler method expects of the validation trials, and the truth where it is known. */
  Map<Method, Cube> intensities() {
    Map<Method, Cube> out = new EnumMap<>(Method.class);
    truth().ifPresent(truth -> out.put(Method.TRUE_RATES, truth));
    psth().ifPresent(psth -> out.put(Method.PSTH, psth));
    out.put(Method.SMOOTHING, smoothing(width));
    out.put(Method.PCA, pca());
    return out;
  }

  int[] heldOut() {
    return heldOut.clone();
  }

  int[] seen() {
    return seen.clone();
  }

  Cube trainCounts() {
    return trainCounts;
  }

  Cube validCounts() {
    return validCounts;
  }

  Optional<Cube> truth() {
    return trials
        .truthHz()
        .map(hz -> hz.selectTrials(split.valid()).map(x -> x * trials.binMs() / MS_PER_SECOND));
  }

  /** Condition averages, if the conditions of all validation trials are known from training. */
  private Optional<Cube> psth() {
    return psthOfTraining().map(psth -> psth.intensities(conditions(split.valid())));
  }

  Optional<Psth> psthOfTraining() {
    if (trials.conditions().isEmpty()) {
      return Optional.empty();
    }
    List<String> train = conditions(split.train());
    return train.containsAll(conditions(split.valid()))
        ? Optional.of(Psth.of(trainCounts, train).smoothed(PSTH_SD_BINS, PSTH_RADIUS_BINS))
        : Optional.empty();
  }

  /** The condition of each of these trials. */
  List<String> conditions(int[] of) {
    List<String> all = trials.conditions().orElseThrow();
    return Arrays.stream(of).mapToObj(all::get).toList();
  }

  double width() {
    return width;
  }

  /** Smoothed counts. */
  Cube smoothing(double sd) {
    Cube smooth = floored(SmoothingWidth.smooth(validCounts, sd));
    Cube train = SmoothingWidth.smooth(trainCounts.selectColumns(seen), sd);
    return withHeldOut(smooth, train, smooth.selectColumns(seen));
  }

  /** Smoothed counts of the neurons seen, brought down to a few components and back. */
  private Cube pca() {
    Cube train = SmoothingWidth.smooth(trainCounts.selectColumns(seen), width);
    Cube back = LinearReadout.fit(trainComponents, train).predict(validComponents);
    return withHeldOut(spread(floored(back)), trainComponents, validComponents);
  }

  /** Components of the training trials. */
  Cube trainComponents() {
    return trainComponents;
  }

  /** Components of the validation trials. */
  Cube validComponents() {
    return validComponents;
  }

  /** Columns of the neurons seen, put back among all. */
  private Cube spread(Cube ofSeen) {
    int[] places = new int[trials.neurons()];
    for (int k = 0; k < seen.length; k++) {
      places[seen[k]] = k;
    }
    return ofSeen.selectColumns(places);
  }

  private Cube withHeldOut(Cube all, Cube train, Cube valid) {
    if (heldOut.length == 0) {
      return all;
    }
    Cube counts = trainCounts.selectColumns(heldOut);
    LinearReadout readout = RidgeCv.fitWide(train, counts).readout();
    Cube predicted = FittedFloor.of(readout.predict(train), counts).apply(readout.predict(valid));
    float[] out = all.toArray();
    for (int row = 0; row < all.trials() * all.bins(); row++) {
      for (int k = 0; k < heldOut.length; k++) {
        out[row * all.columns() + heldOut[k]] = predicted.at(row / all.bins(), row % all.bins(), k);
      }
    }
    return Cube.adopt(all.trials(), all.bins(), all.columns(), out);
  }

  private static Cube floored(Cube rates) {
    return rates.map(x -> Math.max(x, SmoothingWidth.FLOOR));
  }
}
