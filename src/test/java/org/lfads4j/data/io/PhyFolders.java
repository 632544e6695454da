package org.lfads4j.data.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.DoubleStream;

/** Folders as Kilosort and Phy leave them, small. */
public final class PhyFolders {
  /** Samples per second. */
  public static final double RATE = 30_000;

  private PhyFolders() {}

  /** Sample and cluster of each spike: clusters 2, 5, 7 and 11 over 60 s. */
  public static long[][] spikes() {
    Random random = new Random(4);
    int[] clusters = {2, 5, 7, 11};
    long[] times = random.longs(4000, 0, (long) (60 * RATE)).sorted().toArray();
    return new long[][] {
      times, random.ints(times.length, 0, 4).mapToLong(i -> clusters[i]).toArray()
    };
  }

  /** A whole folder: 2 and 7 are good. */
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    long[][] spikes = spikes();
    npy(folder.resolve("spike_times.npy"), "<u8", spikes[0].length + ", 1", spikes[0]);
    npy(folder.resolve("spike_clusters.npy"), "<i4", spikes[0].length + ",", spikes[1]);
    Files.writeString(
        folder.resolve("params.py"),
        """
        dat_path = r'C:\\data\\raw.dat'
        n_channels_dat = 385
        dtype = 'int16'
        offset = 0
        sample_rate = 30000.
        hp_filtered = False
        """);
    Files.writeString(
        folder.resolve("cluster_group.tsv"),
        "cluster_id\tgroup\n2\tgood\n5\tmua\n7\tgood\n11\tnoise\n");
    Files.writeString(folder.resolve("trials.csv"), trials());
    return folder;
  }

  /** Twenty trials, three seconds apart; go comes half a second after their start. */
  public static String trials() {
    StringBuilder table = new StringBuilder("trial,start_time,go,condition\n");
    for (int e = 0; e < 20; e++) {
      double startS = 1 + 2.9 * e;
      table
          .append("t" + e + "," + startS + "," + (startS + .5) + ",")
          .append(e % 2 == 0 ? "left\n" : "right\n");
    }
    return table.toString();
  }

  /** An array of whole numbers. */
  public static void npy(Path file, String type, String shape, long... values) throws IOException {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, shape);
    byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
    int width = type.charAt(2) - '0';
    ByteBuffer numbers =
        ByteBuffer.allocate(values.length * width)
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      put(numbers, type.substring(1), value);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
    out.writeBytes(text);
    out.writeBytes(numbers.array());
    Files.write(file, out.toByteArray());
  }

  /** An array of numbers. */
  public static void npy(Path file, String shape, double... values) throws IOException {
    Files.createDirectories(file.getParent());
    npy(file, "<i8", shape, DoubleStream.of(values).mapToLong(Double::doubleToLongBits).toArray());
    byte[] bytes = Files.readAllBytes(file);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("<i8") + 1] = 'f';
    Files.write(file, bytes);
  }

  private static void put(ByteBuffer numbers, String type, long value) {
    switch (type) {
      case "f8" -> numbers.putDouble((double) value);
      case "f4" -> numbers.putFloat((float) value);
      case "i8", "u8" -> numbers.putLong(value);
      case "i4", "u4" -> numbers.putInt((int) value);
      case "i2", "u2" -> numbers.putShort((short) value);
      default -> numbers.put((byte) value);
    }
  }
}
