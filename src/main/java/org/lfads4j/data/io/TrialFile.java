package org.lfads4j.data.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lfads4j.config.Internal;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;

/**
 * Sessions to and from files of every format: a file is read by its signature, whatever its name,
 * and written by the end of its name.
 *
 * <p><b>HDF5.</b> The layout of LFADS: {@code train_data} and {@code valid_data}, trials x bins x
 * neurons, of any number type, and beside each, where known, {@code _truth}, {@code _ext_input},
 * {@code _cond} (one label per trial), {@code _inds} (the places of the trials in the recording,
 * from 0 or from 1, by which they are put back in order; the split is kept) and any other block of
 * the same trials and bins, which becomes a behaviour. {@code heldout_neurons} holds indices. A
 * file with {@code train_data} alone, or with a block called {@code spikes}, {@code counts} or
 * {@code data} (in this order), or with one block of any name that can be counts, has no split. The
 * bin width is a set of one value or an attribute {@code bin_ms}, {@code bin_size_ms}, {@code
 * bin_width_ms} or {@code dt} (seconds). Truth is in spikes per second, unless a {@code
 * conversion_factor} says by what the expected counts per bin were multiplied to give it.
 *
 * <p><b>NumPy.</b> An {@code .npy} array, trials x bins x neurons, or an {@code .npz} archive of
 * arrays under the names above. What HDF5 keeps in attributes is an array of its own there: {@code
 * bin_ms} or {@code dt}, {@code behaviour_names}, and {@code NAME_columns} and {@code NAME_unit}
 * beside a behaviour. Both orders of axes and of bytes, all number types up to 64 bits; Python
 * objects are refused, nothing is ever unpickled.
 *
 * <p><b>NWB.</b> A file whose name ends in {@code .nwb}, or that has an {@code nwb_version}, is
 * refused with what it needs: {@link Nwb} cuts it into trials.
 *
 * <p><b>Folders of spike times</b>, as Kilosort, Phy, IBL and Open Ephys write them, are refused
 * with what they need: {@link SpikeFolder} cuts them into trials.
 *
 * <p><b>MATLAB.</b> See {@link MatTrials}.
 *
 * <p><b>Comma-separated values.</b> A table of counts or spikes with the columns of {@link
 * Trials#of(tech.tablesaw.api.Table, double)}: UTF-8, a header line, cells separated by commas,
 * semicolons or tabs (whichever the header has most of), quoted where they must be (RFC 4180), a
 * point as decimal sign. A first line {@code sep=;} names the separator; blank lines are left out,
 * and comments: lines that begin with # above the header, and single cells that do below it.
 *
 * <p>Trials, bins and neurons of every file count from 0 once they are read. Neurons and trials
 * that a file does not name are called {@code n0}, {@code n1}, ... and {@code 0}, {@code 1}, ...
 */
@Internal
public final class TrialFile {
  private TrialFile() {}

  /**
   * Reads a session from a file of any of these formats.
   *
   * @param options what the caller knows that the file may not say
   * @throws IllegalArgumentException if the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials read(Path file, LoadOptions options) {
    if (SpikeFolder.isOne(file)) {
      throw SpikeFolder.needsEvents(file);
    }
    Signature signature = Signature.ifReadable(file);
    return Arrays.stream(Format.values())
        .filter(format -> format.fits(signature, ArrayFile.extension(file)))
        .findFirst()
        .orElseGet(() -> withoutSignature(file))
        .reader
        .read(file, options);
  }

  private static Trials hdf5(Path file, LoadOptions options) {
    boolean isCalledNwb = ArrayFile.extension(file).equals("nwb");
    return Hdf5File.read(
        file,
        root -> {
          if (isCalledNwb || Nwb.isNwb(root)) {
            throw Nwb.needsEvent(root);
          }
          return TrialLayout.read(
              TurnedArrays.of(new Hdf5Arrays(root), options.orientation()), options);
        });
  }

  private static Trials csv(Path file, LoadOptions options) {
    if (options.counts().isPresent() || !options.orientation().isEmpty()) {
      throw new RefusedException(
          file,
          ": a table must have its counts in its own columns, got a name or an orientation of"
              + " them; leave ",
          new Message("withCounts and withOrientation", "--counts and --orientation"),
          " out");
    }
    return CsvTrials.read(file, options.binMs());
  }

  private static Format withoutSignature(Path file) {
    if (Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          file + " must be HDF5, NumPy, MATLAB or CSV, got none of them by its first bytes");
    }
    return Format.HDF5;
  }

  /** What is read, and how: a new format is a reader and a constant here. */
  private enum Format {
    HDF5(TrialFile::hdf5, List.of("h5", "hdf5", "nwb"), Signature.HDF5),
    NUMPY(NumpyTrials::read, List.of("npy", "npz"), Signature.NUMPY, Signature.ZIP),
    MATLAB(MatTrials::read, List.of("mat"), Signature.MATLAB_5, Signature.MATLAB_7_3),
    CSV(TrialFile::csv, List.of("csv", "tsv", "txt"));

    private final Reader reader;
    private final List<String> extensions;
    private final List<Signature> signatures;

    Format(Reader reader, List<String> extensions, Signature... signatures) {
      this.reader = reader;
      this.extensions = extensions;
      this.signatures = List.of(signatures);
    }

    /** By the signature if there is one, else by the end of the file's name. */
    boolean fits(Signature signature, String extension) {
      return signature == Signature.NONE
          ? extensions.contains(extension)
          : signatures.contains(signature);
    }
  }

  /** Reads a session. */
  private interface Reader {
    Trials read(Path file, LoadOptions options);
  }

  /**
   * Writes a session so that reading it gives the same: HDF5 ({@code .h5}, {@code .hdf5}), NumPy
   * ({@code .npz}) or MATLAB 5 ({@code .mat}). The file appears when it is complete, and replaces
   * an earlier one.
   *
   * @throws IllegalArgumentException if the file's name ends in none of the formats, or a behaviour
   *     is called like one of the layout's own arrays
   * @throws java.io.UncheckedIOException if it cannot be written, with the path
   */
  public static void write(Trials trials, Path file) {
    String extension = ArrayFile.extension(file);
    if (extension.equals("h5") || extension.equals("hdf5")) {
      Hdf5TrialsWriter.write(trials, file);
      return;
    }
    TrialLayoutWriter.requireStorable(trials);
    Map<String, Block> blocks = new LinkedHashMap<>();
    TrialLayoutWriter.write(trials, new Blocks(blocks));
    ArrayFile.write(file, blocks);
  }

  private record Blocks(Map<String, Block> blocks) implements TrialLayoutWriter.Sink {
    @Override
    public void set(String name, Block block) {
      blocks.put(name, block);
    }

    @Override
    public void attribute(String name, Block block) {
      blocks.put(name, block);
    }

    @Override
    public void attribute(String array, String name, Block block) {
      blocks.put(array + "_" + name, block);
    }
  }
}
