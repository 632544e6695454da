package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.lfads4j.data.io.WholeFile;

/**
 * The right to write into a folder, held by one thread of one process. The operating system
 * releases it when the process ends, even if it is killed. If the file system gives no locks, or
 * the folder has leases already, a {@link Lease} is taken.
 *
 * <p>Some systems drop all of a process's locks on a file as soon as it closes any channel on it,
 * so a file that this process holds is never opened a second time.
 */
final class RunLock implements AutoCloseable {
  private static final String FILE = "lock";

  /** {@link #isTaken} holds a lock for a moment, so taking it is tried more than once. */
  private static final int TRIES = 5;

  private static final long MILLIS_BETWEEN_TRIES = 20;

  private static final Map<Path, RunLock> HELD = new HashMap<>();

  /** Whether the process is ending, and takes no more. */
  private static boolean ending;

  static {
    // The system releases locks when a process ends, but not leases.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(RunLock::abandonLeases, "release lfads4j leases"));
  }

  private final Path key;
  private final FileChannel channel;
  private final Optional<Lease> lease;
  private final Optional<String> notice;

  private RunLock(Path key, FileChannel channel, Optional<Lease> lease, Optional<String> notice) {
    this.key = key;
    this.channel = channel;
    this.lease = lease;
    this.notice = notice;
  }

  /**
   * Takes the folder, unless another thread or process has it.
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
   * Takes the folder; waits until it is free.
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

  /** Whether a thread or process has the folder now. Several may ask at the same time. */
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
      } catch (NoSuchFileException e) {
        return false;
      } catch (IOException e) {
        // There are no locks here, or the folder cannot be read.
        return Lease.holder(folder).isPresent();
      }
      return Lease.holder(folder).isPresent();
    }
  }

  /** Why a run is not carried out here: another process has it, which a lease names. */
  static String takenBy(Path folder) {
    return "in another process" + Lease.holder(folder).map(who -> " (" + who + ")").orElse("");
  }

  private static Optional<RunLock> takeNow(Path folder) {
    synchronized (HELD) {
      Path key = key(folder);
      if (ending || HELD.containsKey(key)) {
        return Optional.empty();
      }
      FileChannel channel = null;
      try {
        channel =
            FileChannel.open(
                folder.resolve(FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        Optional<RunLock> taken = taken(key, channel);
        if (taken.isEmpty()) {
          channel.close();
        }
        taken.ifPresent(
            lock -> {
              HELD.put(key, lock);
              lock.lease.ifPresent(lease -> WholeFile.guard(key, lease::requireHeld));
            });
        return taken;
      } catch (OverlappingFileLockException e) {
        throw new IllegalStateException("a lock must be known where it is held, got " + key, e);
      } catch (IOException e) {
        closeQuietly(channel);
        throw new UncheckedIOException(
            "run folder must be writable, got " + folder + " (" + e + ")", e);
      }
    }
  }

  private static Optional<RunLock> taken(Path key, FileChannel channel) throws IOException {
    Optional<String> notice = Optional.empty();
    try {
      if (channel.tryLock() == null) {
        return Optional.empty();
      }
    } catch (ClosedChannelException | FileLockInterruptionException e) {
      throw e;
    } catch (IOException e) {
      notice =
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "the file system of %s gives no locks (%s); a lease file keeps other processes"
                      + " away instead, and if this process is killed, another one can go on after"
                      + " %d s",
                  key,
                  e.getMessage(),
                  Lease.expiry().toSeconds()));
    }
    Optional<Lease> lease = Optional.empty();
    if (notice.isPresent() || Lease.isUsed(key)) {
      lease = Lease.tryTake(key, Lease.expiry());
      if (lease.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(new RunLock(key, channel, lease, notice));
  }

  /** Whether a file of that name is a lock, or a lease in its place. */
  static boolean isFile(String name) {
    return name.equals(FILE) || Lease.isFile(name);
  }

  /** Whether a folder has been taken once, now or before. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** Whether the folder, when it was taken, was not being removed by another process. */
  boolean isInPlace() {
    return isIn(key);
  }

  /** What a user should know if it is a lease and not a lock. */
  Optional<String> notice() {
    return notice;
  }

  /**
   * Makes sure that it is still held. Files that are written whole are checked as they are put in
   * place; to be called before anything else that others would see.
   *
   * @throws LeaseLostException if not
   */
  void requireHeld() {
    lease.ifPresent(Lease::requireHeld);
  }

  /** The folder that is held. */
  Path folder() {
    return key;
  }

  private static void abandonLeases() {
    synchronized (HELD) {
      ending = true;
      HELD.values().forEach(held -> held.lease.ifPresent(Lease::abandon));
    }
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The first failure is reported, not this one.
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
      WholeFile.unguard(key);
      lease.ifPresent(Lease::close);
      closeQuietly(channel);
    }
  }
}
