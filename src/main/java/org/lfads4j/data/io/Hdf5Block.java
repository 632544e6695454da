package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/**
 * One dataset, trials x bins x neurons, at any place in an HDF5 file, and the part of it to read.
 * Immutable. The file is read when {@link #read} is called, the part asked for and no more, a few
 * megabytes at a time; what is stored in chunks is unpacked chunk by chunk.
 */
public final class Hdf5Block {
  private static final long BYTES_AT_A_TIME = 8L << 20;

  private final Path file;
  private final String dataset;
  private final Span trials;
  private final Span bins;
  private final Span neurons;

  /** A range of indices; its end is not part of it. */
  private record Span(int from, int to) {
    int size() {
      return to - from;
    }

    /** A part of this one, in places counted from 0 in the file. */
    Span to(String axis, int newFrom, int newTo) {
      if (newFrom < from || newTo > to || newFrom >= newTo) {
        throw new IllegalArgumentException(
            "with%s must name a part of %s to %s, got %s to %s"
                .formatted(axis, from, to, newFrom, newTo));
      }
      return new Span(newFrom, newTo);
    }
  }

  private Hdf5Block(Path file, String dataset, Span trials, Span bins, Span neurons) {
    this.file = file;
    this.dataset = dataset;
    this.trials = trials;
    this.bins = bins;
    this.neurons = neurons;
  }

  /**
   * The whole of a dataset.
   *
   * @param dataset its path inside the file, such as {@code /session/counts}
   * @throws IllegalArgumentException if there is none, or it has no three axes, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read as HDF5, with the path
   */
  public static Hdf5Block of(Path file, String dataset) {
    return Hdf5File.read(
        file,
        root -> {
          int[] shape = Hdf5Values.shape(Hdf5Values.datasetAt(root, dataset));
          Hdf5Values.requireBlock(dataset, shape);
          return new Hdf5Block(
              file, dataset, new Span(0, shape[0]), new Span(0, shape[1]), new Span(0, shape[2]));
        });
  }

  /** Trials from one place up to another, counted from 0; the last is not read. */
  public Hdf5Block withTrials(int from, int to) {
    return new Hdf5Block(file, dataset, trials.to("Trials", from, to), bins, neurons);
  }

  /** Bins from one place up to another, counted from 0; the last is not read. */
  public Hdf5Block withBins(int from, int to) {
    return new Hdf5Block(file, dataset, trials, bins.to("Bins", from, to), neurons);
  }

  /** Neurons from one place up to another, counted from 0; the last is not read. */
  public Hdf5Block withNeurons(int from, int to) {
    return new Hdf5Block(file, dataset, trials, bins, neurons.to("Neurons", from, to));
  }

  /** The number of trials to read. */
  public int trials() {
    return trials.size();
  }

  /** The number of bins to read of each trial. */
  public int bins() {
    return bins.size();
  }

  /** The number of neurons to read. */
  public int neurons() {
    return neurons.size();
  }

  /**
   * Reads the part. Trial ids and neuron names are those of the whole: trial 7 of the file has the
   * id {@code 7} whatever part is read. Time is 0 at the first bin of the file.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if it is no block of numbers or too large for memory, with the
   *     path
   * @throws java.io.UncheckedIOException if the file cannot be read as HDF5, with the path
   */
  public Trials read(double binMs) {
    return Hdf5File.read(
        file,
        root -> {
          Cube cube = cube(Hdf5Values.datasetAt(root, dataset));
          return ContentException.unlessRefused(
              () ->
                  Trials.of(cube, binMs)
                      .withStartMs(bins.from() * binMs)
                      .withTrialIds(numbered("", trials))
                      .withNeuronNames(numbered("n", neurons)));
        });
  }

  private static List<String> numbered(String prefix, Span span) {
    return IntStream.range(span.from(), span.to()).mapToObj(i -> prefix + i).toList();
  }

  private Cube cube(Dataset set) {
    Hdf5Values.requireStored(set);
    float[] out =
        new float
            [ArraySizes.requireMemoryOrPart(dataset, trials.size(), bins.size(), neurons.size())];
    long rowBytes = Math.max(1, (long) neurons.size() * set.getDataType().getSize());
    int binsAtATime = step(set, 1, BYTES_AT_A_TIME / rowBytes, bins.size());
    int trialsAtATime = step(set, 0, BYTES_AT_A_TIME / (rowBytes * binsAtATime), trials.size());
    for (int e = trials.from(); e < trials.to(); e = next(e, trialsAtATime, trials)) {
      int trialCount = next(e, trialsAtATime, trials) - e;
      for (int t = bins.from(); t < bins.to(); t = next(t, binsAtATime, bins)) {
        int binCount = next(t, binsAtATime, bins) - t;
        Object part =
            Hdf5Values.part(
                set,
                new long[] {e, t, neurons.from()},
                new int[] {trialCount, binCount, neurons.size()});
        place(part, out, e - trials.from(), t - bins.from());
      }
    }
    return Cube.adopt(trials.size(), bins.size(), neurons.size(), out);
  }

  /** Parts end where chunks end, or chunks would be unpacked more than once. */
  private static int next(int from, int step, Span span) {
    return Math.min(span.to(), from - from % step + step);
  }

  /** How far to go at a time along an axis: whole chunks, and at least one. */
  private static int step(Dataset set, int axis, long most, int size) {
    int chunk = set instanceof ChunkedDataset chunked ? chunked.getChunkDimensions()[axis] : 1;
    long chunks = Math.max(1, Math.min(most, size) / Math.max(1, chunk));
    return (int) Math.min(Integer.MAX_VALUE / 2, chunks * Math.max(1, chunk));
  }

  private void place(Object part, float[] out, int trial, int bin) {
    Object[] byTrial = (Object[]) part;
    for (int e = 0; e < byTrial.length; e++) {
      int at = ((trial + e) * bins.size() + bin) * neurons.size();
      int unused = NumberArrays.copy(dataset, byTrial[e], out, at);
    }
  }

  @Override
  public String toString() {
    return "%s %s: %s trials x %s bins x %s neurons"
        .formatted(file, dataset, trials.size(), bins.size(), neurons.size());
  }
}
