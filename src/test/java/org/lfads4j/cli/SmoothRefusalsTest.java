package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.Hdf5TrialsWriter;

/** Whatever is refused is refused with one clear message, and leaves nothing. */
class SmoothRefusalsTest {
  @TempDir private Path folder;
  private Path file;
  private Path out;

  @BeforeEach
  void name() {
    file = folder.resolve("data.h5");
    out = folder.resolve("out");
  }

  private void assertRefused(String message, String... more) throws IOException {
    List<String> before = entries();
    Ran ran = Ran.with(arguments(file.toString(), more));
    assertEquals("lfads4j: " + message + "\n", ran.err());
    assertEquals("", ran.out());
    assertEquals(1, ran.exitCode());
    assertEquals(before, entries());
  }

  private String[] arguments(String data, String... more) {
    return Stream.concat(Stream.of("smooth", data, "--out", out.toString()), Arrays.stream(more))
        .toArray(String[]::new);
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private void write(double[][][] values) {
    Hdf5TrialsWriter.write(Trials.of(values, 10), file);
  }

  private static double[][][] ones(int trials, int bins, int neurons) {
    double[][][] values = new double[trials][bins][neurons];
    for (double[][] trial : values) {
      for (double[] bin : trial) {
        Arrays.fill(bin, 1);
      }
    }
    return values;
  }

  @Test
  void noSuchFile() throws IOException {
    assertRefused("DATA must be a file, lorenz or chaotic, got " + file + "; no such file");
  }

  @Test
  void folderInPlaceOfFile() throws IOException {
    Path unused = Files.createDirectory(file);
    assertRefused(file + " must be a file, got a folder");
  }

  @Test
  void emptyFile() throws IOException {
    Path unused = Files.createFile(file);
    assertRefused(file + " must be an HDF5 file, got an empty file");
  }

  @Test
  void anotherKindOfFile() throws IOException {
    Path unused = Files.writeString(file, "trial,bin,count\n");
    assertRefused(file + " must be an HDF5 file, got a file without its signature");
  }

  @Test
  void fileCutShort() throws IOException {
    write(ones(5, 20, 3));
    byte[] all = Files.readAllBytes(file);
    Path unused = Files.write(file, Arrays.copyOf(all, all.length / 2));
    assertRefused(
        file
            + " must be a complete HDF5 file, got "
            + all.length / 2
            + " of "
            + (all.length - "sha256:".length() - 64)
            + " bytes; copy it again");
  }

  @Test
  void fractionalCounts() throws IOException {
    double[][][] values = ones(5, 20, 3);
    values[2][3][1] = 0.5;
    write(values);
    assertRefused(
        "trials[2] bin 3 neuron \"n1\" must be a whole count >= 0, got 0.5; use --c_output_dist"
            + " gaussian for real-valued data");
  }

  @Test
  void oneBin() throws IOException {
    write(ones(5, 1, 3));
    assertRefused("trials must have at least 2 bins, got 1; LFADS models activity over time");
  }

  @Test
  void oneTrial() throws IOException {
    write(ones(1, 20, 3));
    assertRefused(
        "trials must be at least 2, one to train on and one to validate with, got 1; add trials");
  }

  @Test
  void twoNeuronsOfOneName() throws IOException {
    try (WritableHdfFile h5 = HdfFile.write(file)) {
      var unusedCounts = h5.putDataset("counts", new int[4][5][2]);
      var unusedNames = h5.putDataset("neuron_names", new String[] {"a", "A"});
      var unusedBin = h5.putDataset("bin_ms", new double[] {10});
    }
    assertRefused(file + ": neuron names must be unique ignoring case, got \"a\" and \"A\"");
  }

  @Test
  void noBinWidth() throws IOException {
    try (WritableHdfFile h5 = HdfFile.write(file)) {
      var unusedCounts = h5.putDataset("counts", new int[4][5][2]);
    }
    assertRefused(file + ": file must state its bin width; use --bin-ms X");
  }

  @Test
  void unknownHeldOutNeuronsAndAllOthersAtOnce() throws IOException {
    write(ones(5, 20, 3));
    Ran ran =
        Ran.with(
            arguments(
                file.toString(),
                "--held-out",
                "n9",
                "--c_co_dim",
                "1",
                "--c_co_mean_corr_scale",
                "2"));
    assertEquals(1, ran.exitCode());
    assertEquals(2, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().lines().allMatch(line -> line.startsWith("lfads4j: ")), ran.err());
  }

  @Test
  void folderThatIsAFile() throws IOException {
    Path unused = Files.createFile(out);
    assertRefused("--out must be a folder, got the file " + out);
  }

  @Test
  void folderThatCannotBeMade() throws IOException {
    Path blocked = Files.createFile(folder.resolve("blocked"));
    Ran ran = Ran.with("smooth", "lorenz", "--out", blocked.resolve("sub/out").toString());
    assertEquals(1, ran.exitCode());
    assertEquals("", ran.out());
    assertTrue(
        ran.err().startsWith("lfads4j: --out must be a folder that can be written, got " + blocked),
        ran.err());
    assertEquals(1, ran.err().lines().count());
  }

  @Test
  void folderThatCannotBeWritten() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeFalse(
        !closed.toFile().setWritable(false) || Files.isWritable(closed),
        "needs a user whom a folder's permissions bind");
    Ran ran = Ran.with("smooth", "lorenz", "--out", closed.toString());
    assertEquals(
        "lfads4j: --out must be a folder that can be written, got " + closed + "\n", ran.err());
    assertEquals(1, ran.exitCode());
  }

  @Test
  void nothingIsReplacedThroughALink() throws IOException {
    Path real = Files.createDirectory(out.resolveSibling("real"));
    Path mine = Files.writeString(real.resolve("index.html"), "mine");
    Path unused = Files.createSymbolicLink(out, real);
    assertRefused(
        "--out must be a folder and no link for --overwrite, got "
            + out
            + ", a link to "
            + real
            + "; name that folder",
        "--overwrite");
    assertEquals("mine", Files.readString(mine));
  }

  @Test
  void folderThatIsNotEmpty() throws IOException {
    Path unused = Files.writeString(Files.createDirectory(out).resolve("mine.txt"), "mine");
    assertRefused(
        "--out must be empty or new, got "
            + out
            + " with 1 entries; name another folder, or replace an earlier result with"
            + " --overwrite");
    assertRefused(
        "--out must be empty, new or an earlier result for --overwrite, got "
            + out
            + " with 1 entries and no result; name another folder",
        "--overwrite");
    assertEquals("mine", Files.readString(out.resolve("mine.txt")));
  }

  @Test
  void debugSaysWhere() {
    Ran ran = Ran.with(arguments(file.toString(), "--debug"));
    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("\tat org.lfads4j.cli."), ran.err());
    assertFalse(Files.exists(out));
  }
}
