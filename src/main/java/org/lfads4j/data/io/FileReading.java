package org.lfads4j.data.io;

import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.zip.ZipException;
import org.lfads4j.config.FullMemory;
import org.lfads4j.config.Internal;
import org.lfads4j.config.Message;

/** Reads a file that is not HDF5 and turns whatever goes wrong into one sentence with the path. */
@Internal
public final class FileReading {
  /** Makes something of a file. */
  @FunctionalInterface
  public interface Reader<T> {
    /** What it makes of this file. */
    T read(Path file) throws IOException;
  }

  /** How to say how wide the bins of a file are. */
  static final Message LOAD_WITH_BINS = new Message("Trials.load(path, binMs)", "--bin-ms X");

  private FileReading() {}

  /**
   * What {@code reader} makes of a file.
   *
   * @param kind what the file must be, with its article
   * @throws UncheckedIOException if the file cannot be read as that
   * @throws IllegalArgumentException if the reader does not like the content; the path is put
   *     before its message
   */
  public static <T> T of(Path file, String kind, Reader<T> reader) {
    if (Files.isDirectory(file)) {
      throw failed(file, "be a file, got a folder", null);
    }
    try {
      return reader.read(file);
    } catch (ContentException e) {
      throw e.of(file);
    } catch (NoSuchFileException e) {
      throw failed(file, "exist, got no such file", e);
    } catch (ZipException e) {
      throw failed(file, "be " + kind + ", got a damaged archive (" + sentence(e) + ")", e);
    } catch (IOException | RuntimeException e) {
      throw failed(file, "be " + kind + ", got " + sentence(e), e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(file, e);
    }
  }

  /** The width of a bin of a file that cannot state it. */
  static double requireBinMs(String what, OptionalDouble binMs) {
    return binMs.orElseThrow(
        () -> new ContentException(what, " must come with its bin width; use ", LOAD_WITH_BINS));
  }

  /** The first line of what an exception says. */
  static String sentence(Exception e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return text.lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  /** What the innermost cause says in its first line. */
  static String innermost(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean isForeseen =
        cause instanceof IOException
            || cause instanceof HdfException
            || cause instanceof ContentException
            || cause instanceof IllegalArgumentException;
    String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return isForeseen && !text.contains("Exception") ? text : "parts that do not fit together";
  }

  /** Whether a file was refused for want of memory alone. */
  public static boolean isTooLarge(Throwable refusal) {
    for (Throwable e = refusal; e != null; e = e.getCause()) {
      if (e instanceof OutOfMemoryError || (e instanceof ContentException c && c.isTooLarge())) {
        return true;
      }
    }
    return false;
  }

  /** What to throw for a file that takes more memory than there is. */
  static UncheckedIOException tooLarge(Path file, OutOfMemoryError full) {
    String size;
    try {
      size = " (a file of " + (Files.size(file) >> 20) + " MB)";
    } catch (IOException e) {
      size = "";
    }
    String message =
        FullMemory.sentence(file + size, full, "give it a part of the recording, or fewer bins");
    return new UncheckedIOException(message, new IOException(message, full));
  }

  /** What to throw for a file that cannot be read or written: one sentence, with the path. */
  static UncheckedIOException failed(Path file, String must, Throwable cause) {
    String message = file + " must " + must;
    return new UncheckedIOException(message, new IOException(message, cause));
  }
}
