package org.lfads4j.runs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What can happen to files. */
final class Damage {
  private Damage() {}

  /** One bit of a byte is another. */
  static void flip(Path file, int at) {
    change(
        file,
        bytes -> {
          bytes[at] ^= (byte) (1 << at % 8);
          return bytes;
        });
  }

  /** The file ends after so many bytes. */
  static void cut(Path file, int length) {
    change(file, bytes -> Arrays.copyOf(bytes, length));
  }

  /** A text in a text file is another. */
  static void replace(Path file, String text, String other) {
    change(
        file,
        bytes -> {
          String old = new String(bytes, StandardCharsets.UTF_8);
          if (!old.contains(text)) {
            throw new IllegalArgumentException(file + " must contain " + text + ", got " + old);
          }
          return old.replace(text, other).getBytes(StandardCharsets.UTF_8);
        });
  }

  /** A JSON file as an earlier version wrote it: without the hash at its end. */
  static void unseal(Path file) {
    change(
        file,
        bytes -> {
          String sealed = new String(bytes, StandardCharsets.UTF_8);
          String plain = sealed.replaceFirst(",\\n  \"sha256\": \"[0-9a-f]{64}\"", "");
          if (plain.equals(sealed)) {
            throw new IllegalArgumentException(file + " must be sealed, got " + sealed);
          }
          return plain.getBytes(StandardCharsets.UTF_8);
        });
  }

  static void change(Path file, UnaryOperator<byte[]> change) {
    try {
      Files.write(file, change.apply(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sealed file says that it is of version 2, and its seal is right. */
  static void newerVersion(Path sealed) {
    Charset utf32 = Charset.forName("UTF-32LE");
    byte[] old = "\"format_version\":1".getBytes(utf32);
    byte[] other = "\"format_version\":2".getBytes(utf32);
    change(
        sealed,
        bytes -> {
          try {
            return sealed(rewritten(bytes, content -> replaced(content, old, other)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] rewritten(byte[] zip, UnaryOperator<byte[]> change) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setComment("sha256:" + "0".repeat(64));
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = in.readAllBytes();
        out.write(entry.getName().equals("state.npy") ? change.apply(content) : content);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] sealed(byte[] zip) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(zip, 0, zip.length - 64);
      byte[] digits = HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, zip, zip.length - 64, 64);
      return zip;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] replaced(byte[] content, byte[] old, byte[] other) {
    for (int i = 0; i + old.length <= content.length; i++) {
      if (Arrays.equals(content, i, i + old.length, old, 0, old.length)) {
        System.arraycopy(other, 0, content, i, other.length);
        return content;
      }
    }
    throw new IllegalArgumentException("content must hold the text, got none");
  }

  /** A folder with all that is in it. */
  static Path copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path... files) {
    for (Path file : files) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
