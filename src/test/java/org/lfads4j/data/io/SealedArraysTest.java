package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedArraysTest {
  private static final double[] DOUBLES = {
    0.1 + 0.2, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN
  };
  private static final double[] FLOATS = {0.1f, -0.0, Float.MIN_VALUE, Float.MAX_VALUE, 0, 1};

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("a.npz");
    Map<String, Block> blocks = new LinkedHashMap<>();
    blocks.put("state", Block.words(List.of("{\"é\": 1}")));
    blocks.put("doubles", Block.numbers(DOUBLES));
    blocks.put("group/floats", Block.floats(List.of(2, 3), FLOATS));
    SealedArrays.write(file, blocks);
  }

  @Test
  void everythingComesBackToTheBit() {
    assertEquals("{\"é\": 1}", SealedArrays.<String>read(file, a -> a.text("state")));
    assertArrayEquals(DOUBLES, SealedArrays.<double[]>read(file, a -> a.numbers("doubles")));
    assertArrayEquals(FLOATS, SealedArrays.<double[]>read(file, a -> a.numbers("group/floats", 6)));
    assertEquals("{\"é\": 1}", SealedArrays.<String>readUnsealed(file, a -> a.text("state")));
  }

  @Test
  void numpyReadsThem() throws Exception {
    Python.run(
        folder,
        """
        a = np.load('a.npz')
        assert sorted(a.files) == ['doubles', 'group/floats', 'state'], a.files
        assert a['doubles'].dtype == np.float64 and a['doubles'][0] == 0.1 + 0.2
        assert np.isinf(a['doubles'][4]) and np.isnan(a['doubles'][5])
        assert a['group/floats'].dtype == np.float32
        assert a['group/floats'].shape == (2, 3)
        assert a['group/floats'][0, 0] == np.float32(0.1)
        assert str(a['state'][0]) == '{"\\u00e9": 1}', a['state']
        """);
  }

  private String refusal() {
    return assertThrows(
            IllegalArgumentException.class,
            () -> SealedArrays.<String>read(file, a -> a.text("state")))
        .getMessage();
  }

  @Test
  void everyBitCounts() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      Files.write(file, flipped);
      boolean inSeal = at >= whole.length - 71 && at < whole.length - 64;
      assertEquals(
          file
              + ": file must be whole, got "
              + (inSeal
                  ? "a file that ends without its checksum"
                  : "another checksum than the one at its end")
              + "; it is damaged or cut short",
          refusal(),
          "byte " + at);
    }
  }

  @Test
  void everyByteCounts() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(
          file
              + ": file must be whole, got "
              + (length < 71
                  ? "a file of " + length + " bytes"
                  : "a file that ends without its checksum")
              + "; it is damaged or cut short",
          refusal(),
          "length " + length);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertEquals(
        file
            + ": file must be whole, got a file that ends without its checksum; it is damaged or"
            + " cut short",
        refusal());
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertEquals(
        file + ": file must hold other",
        assertThrows(
                IllegalArgumentException.class,
                () -> SealedArrays.<double[]>read(file, a -> a.numbers("other")))
            .getMessage());
    assertEquals(
        file + ": doubles must hold 5 numbers, got 6",
        assertThrows(
                IllegalArgumentException.class,
                () -> SealedArrays.<double[]>read(file, a -> a.numbers("doubles", 5)))
            .getMessage());
    Path missing = folder.resolve("missing.npz");
    assertEquals(
        missing + " must exist, got no such file",
        assertThrows(
                UncheckedIOException.class,
                () -> SealedArrays.<String>read(missing, a -> a.text("state")))
            .getMessage());
  }

  @Test
  void anEarlierFileStaysWhereANewOneCannotBeWritten() {
    Path nowhere = folder.resolve("nowhere").resolve("a.npz");
    String message =
        assertThrows(
                UncheckedIOException.class,
                () -> SealedArrays.write(nowhere, Map.of("x", Block.numbers(1))))
            .getMessage();
    assertEquals(true, message.startsWith(nowhere + " must be writable, got "), message);
    assertFalse(Files.exists(nowhere));
  }
}
