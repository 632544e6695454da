package org.lfads4j.data.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The arrays of one .npz file, a zip archive of .npy files, stored or deflated. */
final class NpzFile implements NamedArrays {
  private static final String SUFFIX = ".npy";

  /** Deflate packs no tighter than 258 bytes into two bits. */
  private static final long TIGHTEST = 1032;

  private final Map<String, NamedArray> arrays;

  private NpzFile(Map<String, NamedArray> arrays) {
    this.arrays = arrays;
  }

  /** What {@code reader} makes of the arrays; they are gone afterwards. */
  static <T> T read(Path file, Function<NamedArrays, T> reader) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, NamedArray> arrays = new LinkedHashMap<>();
      NpzFile npz = new NpzFile(arrays);
      for (ZipEntry entry : zip.stream().<ZipEntry>map(e -> e).toList()) {
        if (entry.getName().endsWith(SUFFIX)) {
          String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
          arrays.put(name, npz.array(name, zip, entry));
        }
      }
      return reader.apply(npz);
    }
  }

  /** Writes arrays, each into an entry of its own. */
  static void write(Map<String, Block> blocks, ZipOutputStream zip) throws IOException {
    for (Map.Entry<String, Block> block : blocks.entrySet()) {
      zip.putNextEntry(new ZipEntry(block.getKey() + SUFFIX));
      NpyWriter.write(block.getValue(), zip);
      zip.closeEntry();
    }
  }

  /** What cannot be read keeps no other array from being read. */
  private NamedArray array(String name, ZipFile zip, ZipEntry entry) {
    try {
      return opened(name, zip, entry);
    } catch (ContentException e) {
      return new UnreadableArray(name, e);
    } catch (IOException | IllegalArgumentException e) {
      return new UnreadableArray(
          name, new ContentException(name + " must be readable, got " + FileReading.sentence(e)));
    }
  }

  private NpyArray opened(String name, ZipFile zip, ZipEntry entry) throws IOException {
    if (entry.getSize() < 0 || entry.getCompressedSize() < 0) {
      throw new ContentException(name + " must state its size; save it again");
    }
    long most = Math.min(entry.getSize(), (entry.getCompressedSize() + 1) * TIGHTEST);
    return NpyArray.of(
        name, () -> new CheckedEntry(zip.getInputStream(entry), entry), most, this::attributeWords);
  }

  @Override
  public List<String> names() {
    return List.copyOf(arrays.keySet());
  }

  @Override
  public Optional<NamedArray> array(String name) {
    return Optional.ofNullable(arrays.get(name));
  }

  @Override
  public Optional<Double> number(String name) {
    return array(name)
        .filter(array -> array.kind() == NamedArray.Kind.NUMBERS)
        .map(NamedArray::numbers)
        .filter(values -> values.length == 1)
        .map(values -> values[0]);
  }
}
