package org.lfads4j.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whether rates are those of the counts, of all neurons, and no mere copy of them.
 *
 * <p>The limits lie between good fits of generated data (Lorenz systems, chaotic networks with and
 * without pulses, integrators; 12 to 40 validation trials) and spoilt ones. Shown counts were
 * predicted better than hidden ones by at most 0.06 bits/spike (0.08 in larger fits), and by 1.8
 * where nothing kept the model from copying. Rates of all were off by at most 3.5 %, or 5.5
 * standard errors at 2.3 %; those of a neuron by 3.9 standard errors.
 */
final class RateChecks {
  private static final double ALL_BIAS = 0.04;
  private static final double NEURON_BIAS = 0.2;
  private static final double ERRORS = 4;
  private static final double COPIED = 0.15;
  private static final double COPY_ERRORS = 3;
  private static final double GAIN = 0.015;

  /** With fewer spikes in validation trials, nothing can be said. */
  private static final int FEWEST_SPIKES = 50;

  private final List<String> names;
  private final Calibration calibration;

  RateChecks(List<String> names, Calibration calibration) {
    this.names = names;
    this.calibration = calibration;
  }

  static Checkup copies(HiddenSamples.Prediction prediction) {
    double difference = prediction.shown() - prediction.hidden();
    return Checkup.of(
        Finding.Kind.COPIES_SPIKES,
        difference > Math.max(COPIED, COPY_ERRORS * prediction.error())
            ? Optional.of(
                Finding.of(Finding.Kind.COPIES_SPIKES)
                    .with("shown_bits_per_spike", prediction.shown())
                    .with("hidden_bits_per_spike", prediction.hidden()))
            : Optional.empty());
  }

  Checkup all() {
    return biased().and(biasedNeurons()).and(unexplained());
  }

  private Checkup biased() {
    Calibration.Part all = calibration.all();
    return Checkup.of(
        Finding.Kind.BIASED_RATES,
        isBiased(all, ALL_BIAS)
            ? Optional.of(Finding.of(Finding.Kind.BIASED_RATES).with("bias", all.bias()))
            : Optional.empty());
  }

  private Checkup biasedNeurons() {
    return neurons(
        Finding.Kind.BIASED_NEURONS,
        part -> isBiased(part, NEURON_BIAS),
        "largest_bias",
        Calibration.Part::bias);
  }

  private Checkup unexplained() {
    return neurons(
        Finding.Kind.UNEXPLAINED_NEURONS,
        part -> part.counted() >= FEWEST_SPIKES && part.gain() + 2 * part.gainError() < GAIN,
        "bits_per_spike",
        Calibration.Part::gain);
  }

  private static boolean isBiased(Calibration.Part part, double least) {
    return part.counted() >= FEWEST_SPIKES
        && Math.abs(part.bias()) > least
        && Math.abs(part.standardErrors()) > ERRORS;
  }

  /** Neurons of which something is true, the most extreme one's number first. */
  private Checkup neurons(
      Finding.Kind kind,
      Predicate<Calibration.Part> holds,
      String name,
      ToDoubleFunction<Calibration.Part> number) {
    List<Integer> found =
        IntStream.range(0, names.size())
            .filter(n -> holds.test(calibration.neurons().get(n)))
            .boxed()
            .sorted((a, b) -> Double.compare(size(number, b), size(number, a)))
            .toList();
    return Checkup.of(
        kind,
        found.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Finding.of(kind)
                    .in(found.stream().map(names::get).toList())
                    .with("neurons", names.size())
                    .with(name, number.applyAsDouble(calibration.neurons().get(found.get(0))))));
  }

  private double size(ToDoubleFunction<Calibration.Part> number, int neuron) {
    return Math.abs(number.applyAsDouble(calibration.neurons().get(neuron)));
  }
}
