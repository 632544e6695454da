package org.lfads4j.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a block in NumPy's .npy format, version 1: row by row, little-endian. */
final class NpyWriter {
  private static final int ALIGNMENT = 64;
  private static final int PREFIX = 10;
  private static final int ELEMENTS_AT_ONCE = 1 << 13;

  private NpyWriter() {}

  static void write(Block block, OutputStream out) throws IOException {
    int width = width(block);
    out.write(header(description(block, width), block));
    int size = block.size();
    for (int done = 0; done < size; done += ELEMENTS_AT_ONCE) {
      int count = Math.min(ELEMENTS_AT_ONCE, size - done);
      ByteBuffer chunk = ByteBuffer.allocate(count * width).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        put(block, done + i, chunk.position(i * width));
      }
      out.write(chunk.array());
    }
  }

  private static int width(Block block) {
    if (block.values() instanceof String[] words) {
      int longest =
          Arrays.stream(words).mapToInt(w -> w.codePointCount(0, w.length())).max().orElse(0);
      return 4 * Math.max(1, longest);
    }
    return block.values() instanceof double[] ? 8 : 4;
  }

  private static String description(Block block, int width) {
    if (block.values() instanceof String[]) {
      return "<U" + width / 4;
    }
    return (block.values() instanceof int[] ? "<i" : "<f") + width;
  }

  private static void put(Block block, int place, ByteBuffer to) {
    if (block.values() instanceof float[] floats) {
      to.putFloat(floats[place]);
    } else if (block.values() instanceof double[] doubles) {
      to.putDouble(doubles[place]);
    } else if (block.values() instanceof int[] ints) {
      to.putInt(ints[place]);
    } else {
      ((String[]) block.values())[place].codePoints().forEach(to::putInt);
    }
  }

  private static byte[] header(String description, Block block) {
    String shape =
        block.shape().stream().map(axis -> axis + ",").collect(Collectors.joining(" ", "(", ")"));
    String text =
        "{'descr': '" + description + "', 'fortran_order': False, 'shape': " + shape + ", }";
    int total = (PREFIX + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    byte[] out = new byte[total];
    Arrays.fill(out, (byte) ' ');
    ByteBuffer.wrap(out)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) (total - PREFIX))
        .put(text.getBytes(StandardCharsets.US_ASCII));
    out[total - 1] = '\n';
    return out;
  }
}
