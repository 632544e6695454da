package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.data.Trials;

/**
 * Files that state more than they hold, or unpack to more than there is memory for, in a process
 * with little of it: refused in one sentence, or read where only their neighbours are large.
 */
class BombsTest {
  private static final int MEGA = 1 << 20;
  private static final int LARGE = 200;

  @TempDir private Path folder;

  private final Map<String, String> expected = new LinkedHashMap<>();

  private Path file(String name, String refusal) {
    expected.put(name, refusal);
    return folder.resolve(name);
  }

  private static byte[] npy(String type, String shape) {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, shape);
    byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
    byte[] head = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    out.writeBytes(text);
    return out.toByteArray();
  }

  /** An archive with a member of a header and zeros, and perhaps small counts beside it. */
  private static void npz(Path path, String member, byte[] header, int megabytes, boolean beside)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry(member + ".npy"));
      zip.write(header);
      zeros(zip, megabytes);
      zip.closeEntry();
      if (beside) {
        zip.putNextEntry(new ZipEntry("spikes.npy"));
        zip.write(npy("|u1", "2, 3, 4"));
        zip.write(new byte[24]);
        zip.closeEntry();
      }
    }
  }

  private static void zeros(OutputStream out, int megabytes) throws IOException {
    byte[] zeros = new byte[MEGA];
    for (int i = 0; i < megabytes; i++) {
      out.write(zeros);
    }
  }

  /** The start of a matrix of numbers in doubles, MATLAB 5, up to its values. */
  private static byte[] matrix(String name, int rows, int columns, int pages, long bytes) {
    ByteBuffer out = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(14).putInt((int) (64 + bytes));
    out.putInt(6).putInt(8).putInt(6).putInt(0);
    out.putInt(5).putInt(12).putInt(rows).putInt(columns).putInt(pages).putInt(0);
    out.putInt(1).putInt(name.length());
    out.put(name.getBytes(StandardCharsets.US_ASCII)).position(64);
    out.putInt(9).putInt((int) bytes);
    return out.array();
  }

  private static void mat(Path path, byte[]... elements) throws IOException {
    byte[] head = Arrays.copyOf("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII), 128);
    head[125] = 1;
    head[126] = 'I';
    head[127] = 'M';
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(head);
      for (byte[] element : elements) {
        out.write(element);
      }
    }
  }

  private static byte[] compressed(byte[] start, int megabytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(start);
      zeros(deflater, megabytes);
    }
    ByteBuffer tag = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    tag.putInt(15).putInt(packed.size());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(tag.array());
    out.writeBytes(packed.toByteArray());
    return out.toByteArray();
  }

  private static byte[] smallCounts() {
    ByteBuffer out = ByteBuffer.allocate(72 + 192).order(ByteOrder.LITTLE_ENDIAN);
    out.put(matrix("counts", 2, 3, 4, 192));
    return out.array();
  }

  private void archives() throws IOException {
    npz(
        file(
            "claims.npz",
            "spikes must hold the 1000000000000 elements of its shape [1000000, 1000, 1000], got a"
                + " file of at most"),
        "spikes",
        npy("<f8", "1000000, 1000, 1000"),
        0,
        false);
    npz(
        file("large.npz", "spikes must fit into memory, got 200 x 1024 x 1024 values, which take"),
        "spikes",
        npy("|u1", "200, 1024, 1024"),
        LARGE,
        false);
    npz(file("beside.npz", "read"), "x", npy("|u1", "200, 1024, 1024"), LARGE, true);
    npz(file("claims_beside.npz", "read"), "x", npy("<f8", "1000000, 1000, 1000"), 0, true);
    npz(
        file("labels.npz", "cond must be one per trial, got 209715200 for 2"),
        "cond",
        npy("|u1", "209715200,"),
        LARGE,
        true);
    npz(
        file("texts.npz", "neuron_names must fit into memory, got 4 values, which take 256 MB"),
        "neuron_names",
        npy("<U8388608", "4,"),
        128,
        true);
    try (RandomAccessFile sparse =
        new RandomAccessFile(
            file("claims.npy", "array must fit into memory, got 1000 x 1000 x 1000 values")
                .toFile(),
            "rw")) {
      byte[] header = npy("|u1", "1000, 1000, 1000");
      sparse.write(header);
      sparse.setLength(header.length + 1_000_000_000L);
    }
  }

  private void matlab() throws IOException {
    int bytes = LARGE * MEGA;
    mat(
        file("claims.mat", "file must hold elements that lie inside what holds them, got"),
        matrix("counts", 1000, 1000, 1000, 8_000_000_000L));
    mat(
        file(
            "packed_claims.mat",
            "file must hold compressed variables that can hold what they state, got"),
        compressed(matrix("counts", 1000, 1000, 200, 1_600_000_000L), 0));
    mat(
        file("large.mat", "counts must fit into memory, got 1024 x 1024 x 25 values, which take"),
        compressed(matrix("counts", 1024, 1024, 25, bytes), LARGE));
    mat(
        file("beside.mat", "read"),
        compressed(matrix("xxxxxx", 1024, 1024, 25, bytes), LARGE),
        smallCounts());
  }

  private void hdf5() throws IOException {
    for (String kind : List.of("refused_huge", "refused_huge_begun", "beside_huge")) {
      String refusal =
          switch (kind) {
            case "refused_huge" -> "spikes must hold values, got 1000000 x 1000000 x 10 that were";
            case "refused_huge_begun" -> "spikes must not state more than its file holds, got";
            default -> "read";
          };
      try (InputStream in = getClass().getResourceAsStream("kinds/" + kind + ".h5")) {
        assertNotNull(in);
        Files.write(file(kind + ".h5", refusal), in.readAllBytes());
      }
    }
    nwb(
        file("index.nwb", "units/spike_times_index must rise from 0 to at most 4, got 1.0E12"),
        new long[] {2, 1_000_000_000_000L});
    nwb(
        file("two_index.nwb", "units/spike_times_index must rise from 0 to at most 4, got 1.0 aft"),
        new long[] {2, 1});
  }

  private static void nwb(Path path, long[] index) {
    try (WritableHdfFile file = HdfFile.write(path)) {
      var unused = file.putDataset("nwb_version", "2.6.0");
      WritableGroup units = file.putGroup("units");
      unused = units.putDataset("spike_times", new double[] {1, 2, 1, 2});
      unused = units.putDataset("spike_times_index", index);
      WritableGroup trials = file.putGroup("intervals").putGroup("trials");
      unused = trials.putDataset("start_time", new double[] {1, 2});
      unused = trials.putDataset("stop_time", new double[] {2, 3});
    }
  }

  private void tables() throws IOException {
    for (int quoted = 0; quoted < 2; quoted++) {
      Path path =
          file(quoted + "line.csv", "table line 2 must have at most 1048576 bytes, got more");
      try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
        sparse.writeBytes("trial,neuron,time\n" + (quoted == 1 ? "\"" : ""));
        // Two gigabytes without an end of line.
        sparse.setLength(2_000_000_000L);
      }
    }
    try (OutputStream out =
        Files.newOutputStream(
            file("open.csv", "table row at line 2 must have at most 1048576 characters, got"))) {
      out.write("trial,neuron,time\n\"".getBytes(StandardCharsets.US_ASCII));
      byte[] line = "0123456789\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 20; i++) {
        out.write(line);
      }
    }
  }

  @Test
  void theyAreRefusedByWhatTheyState() throws IOException {
    archives();
    matlab();
    hdf5();
    tables();
    String said = ChildJvm.run("-Xmx64m", Reading.class, folder.toString());
    List<String> lines = said.lines().filter(line -> line.contains(" -> ")).toList();
    assertEquals(expected.size(), lines.size(), said);
    for (String line : lines) {
      String[] parts = line.split(" -> ", 2);
      String right = expected.get(parts[0]);
      assertTrue(
          parts[1].startsWith(
              right.equals("read") ? "read" : folder.resolve(parts[0]) + ": " + right),
          line);
    }
  }

  /** Reads all files of a folder and says how. */
  static final class Reading {
    private Reading() {}

    public static void main(String[] args) throws IOException {
      try (var files = Files.list(Path.of(args[0]))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          System.out.println(file.getFileName() + " -> " + said(file));
        }
      }
    }

    private static String said(Path file) {
      try {
        Trials trials =
            file.toString().endsWith(".nwb")
                ? Nwb.open(file).trials("start_time", 0, 100, 10)
                : Trials.load(file, 10);
        return "read " + trials.trials();
      } catch (IllegalArgumentException | UncheckedIOException e) {
        return e.getMessage();
      }
    }
  }
}
