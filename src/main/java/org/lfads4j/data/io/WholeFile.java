package org.lfads4j.data.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.lfads4j.config.Internal;

/**
 * Writes files all or nothing: readers see the old file or the whole new one, also after the
 * program or the machine has stopped in the middle.
 */
@Internal
public final class WholeFile {
  private static final Pattern PARTIAL =
      Pattern.compile("\\..*\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

  /** Checks before files are put in place, by the real path of the folder that they are below. */
  private static final Map<Path, Runnable> GUARDS = new ConcurrentHashMap<>();

  /** Fills a file. */
  @FunctionalInterface
  public interface Filler {
    /** Writes the whole content to this path. */
    void fill(Path partial) throws IOException;
  }

  private WholeFile() {}

  /**
   * Fills a file under a hidden name beside its place, sees it to the disk, then moves it there.
   *
   * @throws IOException if it cannot be written; nothing is left behind
   */
  public static void write(Path file, Filler filler) throws IOException {
    Path target = file.toAbsolutePath();
    Path partial =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      filler.fill(partial);
      force(partial);
      check(target);
      move(partial, target);
    } catch (IOException | RuntimeException | Error e) {
      remove(partial, e);
      throw e;
    }
    forceFolder(target.getParent());
  }

  /**
   * Lets a check forbid, by an exception, that files below a folder are put in place; until {@link
   * #unguard}. The check comes when the whole content lies in the partial file. So whoever gets the
   * right to write next, and removes the partial files first, never finds a file of the one before
   * put over its own, not even of a process that was asleep for a while.
   *
   * @param folder its real path
   */
  public static void guard(Path folder, Runnable check) {
    GUARDS.put(folder, check);
  }

  /** Ends the check of a folder. */
  public static void unguard(Path folder) {
    GUARDS.remove(folder);
  }

  private static void check(Path target) throws IOException {
    if (!GUARDS.isEmpty()) {
      Path folder = target.getParent().toRealPath();
      GUARDS.forEach(
          (guarded, check) -> {
            if (folder.startsWith(guarded)) {
              check.run();
            }
          });
    }
  }

  /** What went wrong before is what there is to say; a disk that fails may refuse this as well. */
  private static void remove(Path partial, Throwable reason) {
    try {
      boolean unused = Files.deleteIfExists(partial);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Writes a text in UTF-8.
   *
   * @throws IOException if it cannot be written; nothing is left behind
   */
  public static void text(Path file, String text) throws IOException {
    // Bytes, because a writer would refuse half a surrogate pair.
    write(file, partial -> Files.write(partial, text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Deletes the partial files that programs left when they were killed. Only for a folder that no
   * one writes into meanwhile: their unfinished files are told from others by name alone.
   *
   * @return how many there were
   * @throws IOException if the folder cannot be read or a file not be deleted
   */
  public static int removePartial(Path folder) throws IOException {
    int removed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, WholeFile::isPartial)) {
      for (Path file : files) {
        removed += Files.deleteIfExists(file) ? 1 : 0;
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return removed;
  }

  /**
   * Whether a folder holds a partial file, of a program that was killed or that is writing now.
   *
   * @throws IOException if the folder cannot be read
   */
  public static boolean hasPartial(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, WholeFile::isPartial)) {
      return files.iterator().hasNext();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isPartial(Path file) {
    return PARTIAL.matcher(file.getFileName().toString()).matches()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Not by a channel, which an interrupted thread cannot use: a stopped run saves its results. */
  private static void force(Path file) throws IOException {
    if (!Files.exists(file)) {
      // Or it would be made here, and empty.
      throw new NoSuchFileException(file.toString());
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.getFD().sync();
    }
  }

  /** Sees a new name to the disk where the system lets a folder be opened; Windows does not. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The whole file is in its place already.
      return;
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
