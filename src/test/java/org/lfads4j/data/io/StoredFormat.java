package org.lfads4j.data.io;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.checksum.ChecksumUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** Formats of files with named arrays, and how to write them. */
enum StoredFormat {
  NPZ("npz") {
    @Override
    List<String> types() {
      return List.of(
          "truth", "<i1", "<u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", "<i8", ">i8",
          "<u8", "<f4", ">f4", "<f8", ">f8");
    }

    @Override
    String floating() {
      return "<f4";
    }

    @Override
    Map<String, StoredItem> odd() {
      // The names tell NumPy's types, see odd(String).
      Map<String, StoredItem> odd = new LinkedHashMap<>();
      for (String name : List.of("odd_O", "odd_table", "odd_M8", "odd_c16", "odd_V3", "odd_g")) {
        odd.put(name, StoredItem.of(i -> i, 3, 4, 2));
      }
      return odd;
    }

    @Override
    void write(Path path, String type, Map<String, StoredItem> items) throws IOException {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
        for (Map.Entry<String, StoredItem> each : items.entrySet()) {
          zip.putNextEntry(new ZipEntry(each.getKey() + ".npy"));
          zip.write(npy(each.getKey(), type, each.getValue()));
          zip.closeEntry();
        }
      }
    }
  },
  HDF5("h5") {
    @Override
    List<String> types() {
      return List.of("byte", "short", "int", "long", "float", "double");
    }

    @Override
    void write(Path path, String type, Map<String, StoredItem> items) {
      try (WritableHdfFile file = HdfFile.write(path)) {
        items.forEach(
            (name, item) -> {
              if (item.shape()[0] > 0) {
                var unused = file.putDataset(name, nested(type, item));
              } else {
                // jHDF writes no set without elements.
                var unused = file.putGroup(name);
              }
            });
      }
    }
  },
  MATLAB_5("mat") {
    @Override
    List<String> types() {
      return List.of(
          "truth", "Double", "Single", "Int8", "UInt8", "Int16", "UInt16", "Int32", "UInt32",
          "Int64", "UInt64");
    }

    @Override
    String floating() {
      return "Single";
    }

    @Override
    Map<String, StoredItem> odd() {
      Map<String, StoredItem> odd = new LinkedHashMap<>();
      for (String name : List.of("odd_cell", "odd_struct", "odd_complex", "odd_sparse")) {
        odd.put(name, StoredItem.of(i -> i, 3, 4, 2));
      }
      return odd;
    }

    @Override
    void write(Path path, String type, Map<String, StoredItem> items) throws IOException {
      try (Mat5File mat = Mat5.newMatFile();
          Sink sink = Sinks.newStreamingFile(path.toFile())) {
        items.forEach((name, item) -> mat.addArray(name, matlab(name, type, item)));
        mat.writeTo(sink);
      }
    }
  },
  MATLAB_7_3("mat") {
    @Override
    List<String> types() {
      return List.of("byte", "short", "int", "long", "float", "double");
    }

    @Override
    void write(Path path, String type, Map<String, StoredItem> items) throws IOException {
      Path plain = path.resolveSibling(path.getFileName() + ".h5");
      try (WritableHdfFile file = HdfFile.write(plain)) {
        items.forEach((name, item) -> put(file, type, name, item));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] head = Arrays.copyOf("MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII), 512);
      Arrays.fill(head, 19, 124, (byte) ' ');
      head[125] = 2;
      head[126] = 'I';
      head[127] = 'M';
      out.write(head);
      out.write(moved(Files.readAllBytes(plain), head.length));
      Files.write(path, out.toByteArray());
      Files.delete(plain);
    }
  };

  private final String extension;

  StoredFormat(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }

  /** Names of the types that counts can have in it; "truth" holds 0 and 1. */
  abstract List<String> types();

  String floating() {
    return "float";
  }

  /** Arrays of types that no session is made of. */
  Map<String, StoredItem> odd() {
    return Map.of();
  }

  /** Writes items; those that are called spikes, counts, data or like no other have the type. */
  abstract void write(Path path, String type, Map<String, StoredItem> items) throws IOException;

  /** What lies beside counts keeps its fractions. */
  private static boolean isFloating(StoredItem item) {
    return Arrays.stream(item.values()).anyMatch(v -> v < 0);
  }

  /** An HDF5 file whose superblock, version 2 or 3, says that it begins later in another file. */
  private static byte[] moved(byte[] hdf5, int base) {
    ByteBuffer block = ByteBuffer.wrap(hdf5).order(ByteOrder.LITTLE_ENDIAN);
    block.putLong(12, base);
    block.putInt(44, ChecksumUtils.checksum(Arrays.copyOf(hdf5, 44)));
    return hdf5;
  }

  private static Object nested(String type, StoredItem item) {
    if (item.isText()) {
      return item.words().toArray(String[]::new);
    }
    Object out = Array.newInstance(component(isFloating(item) ? "double" : type), item.shape());
    fill(out, item, new int[item.shape().length], 0);
    return out;
  }

  private static Class<?> component(String type) {
    return switch (type) {
      case "byte" -> byte.class;
      case "short" -> short.class;
      case "int" -> int.class;
      case "long" -> long.class;
      case "float" -> float.class;
      default -> double.class;
    };
  }

  private static void fill(Object out, StoredItem item, int[] place, int axis) {
    for (int i = 0; i < item.shape()[axis]; i++) {
      place[axis] = i;
      if (axis < place.length - 1) {
        fill(Array.get(out, i), item, place, axis + 1);
        continue;
      }
      double value = item.at(place);
      Class<?> each = out.getClass().getComponentType();
      if (each == byte.class) {
        Array.setByte(out, i, (byte) value);
      } else if (each == short.class) {
        Array.setShort(out, i, (short) value);
      } else if (each == int.class) {
        Array.setInt(out, i, (int) value);
      } else if (each == long.class) {
        Array.setLong(out, i, (long) value);
      } else if (each == float.class) {
        Array.setFloat(out, i, (float) value);
      } else {
        Array.setDouble(out, i, value);
      }
    }
  }

  private static void put(WritableHdfFile file, String type, String name, StoredItem item) {
    WritableDataset set;
    if (item.isText()) {
      String text = item.words().get(0);
      short[][] codes = new short[text.length()][1];
      for (int i = 0; i < codes.length; i++) {
        codes[i][0] = (short) text.charAt(i);
      }
      set = file.putDataset(name, codes);
      var unused = set.putAttribute("MATLAB_class", "char");
    } else if (item.values().length == 0) {
      set = file.putDataset(name, new long[] {item.shape()[0], item.shape()[1]});
      var unused = set.putAttribute("MATLAB_class", "double");
      unused = set.putAttribute("MATLAB_empty", (byte) 1);
    } else {
      StoredItem two =
          item.shape().length > 1
              ? item
              : new StoredItem(new int[] {item.shape()[0], 1}, item.values(), List.of());
      set = file.putDataset(name, nested(type, two.reversed()));
      var unused = set.putAttribute("MATLAB_class", "double");
    }
  }

  private static us.hebi.matlab.mat.types.Array matlab(String name, String type, StoredItem item) {
    if (item.isText()) {
      return Mat5.newString(item.words().get(0));
    }
    return switch (name) {
      case "odd_cell" ->
          Mat5.newCell(1, 2).set(0, Mat5.newString("a")).set(1, Mat5.newMatrix(2, 2));
      case "odd_struct" ->
          Mat5.newStruct().set("data", Mat5.newMatrix(2, 2)).set("n", Mat5.newScalar(1));
      case "odd_complex" -> Mat5.newComplex(3, 4);
      case "odd_sparse" -> Mat5.newMatrix(1, 1);
      default -> numbers(type, item);
    };
  }

  private static Matrix numbers(String type, StoredItem item) {
    int[] shape = item.shape().length > 1 ? item.shape() : new int[] {item.shape()[0], 1};
    Matrix out =
        type.equals("truth") && !isFloating(item)
            ? Mat5.newLogical(shape)
            : Mat5.newMatrix(
                shape,
                type.equals("truth") || isFloating(item)
                    ? MatlabType.Double
                    : MatlabType.valueOf(type));
    StoredItem columns = new StoredItem(shape, item.values(), List.of()).reversed();
    for (int i = 0; i < columns.values().length; i++) {
      if (out.isLogical()) {
        out.setBoolean(i, columns.values()[i] != 0);
      } else {
        out.setDouble(i, columns.values()[i]);
      }
    }
    return out;
  }

  private static byte[] npy(String name, String type, StoredItem item) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String described = described(name, type, item);
    StringBuilder shape = new StringBuilder();
    for (int axis : item.shape()) {
      shape.append(axis).append(',');
    }
    String dictionary =
        "{'descr': %s, 'fortran_order': False, 'shape': (%s), }\n".formatted(described, shape);
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(dictionary.length() & 0xff);
    out.write(dictionary.length() >> 8);
    out.write(dictionary.getBytes(StandardCharsets.US_ASCII));
    if (item.isText()) {
      for (String word : item.words()) {
        out.write(Arrays.copyOf(word.getBytes(StandardCharsets.US_ASCII), 4));
      }
      return out.toByteArray();
    }
    for (double value : item.values()) {
      out.write(bytes(described.substring(1, described.length() - 1), value));
    }
    return out.toByteArray();
  }

  private static String described(String name, String type, StoredItem item) {
    if (item.isText()) {
      return "'|S4'";
    }
    return switch (name) {
      case "odd_O" -> "'|O'";
      case "odd_table" -> "[('start', '<f8'), ('ok', '|b1')]";
      case "odd_M8" -> "'<M8[D]'";
      case "odd_c16" -> "'<c16'";
      case "odd_V3" -> "'|V3'";
      case "odd_g" -> "'<f16'";
      default -> isFloating(item) ? "'<f8'" : type.equals("truth") ? "'|b1'" : "'" + type + "'";
    };
  }

  private static byte[] bytes(String described, double value) {
    ByteBuffer out =
        ByteBuffer.allocate(8)
            .order(described.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    switch (described.substring(1)) {
      case "b1" -> out.put((byte) (value == 0 ? 0 : 1));
      case "i1", "u1" -> out.put((byte) value);
      case "i2", "u2" -> out.putShort((short) value);
      case "i4", "u4" -> out.putInt((int) value);
      case "i8", "u8" -> out.putLong((long) value);
      case "f4" -> out.putFloat((float) value);
      default -> out.putDouble(value);
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
