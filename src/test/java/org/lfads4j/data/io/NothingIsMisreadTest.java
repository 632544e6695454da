package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;

/**
 * Files of every format, with counts of every type under every kind of name and beside everything
 * that can lie there: the right counts are read, or the file is refused in one sentence.
 */
class NothingIsMisreadTest {
  private static final int TRIALS = 3;
  private static final int BINS = 4;
  private static final int NEURONS = 2;

  /** Trials x bins x neurons, whole numbers from 0 to 4. */
  private static final StoredItem COUNTS = StoredItem.of(i -> i % 5, TRIALS, BINS, NEURONS);

  private static final StoredItem BEHAVIOUR = StoredItem.of(i -> i / 4.0 - 1, TRIALS, BINS, 3);
  private static final StoredItem OTHER_COUNTS = StoredItem.of(i -> i % 3, TRIALS, BINS, 3);

  private static final LoadOptions AT_10_MS = LoadOptions.DEFAULT.withBinMs(10);

  @TempDir private Path folder;
  private int files;

  private Path written(StoredFormat format, String type, Map<String, StoredItem> items)
      throws Exception {
    files++;
    Path path = folder.resolve(files + "." + format.extension());
    format.write(path, type, items);
    return path;
  }

  private static Map<String, StoredItem> items(Object... namesAndItems) {
    Map<String, StoredItem> items = new LinkedHashMap<>();
    for (int i = 0; i < namesAndItems.length; i += 2) {
      items.put((String) namesAndItems[i], (StoredItem) namesAndItems[i + 1]);
    }
    return items;
  }

  private static double[] counts(Trials trials) {
    float[] all = trials.counts().toArray();
    return IntStream.range(0, all.length).mapToDouble(i -> all[i]).toArray();
  }

  private static Trials assertRead(String where, Path path, LoadOptions options, double[] right) {
    Trials trials = Trials.load(path, options);
    assertArrayEquals(right, counts(trials), where);
    assertFalse(trials.reading().isEmpty(), where);
    assertTrue(trials.reading().get(0).startsWith("took counts from "), where);
    assertTrue(trials.toString().lines().count() <= 10, where);
    return trials;
  }

  private static String assertRefused(String where, Path path, LoadOptions options) {
    String message =
        assertThrows(RefusedException.class, () -> Trials.load(path, options), where).getMessage();
    assertTrue(message.startsWith(path + ": "), where + ": " + message);
    assertFalse(message.contains("\n"), where + ": " + message);
    assertFalse(message.contains("Exception"), where + ": " + message);
    return message.substring((path + ": ").length());
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeAndNameAndNeighbour(StoredFormat format) throws Exception {
    int combinations = 0;
    for (String type : format.types()) {
      double[] right = type.equals("truth") ? COUNTS.asTruth() : COUNTS.values();
      for (String name : List.of("spikes", "counts", "data", "anything")) {
        for (Map.Entry<String, StoredItem> beside : neighbours(format).entrySet()) {
          String where = format + " " + type + " " + name + " beside " + beside.getKey();
          Map<String, StoredItem> first = items(name, COUNTS, beside.getKey(), beside.getValue());
          Map<String, StoredItem> last = items(beside.getKey(), beside.getValue(), name, COUNTS);
          for (Map<String, StoredItem> order : List.of(first, last)) {
            assertRead(where, written(format, type, order), AT_10_MS, right);
            combinations++;
          }
        }
      }
    }
    assertTrue(combinations >= 500 || format.types().size() < 10, "combinations " + combinations);
  }

  private static Map<String, StoredItem> neighbours(StoredFormat format) {
    Map<String, StoredItem> all =
        items(
            "hand", BEHAVIOUR,
            "matrix", StoredItem.of(i -> i, 4, 3),
            "list", StoredItem.of(i -> i, 7),
            "one", StoredItem.of(i -> i, 1),
            "empty", StoredItem.of(i -> i, 0, 3),
            "four", StoredItem.of(i -> i, 3, 4, 2, 2),
            "event_type", StoredItem.words("go", "no", "go"));
    all.putAll(format.odd());
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoThatCanBeCountsTheKnownNameIsTaken(StoredFormat format) throws Exception {
    for (String type : format.types()) {
      double[] right = type.equals("truth") ? COUNTS.asTruth() : COUNTS.values();
      for (List<String> names :
          List.of(
              List.of("spikes", "data"),
              List.of("counts", "data"),
              List.of("spikes", "counts"),
              List.of("data", "other"),
              List.of("Spikes", "z"))) {
        Path path = written(format, type, items(names.get(1), OTHER_COUNTS, names.get(0), COUNTS));
        Trials trials = assertRead(format + " " + type + " " + names, path, AT_10_MS, right);
        assertEquals(1, trials.behaviour().size(), format + " " + names);
      }
      Path path = written(format, type, items("a", COUNTS, "b", OTHER_COUNTS));
      assertEquals(
          "file must hold one array that can be counts, got \"a\" (3 x 4 x 2) and \"b\" (3 x 4 x"
              + " 3); choose one with Trials.load(path, LoadOptions.DEFAULT.withCounts(\"a\"))",
          assertRefused(format + " " + type + " two", path, AT_10_MS));
      assertRead(format + " chosen", path, AT_10_MS.withCounts("a"), right);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOrientationIsReadWhenTold(StoredFormat format) throws Exception {
    List<String> axes = List.of("trials", "bins", "neurons");
    for (String type : format.types()) {
      double[] right = type.equals("truth") ? COUNTS.asTruth() : COUNTS.values();
      for (int[] order :
          List.of(
              new int[] {0, 1, 2},
              new int[] {0, 2, 1},
              new int[] {1, 0, 2},
              new int[] {1, 2, 0},
              new int[] {2, 0, 1},
              new int[] {2, 1, 0})) {
        String told = axes.get(order[0]) + "," + axes.get(order[1]) + "," + axes.get(order[2]);
        Path path = written(format, type, items("spikes", COUNTS.permuted(order)));
        assertRead(format + " " + told, path, AT_10_MS.withOrientation(told), right);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneRecordingIsReadWhenTold(StoredFormat format) throws Exception {
    StoredItem one = StoredItem.of(i -> i % 3, 5, 2);
    Path path = written(format, format.types().get(0), items("spikes", one));
    Trials trials = Trials.load(path, AT_10_MS.withOrientation("bins,neurons"));
    assertEquals(List.of(1, 5, 2), List.of(trials.trials(), trials.bins(), trials.neurons()));
    assertEquals(1, trials.counts().at(0, 2, 0));
    trials = Trials.load(path, AT_10_MS.withOrientation("neurons,bins"));
    assertEquals(List.of(1, 2, 5), List.of(trials.trials(), trials.bins(), trials.neurons()));
    assertEquals(1, trials.counts().at(0, 0, 2));
  }

  @ParameterizedTest
  @EnumSource
  void edgesAreReadOrRefused(StoredFormat format) throws Exception {
    for (String type : format.types()) {
      String where = format + " " + type;
      Path one = written(format, type, items("spikes", StoredItem.of(i -> 1, 1, 1, 1)));
      assertRead(where, one, AT_10_MS, new double[] {1});
      // What jHDF cannot write is among the files of h5py.
      if (format != StoredFormat.HDF5) {
        Path none = written(format, type, items("spikes", StoredItem.of(i -> i, 0, 4, 2)));
        String empty = assertRefused(where, none, AT_10_MS);
        assertTrue(empty.contains("0"), empty);
      }
      String four =
          assertRefused(
              where,
              written(format, type, items("spikes", StoredItem.of(i -> 1, 3, 4, 2, 2))),
              AT_10_MS);
      assertTrue(four.contains("3 x 4 x 2 x 2"), four);
      assertRefused(where, written(format, type, items("spikes", StoredItem.words("a"))), AT_10_MS);
      assertRefused(where, written(format, type, items("x", StoredItem.words("a"))), AT_10_MS);
      assertRefused(where, one, AT_10_MS.withCounts("none"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nearlyWholeCountsAreRounded(StoredFormat format) throws Exception {
    StoredItem nearly = StoredItem.of(i -> i % 5 * 1.0000001, TRIALS, BINS, NEURONS);
    Path path = written(format, format.floating(), items("spikes", nearly));
    Trials trials = assertRead(format + " nearly", path, AT_10_MS, COUNTS.values());
    assertEquals(
        List.of(
            "took counts from \"spikes\" (3 trials x 4 bins x 2 neurons)",
            "rounded counts that were not whole in their last digits"),
        trials.reading());
  }

  @ParameterizedTest
  @EnumSource
  void moreNeuronsThanBinsIsDoubted(StoredFormat format) throws Exception {
    Path path =
        written(format, format.types().get(0), items("spikes", StoredItem.of(i -> i % 2, 3, 4, 9)));
    assertEquals(
        List.of(
            "took counts from \"spikes\" (3 trials x 4 bins x 9 neurons)",
            "more neurons (9) than bins (4): if it is the other way round, the orientation is"
                + " trials,neurons,bins"),
        Trials.load(path, 10).reading());
  }

  /** Made by h5py 3.7: what Java cannot write, 3 x 4 x 2 counts from 0 to 4 beside each. */
  @ParameterizedTest
  @ValueSource(strings = {"counts_", "beside_", "refused_"})
  void filesOfH5py(String prefix) throws Exception {
    List<String> names = new ArrayList<>();
    for (String name : KINDS) {
      if (name.startsWith(prefix)) {
        names.add(name);
        Path path = kind(name);
        if (prefix.equals("refused_")) {
          assertRefused(name, path, AT_10_MS);
        } else {
          assertRead(
              name,
              path,
              LoadOptions.DEFAULT,
              name.endsWith("bool") ? COUNTS.asTruth() : COUNTS.values());
        }
      }
    }
    assertTrue(names.size() >= 9, names.toString());
  }

  private static final List<String> KINDS =
      List.of(
          "beside_arrays",
          "beside_blosc",
          "beside_broken_external",
          "beside_broken_soft",
          "beside_circle",
          "beside_complex",
          "beside_compound",
          "beside_enum",
          "beside_external",
          "beside_group",
          "beside_huge",
          "beside_lists",
          "beside_long_double",
          "beside_mask",
          "beside_null",
          "beside_opaque",
          "beside_ref",
          "beside_regref",
          "beside_scaleoffset",
          "beside_text",
          "beside_type",
          "beside_virtual",
          "counts_big_f4",
          "counts_big_f8",
          "counts_big_i2",
          "counts_big_i4",
          "counts_big_i8",
          "counts_bool",
          "counts_checksum",
          "counts_dense_attributes",
          "counts_f2",
          "counts_gzip_checksum",
          "counts_i1",
          "counts_lzf_checksum",
          "counts_opaque_attribute",
          "counts_opaque_continued",
          "counts_opaque_latest",
          "counts_packed",
          "counts_region_attribute",
          "counts_soft",
          "counts_u1",
          "counts_u2",
          "counts_u4",
          "counts_u8",
          "refused_blosc",
          "refused_broken",
          "refused_bzip2",
          "refused_complex",
          "refused_empty",
          "refused_four",
          "refused_huge",
          "refused_huge_begun",
          "refused_matrix",
          "refused_part",
          "refused_scaleoffset",
          "refused_szip",
          "refused_text",
          "refused_two",
          "refused_unwritten",
          "refused_unwritten_whole",
          "refused_zstd");

  @ParameterizedTest
  @CsvSource({
    "szip, szip",
    "scaleoffset, scaleoffset",
    "blosc, Blosc",
    "zstd, Zstandard",
    "bzip2, bzip2"
  })
  void aFilterIsNamedWithItsRemedy(String file, String filter) throws Exception {
    assertEquals(
        "spikes must be packed with gzip, LZF, LZ4 or not at all, got "
            + filter
            + "; convert the file with h5repack -f GZIP=4 in.h5 out.h5",
        assertRefused(file, kind("refused_" + file), AT_10_MS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "part | spikes must be written in full, got a part from 2, 0, 0 on that was not, in place"
            + " of which the file has 3; write all of it",
        "unwritten | spikes must hold values, got 3 x 4 x 2 that were never written",
        "unwritten_whole | spikes must hold values, got 3 x 4 x 2 that were never written",
        "huge | spikes must hold values, got 1000000 x 1000000 x 10 that were never written",
        "huge_begun | spikes must not state more than its file holds, got 1000000 x 1000000 x 10"
            + " values in a file of BYTES bytes; copy or write it again"
      })
  void whatWasNotWrittenIsNotMadeUp(String file, String refusal) throws Exception {
    Path path = kind("refused_" + file);
    assertEquals(
        refusal.replace("BYTES", Long.toString(Files.size(path))),
        assertRefused(file, path, AT_10_MS));
  }

  @Test
  void aFlippedBitUnderAChecksumIsFound() throws Exception {
    Path path = kind("counts_checksum");
    byte[] bytes = Files.readAllBytes(path);
    // The first chunk, 0 2 4, and its checksum.
    String chunk = "\0\2\4\2\4\4\4";
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(chunk);
    assertTrue(at > 0);
    bytes[at + 2] ^= 1;
    Files.write(path, bytes);
    assertEquals(
        path
            + " must be a readable HDF5 file, got one that seems damaged (a chunk with a wrong"
            + " checksum); copy or write it again",
        assertThrows(UncheckedIOException.class, () -> Trials.load(path)).getMessage());
  }

  private Path kind(String name) throws Exception {
    Path path = folder.resolve(name + ".h5");
    try (InputStream in = getClass().getResourceAsStream("kinds/" + name + ".h5")) {
      assertNotNull(in, name);
      return Files.write(path, in.readAllBytes());
    }
  }
}
