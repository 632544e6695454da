package org.lfads4j.backend.engine;

import ai.djl.util.ClassLoaderUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Native libraries in a folder, against what is in the jar file that they were unpacked from: their
 * size and their CRC-32, which a jar file has of every entry.
 *
 * <p>To read them all takes a tenth of a second and more. So the file {@code compared} says of each
 * library with which size, times and CRC-32 it was found whole, and as long as that is so it is not
 * read again.
 */
final class UnpackedLibraries {
  private static final String COMPARED = "compared";
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final Path folder;
  private final List<Library> libraries = new ArrayList<>();
  private boolean missing;

  /** An unpacked file and what it was unpacked from. */
  private record Library(Path file, Content original) {
    /** What of a file changes when anybody writes it, and what it is compared with. */
    private String state() throws IOException {
      boolean unix = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
      return String.join(
          " ",
          file.getFileName().toString(),
          Long.toString(Files.size(file)),
          Files.getLastModifiedTime(file).toString(),
          unix ? Files.getAttribute(file, "unix:ctime").toString() : "",
          original.toString());
    }

    private boolean isWhole() throws IOException {
      if (Files.size(file) != original.bytes) {
        return false;
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Content.of(in).equals(original);
      }
    }
  }

  /** How long something is, and its CRC-32. */
  private record Content(long bytes, long crc) {
    private static Content of(InputStream in) throws IOException {
      CRC32 crc = new CRC32();
      byte[] buffer = new byte[BYTES_AT_ONCE];
      long bytes = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
        bytes += read;
      }
      return new Content(bytes, crc.getValue());
    }

    /** A resource's; in a jar file it stands in the index. */
    private static Optional<Content> of(String resource) throws IOException {
      URL source = ClassLoaderUtils.getResource(resource);
      if (source == null) {
        return Optional.empty();
      }
      URLConnection connection = source.openConnection();
      if (connection instanceof JarURLConnection jar && jar.getJarEntry().getCrc() >= 0) {
        return Optional.of(new Content(jar.getJarEntry().getSize(), jar.getJarEntry().getCrc()));
      }
      try (InputStream in = connection.getInputStream()) {
        return Optional.of(of(in));
      }
    }
  }

  UnpackedLibraries(Path folder) {
    this.folder = folder;
  }

  /** A file that must be there. */
  void require(String name, String resource) {
    missing |= !Files.exists(folder.resolve(name));
    allow(name, resource);
  }

  /** A file that may be there. Without a resource of that name it is taken as it is. */
  void allow(String name, String resource) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return;
    }
    try {
      Content.of(resource).ifPresent(original -> libraries.add(new Library(file, original)));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Whether all that must be there is, and all that is there is as it was unpacked. */
  boolean areWhole() {
    if (missing) {
      return false;
    }
    try {
      List<String> states = new ArrayList<>();
      for (Library library : libraries) {
        states.add(library.state());
      }
      String now = states.stream().collect(Collectors.joining("\n", "", "\n"));
      Path compared = folder.resolve(COMPARED);
      if (Files.exists(compared)
          && now.equals(new String(Files.readAllBytes(compared), StandardCharsets.UTF_8))) {
        return true;
      }
      for (Library library : libraries) {
        if (!library.isWhole()) {
          return false;
        }
      }
      if (Files.isDirectory(folder) && Files.isWritable(folder)) {
        Path unused = Files.write(compared, now.getBytes(StandardCharsets.UTF_8));
      }
      return true;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(
        "native libraries must be readable, got " + folder + " (" + e + ")", e);
  }
}
