package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lfads4j.data.Trials;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/**
 * Files with bytes changed, cut out, doubled or cut off: each is read, or refused in one sentence
 * of ours that names it, soon and without taking much memory. The seed of a failure is its number.
 */
class MutatedFilesTest {
  private static final int IN_THE_FAST_SUITE = 500;
  private static final int ALL = 12_000;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final byte[] TELLING = {
    0, 1, 2, 4, 6, 8, 14, 15, 16, 0x7f, (byte) 0x80, (byte) 0xff
  };

  enum Format {
    NPY("npy"),
    NPZ("npz"),
    NPZ_OF_MUTATED_ARRAYS("npz"),
    MAT("mat"),
    MAT_OF_MUTATED_VARIABLES("mat"),
    CSV("csv");

    private final String extension;

    Format(String extension) {
      this.extension = extension;
    }
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void someAreReadOrRefused(Format format) throws Exception {
    readAll(format, 0, IN_THE_FAST_SUITE);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void allAreReadOrRefused(Format format) throws Exception {
    readAll(format, IN_THE_FAST_SUITE, ALL);
  }

  private void readAll(Format format, int from, int to) throws Exception {
    List<byte[]> originals = originals(format);
    int read = 0;
    for (int seed = from; seed < to; seed++) {
      Random random = new Random(seed);
      byte[] mutated =
          packed(mutated(originals.get(seed % originals.size()), random, format), format);
      read += read(format, seed, mutated) ? 1 : 0;
    }
    assertTrue(read < to - from, "no mutated file was refused");
  }

  /** Whether the file is read; fails if it is refused in another way than ours. */
  private boolean read(Format format, int seed, byte[] content) throws Exception {
    Path path = Files.write(folder.resolve("x." + format.extension), content);
    String where = format + " of seed " + seed;
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Trials> result = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                result.set(Trials.load(path, 10));
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    reader.start();
    reader.join(LONGEST.toMillis());
    if (reader.isAlive()) {
      fail(
          where
              + " is not read within "
              + LONGEST
              + ", at "
              + Arrays.toString(reader.getStackTrace()));
    }
    if (thrown.get() != null) {
      requireOurs(where, path, thrown.get());
      return false;
    }
    requirePossible(where, result.get(), content.length);
    return true;
  }

  private static void requireOurs(String where, Path path, Throwable thrown) {
    boolean ours =
        thrown instanceof IllegalArgumentException || thrown instanceof UncheckedIOException;
    String message = String.valueOf(thrown.getMessage());
    if (!ours || !message.startsWith(path.toString()) || message.contains("\n")) {
      fail(where + " is refused with " + thrown, thrown);
    }
  }

  /** A shape that the content can have: no more elements than deflate packs into so many bytes. */
  private static void requirePossible(String where, Trials trials, int bytes) {
    long elements = (long) trials.trials() * trials.bins() * trials.neurons();
    assertTrue(elements <= 1032L * bytes + (1 << 20), where + " is read as " + trials);
  }

  private byte[] mutated(byte[] original, Random random, Format format) {
    byte[] out = original.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && out.length > 1; i++) {
      out = changed(out, random, format);
    }
    return out;
  }

  private static byte[] changed(byte[] bytes, Random random, Format format) {
    // Most of what can go wrong is in headers, at the start or, in archives, at the end.
    int reach = random.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, 400);
    int at = random.nextInt(reach);
    if (format == Format.NPZ && random.nextBoolean()) {
      at = bytes.length - 1 - at;
    }
    int length = Math.min(1 + random.nextInt(8), bytes.length - at);
    switch (random.nextInt(8)) {
      case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2, 3 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
      case 4 -> bytes[at] = (byte) ('0' + random.nextInt(10));
      case 5 -> {
        for (int i = at; i < at + length; i++) {
          bytes[i] = (byte) random.nextInt(256);
        }
      }
      case 6 -> {
        return joined(
            Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
      }
      default -> {
        return random.nextInt(4) == 0
            ? Arrays.copyOf(bytes, at)
            : joined(
                Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  private List<byte[]> originals(Format format) throws IOException, InterruptedException {
    return switch (format) {
      case CSV ->
          List.of(
              "trial,neuron,time,count\n1,1,0,2\n1,\"a,b\",10,1\n2,1,20,1\n"
                  .getBytes(StandardCharsets.UTF_8),
              "Trial;Unit;Time_ms;condition\r\n1;1;0.5;go\r\n2;3;17;\"st\"\"op\"\r\n"
                  .getBytes(StandardCharsets.UTF_8),
              "trial_id\tneuron_id\ttime_s\n1\t1\t-0.01\n2\t1\t0.25\n"
                  .getBytes(StandardCharsets.UTF_8));
      case NPY, NPZ_OF_MUTATED_ARRAYS -> List.of(npy("|u1", 1), npy("<f8", 8), npy(">f2", 2));
      case NPZ -> List.of(written("npz"), packed(npy("<i4", 4), Format.NPZ_OF_MUTATED_ARRAYS));
      case MAT -> List.of(written("mat"), structs(), deflated(structs()));
      case MAT_OF_MUTATED_VARIABLES -> List.of(structs());
    };
  }

  /** Mutated content inside an intact archive. */
  private static byte[] packed(byte[] content, Format format) throws IOException {
    return switch (format) {
      case NPZ_OF_MUTATED_ARRAYS -> zipped(content);
      case MAT_OF_MUTATED_VARIABLES -> deflated(content);
      default -> content;
    };
  }

  private static byte[] npy(String type, int width) {
    String dictionary = "{'descr': '" + type + "', 'fortran_order': True, 'shape': (2, 3, 4), }\n";
    byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    return joined(joined(start, text), new byte[24 * width]);
  }

  private static byte[] zipped(byte[] array) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("spikes.npy"));
      zip.write(array);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  private byte[] written(String extension) throws IOException {
    Path path = folder.resolve("original." + extension);
    Sessions.everything().save(path);
    return Files.readAllBytes(path);
  }

  private byte[] structs() throws IOException {
    Struct trials = Mat5.newStruct(1, 3);
    for (int e = 0; e < 3; e++) {
      Matrix spikes = Mat5.newMatrix(4, 2, MatlabType.UInt8);
      spikes.setInt(e, 1);
      trials.set("spikes", e, spikes).set("condition", e, Mat5.newString("go"));
    }
    Path path = folder.resolve("structs.mat");
    try (Mat5File mat = Mat5.newMatFile();
        Sink sink = Sinks.newStreamingFile(path.toFile())) {
      mat.addArray("trials", trials).addArray("names", Mat5.newCell(1, 2)).writeTo(sink);
    }
    return Files.readAllBytes(path);
  }

  /** The same file with all that follows its header as one compressed element. */
  private static byte[] deflated(byte[] mat) throws IOException {
    int header = Math.min(128, mat.length);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(mat, header, mat.length - header);
    }
    ByteBuffer tag = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    tag.putInt(15).putInt(packed.size());
    return joined(joined(Arrays.copyOf(mat, header), tag.array()), packed.toByteArray());
  }
}
