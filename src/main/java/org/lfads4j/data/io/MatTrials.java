package org.lfads4j.data.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.lfads4j.config.Internal;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;

/**
 * Reads MATLAB's files, version 5 to 7 and 7.3, in four layouts:
 *
 * <ul>
 *   <li>variables, or the fields of one struct, under the names of {@link TrialFile}: arrays in
 *       MATLAB's axes trials x bins x neurons; what HDF5 keeps in attributes is a variable of its
 *       own ({@code bin_ms}, {@code dt}); sparse matrices are read as full ones;
 *   <li>an array of structs, one a trial, with {@code spikes}, {@code counts} or {@code data}, bins
 *       x neurons unless told otherwise, and where known {@code condition} and {@code trial_id};
 *       other fields of as many bins are behaviour; or a cell array of such matrices;
 *   <li>a cell array, trials x neurons, of the times of spikes in ms (in seconds if its name ends
 *       in {@code _s} or {@code _sec}), which are binned if the width of a bin is given; called
 *       {@code spike_times}, they may also be a field of a struct, or of one struct a trial with a
 *       list for each neuron;
 *   <li>what LFADS Run Manager asks of a data set (Pandarinath et al. 2018): {@code counts}, trials
 *       x neurons x bins, {@code timeVecMs}, {@code conditionId}, {@code truth} (spikes per second)
 *       and {@code externalInputs}, as variables or as the fields of one struct.
 * </ul>
 *
 * <p>A struct may lie in another: {@code Data.session.counts}. A trial labelled NaN or '' has the
 * condition {@code none}.
 */
@Internal
public final class MatTrials {
  private static final String KIND = "a readable MATLAB file";

  /** Which axis of a trial's own matrix is which. */
  public enum Orientation {
    /** A row is a bin. */
    BINS_BY_NEURONS,
    /** A row is a neuron. */
    NEURONS_BY_BINS
  }

  private MatTrials() {}

  /**
   * Reads a file, trials' own matrices as bins x neurons.
   *
   * @param binMs width of a bin, ms, where the caller knows it
   * @throws IllegalArgumentException if the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials read(Path file, OptionalDouble binMs) {
    LoadOptions options = LoadOptions.DEFAULT;
    return read(file, binMs.isPresent() ? options.withBinMs(binMs.getAsDouble()) : options);
  }

  /**
   * Reads a file.
   *
   * @param binMs width of a bin, ms, where the caller knows it
   * @param orientation of the matrices in an array of structs or cells
   * @throws IllegalArgumentException if the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials read(Path file, OptionalDouble binMs, Orientation orientation) {
    LoadOptions options =
        LoadOptions.DEFAULT.withOrientation(
            orientation == Orientation.BINS_BY_NEURONS ? "bins,neurons" : "neurons,bins");
    return read(file, binMs.isPresent() ? options.withBinMs(binMs.getAsDouble()) : options);
  }

  /** Reads a file with what the caller knows of it. */
  static Trials read(Path file, LoadOptions options) {
    return variables(file, found -> MatLayouts.read(found, options));
  }

  /** What {@code reader} makes of the variables of a file of any version. */
  static <T> T variables(Path file, Function<Map<String, MatValue>, T> reader) {
    Signature signature = FileReading.of(file, KIND, Signature::of);
    if (signature == Signature.MATLAB_7_3) {
      return Hdf5File.read(file, root -> reader.apply(Mat73Values.read(root)));
    }
    return FileReading.of(
        file,
        KIND,
        path -> {
          if (signature != Signature.MATLAB_5) {
            MatOld.refuse(path);
            throw new IOException("a file without its signature");
          }
          return reader.apply(Mat5Values.read(path));
        });
  }
}
