package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The right to write into a folder, held by one thread of one process. The operating system takes
 * it from a process that dies, however it dies.
 *
 * <p>Some systems drop all of a process's locks on a file as soon as it closes any channel on it,
 * so a file that this process holds is never opened a second time.
 */
final class RunLock implements AutoCloseable {
  private static final String FILE = "lock";

  /** A look at a lock holds it for a moment; a claim waits that moment out. */
  private static final int TRIES = 5;

  private static final long MILLIS_BETWEEN_TRIES = 20;

  private static final Map<Path, RunLock> HELD = new HashMap<>();

  private final Path key;
  private final FileChannel channel;

  private RunLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the folder, unless somebody has it.
   *
   * @param folder that exists
   * @throws UncheckedIOException if the folder cannot be written
   */
  static Optional<RunLock> tryTake(Path folder) {
    for (int i = 1; ; i++) {
      Optional<RunLock> taken = takeNow(folder);
      if (taken.isPresent() || i == TRIES) {
        return taken;
      }
      try {
        Thread.sleep(MILLIS_BETWEEN_TRIES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return taken;
      }
    }
  }

  /**
   * Takes the folder as soon as nobody has it.
   *
   * @throws UncheckedIOException if the folder cannot be written
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
   */
  static RunLock take(Path folder) {
    while (true) {
      Optional<RunLock> taken = tryTake(folder);
      if (taken.isPresent()) {
        return taken.get();
      }
      if (Thread.interrupted()) {
        throw new CancellationException("waiting for " + folder + " was interrupted");
      }
    }
  }

  /** Whether somebody has the folder now. Any number may look at the same time. */
  static boolean isTaken(Path folder) {
    synchronized (HELD) {
      if (HELD.containsKey(key(folder))) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ)) {
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
        if (lock == null) {
          return true;
        }
        lock.release();
        return false;
      } catch (NoSuchFileException e) {
        return false;
      } catch (IOException e) {
        // A folder that cannot be read is at work for nobody.
        return false;
      }
    }
  }

  private static Optional<RunLock> takeNow(Path folder) {
    synchronized (HELD) {
      Path key = key(folder);
      if (HELD.containsKey(key)) {
        return Optional.empty();
      }
      FileChannel channel = null;
      try {
        channel =
            FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
          channel.close();
          return Optional.empty();
        }
        RunLock lock = new RunLock(key, channel);
        HELD.put(key, lock);
        return Optional.of(lock);
      } catch (OverlappingFileLockException e) {
        throw new IllegalStateException("a lock must be known where it is held, got " + key, e);
      } catch (IOException e) {
        closeQuietly(channel);
        throw new UncheckedIOException(
            "run folder must be writable, got " + folder + " (" + e + ")", e);
      }
    }
  }

  /** The folder that is held. */
  Path folder() {
    return key;
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The failure that led here is the one to report.
        return;
      }
    }
  }

  private static Path key(Path folder) {
    try {
      return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      HELD.remove(key);
      closeQuietly(channel);
    }
  }
}
