package org.lfads4j.data.io;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.lfads4j.data.Trials;

/**
 * Reads HDF5 files in the layout of LFADS: {@code train_data} and {@code valid_data}, trials x bins
 * x neurons, of any number type, and beside each, where known, {@code _truth}, {@code _ext_input},
 * {@code _cond} (one label per trial), {@code _inds} (the trials' places in the recording, by which
 * they are put back in order; the split is kept) and any other block of the same trials and bins,
 * which becomes a behaviour. {@code heldout_neurons} holds places from 0. A file with {@code
 * train_data} alone, or with one block called {@code data}, {@code spikes} or {@code counts}, or
 * with a single block of any name, has no split.
 *
 * <p>The bin width is a set of one value or an attribute {@code bin_ms}, {@code bin_size_ms},
 * {@code bin_width_ms} or {@code dt} (seconds). Truth is in spikes per second, unless a {@code
 * conversion_factor} says by what expected counts per bin were multiplied to give it.
 */
public final class Hdf5Trials {
  private Hdf5Trials() {}

  /**
   * Reads a file that states its bin width.
   *
   * @throws IllegalArgumentException if the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read as HDF5, with the path
   */
  public static Trials read(Path file) {
    return read(file, OptionalDouble.empty());
  }

  /**
   * Reads a file whose bin width the caller knows.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if the content does not fit, or states another bin width
   * @throws java.io.UncheckedIOException if the file cannot be read as HDF5, with the path
   */
  public static Trials read(Path file, double binMs) {
    return read(file, OptionalDouble.of(binMs));
  }

  static Trials read(Path file, OptionalDouble binMs) {
    return Hdf5File.read(file, root -> TrialLayout.read(new Hdf5Arrays(root), binMs));
  }
}
