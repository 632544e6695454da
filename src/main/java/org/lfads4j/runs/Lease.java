package org.lfads4j.runs;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The right to write into a folder of a file system that gives no locks: a file {@code
 * lease-NUMBER} that names its owner, and that the owner writes again every few seconds. A lease
 * that was not written for as long as it says itself has expired, and another process may take
 * over.
 *
 * <p>The lease with the highest number counts. To take over, a process creates the file with the
 * next number, which a file system lets only one process do. A released lease stays, marked as
 * released, until the next one is taken, so that no number is given twice.
 *
 * <p>The age of a lease is the difference between two times of the same file system: when the lease
 * was written, and when {@code lease-clock} was written just now. The clocks of the machines do not
 * matter.
 */
final class Lease implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("lease-([0-9]{6,9})");
  private static final String CLOCK = "lease-clock";
  private static final String EXPIRES = "expires_after_seconds";
  private static final String RELEASED = "released";
  private static final int DEFAULT_SECONDS = 60;
  private static final int BEATS_TO_EXPIRY = 6;

  private final Path folder;
  private final Duration expiry;
  private final Thread owner = Thread.currentThread();
  private int number;
  private long renewedNanos;
  private long renewedMillis;
  private Optional<String> lost = Optional.empty();
  private boolean closed;

  /** Whether a file of that name is a lease, or what tells its age. */
  static boolean isFile(String name) {
    return NAME.matcher(name).matches() || name.equals(CLOCK);
  }

  private Lease(Path folder, Duration expiry, int number) {
    this.folder = folder;
    this.expiry = expiry;
    this.number = number;
  }

  /** How long a lease of this process lasts: 60 s, or as {@code -Dlfads4j.leaseSeconds=N} says. */
  static Duration expiry() {
    return Duration.ofSeconds(
        Math.max(1, Integer.getInteger("lfads4j.leaseSeconds", DEFAULT_SECONDS)));
  }

  /**
   * Takes the folder, unless there is another lease on it that is neither released nor expired.
   *
   * @throws IOException if the folder cannot be read or written
   */
  static Optional<Lease> tryTake(Path folder, Duration expiry) throws IOException {
    Optional<Found> newest = newest(folder);
    if (newest.isPresent() && newest.get().holds()) {
      return Optional.empty();
    }
    Lease lease = new Lease(folder, expiry, newest.map(Found::number).orElse(0));
    if (!lease.takeNext()) {
      return Optional.empty();
    }
    Thread heart = new Thread(lease::keep, "lfads4j lease");
    heart.setDaemon(true);
    heart.start();
    return Optional.of(lease);
  }

  /** Whether a folder has leases, held or not. */
  static boolean isUsed(Path folder) throws IOException {
    return newest(folder).isPresent();
  }

  /** Who holds the folder by a lease, in words; nobody if it cannot be read. */
  static Optional<String> holder(Path folder) {
    try {
      Optional<Found> newest = newest(folder);
      return newest.isPresent() && newest.get().holds()
          ? Optional.of(newest.get().words())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes sure that this process still has the lease. To be called before every write.
   *
   * @throws LeaseLostException if not, with who has it
   */
  synchronized void requireHeld() {
    if (lost.isEmpty() && sinceRenewal().compareTo(beat().multipliedBy(2)) > 0) {
      renew();
    }
    if (lost.isPresent()) {
      throw new LeaseLostException(lost.get());
    }
  }

  @Override
  public synchronized void close() {
    if (!closed && lost.isEmpty()) {
      try {
        write(file(folder, number), content(true));
      } catch (IOException e) {
        // The lease expires soon.
        closed = true;
      }
    }
    closed = true;
    notifyAll();
  }

  /** Releases it although its owner may still be at work; it may not write from now on. */
  synchronized void abandon() {
    close();
    if (lost.isEmpty()) {
      lost = Optional.of("lease on " + folder + " must be held by this process, which is ending");
    }
  }

  /** Renews the lease until it is closed or lost, or the thread that took it has ended. */
  private synchronized void keep() {
    while (!closed && lost.isEmpty() && owner.isAlive()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, beat().toNanos());
      } catch (InterruptedException e) {
        return;
      }
      if (!closed && lost.isEmpty()) {
        renew();
      }
    }
  }

  /**
   * Writes the lease again. After half the time to expiry that is not enough, for others may be
   * taking over: then this process must get the next number, like any other.
   */
  private void renew() {
    long nanos = System.nanoTime();
    long millis = System.currentTimeMillis();
    try {
      if (isTrusted()) {
        write(file(folder, number), content(false));
      }
      boolean newest = newest(folder).map(Found::number).orElse(0) == number;
      if (newest && isTrusted()) {
        renewedNanos = nanos;
        renewedMillis = millis;
      } else if (!newest || !takeNext()) {
        lose();
      }
    } catch (NoSuchFileException e) {
      lose();
    } catch (IOException e) {
      // The next beat may succeed.
      if (!isTrusted()) {
        lost = Optional.of("lease on " + folder + " must be renewable, got " + e);
      }
    }
  }

  private void lose() {
    String holder = holder(folder).orElse("another process, which has left");
    lost = Optional.of("lease on " + folder + " must be held by this process, got " + holder);
  }

  private boolean isTrusted() {
    return sinceRenewal().compareTo(expiry.dividedBy(2)) < 0;
  }

  private Duration beat() {
    return expiry.dividedBy(BEATS_TO_EXPIRY);
  }

  /**
   * The longer of two measurements: one clock stops while a machine sleeps, the other can be set
   * back.
   */
  private Duration sinceRenewal() {
    return Duration.ofMillis(
        Math.max(
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - renewedNanos),
            System.currentTimeMillis() - renewedMillis));
  }

  /** Creates the file with the next number; whether no other process was faster. */
  private boolean takeNext() throws IOException {
    long nanos = System.nanoTime();
    long millis = System.currentTimeMillis();
    Path file = file(folder, number + 1);
    try {
      Path unused = Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    write(file, content(false));
    if (newest(folder).map(Found::number).orElse(0) != number + 1) {
      // Others took and released this number and the next while this process slept.
      Files.deleteIfExists(file);
      return false;
    }
    number++;
    renewedNanos = nanos;
    renewedMillis = millis;
    for (Path each : leases(folder)) {
      if (number(each) < number) {
        Files.deleteIfExists(each);
      }
    }
    return true;
  }

  private String content(boolean released) {
    ProcessHandle process = ProcessHandle.current();
    return String.join(
        "\n",
        "host=" + host(),
        "process=" + process.pid(),
        "started=" + process.info().startInstant().map(Instant::toString).orElse("unknown"),
        EXPIRES + "=" + expiry.toSeconds(),
        // Always of the same length, because it overwrites the text before.
        RELEASED + "=" + (released ? "yes" : "no "),
        "");
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static Path file(Path folder, int number) {
    return folder.resolve(String.format(Locale.ROOT, "lease-%06d", number));
  }

  private static int number(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  private static List<Path> leases(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> number(file) > 0).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Optional<Found> newest(Path folder) throws IOException {
    return leases(folder).stream()
        .map(file -> new Found(file, number(file)))
        .max(Comparator.comparingInt(Found::number));
  }

  /**
   * Overwrites a file that exists. (A new file that is renamed would bring back a lease that
   * another process removed.)
   */
  private static void write(Path file, String text) throws IOException {
    Path unused = uninterrupted(() -> Files.writeString(file, text, StandardOpenOption.WRITE));
  }

  private interface Access<T> {
    T done() throws IOException;
  }

  /** A stopped run must still release its lease. */
  private static <T> T uninterrupted(Access<T> access) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        try {
          return access.done();
        } catch (ClosedByInterruptException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A lease in a folder. */
  private record Found(Path file, int number) {
    /** Whether it is neither released nor expired. */
    boolean holds() throws IOException {
      try {
        FileTime now = now(file.resolveSibling(CLOCK));
        // Opened before its time is read; otherwise a network file system may return an old one.
        Properties content = content();
        Duration age =
            Duration.between(Files.getLastModifiedTime(file).toInstant(), now.toInstant());
        boolean released = content.getProperty(RELEASED, "").equals("yes");
        return !released && age.compareTo(Duration.ofSeconds(seconds(content))) < 0;
      } catch (NoSuchFileException e) {
        // Another process took over in this moment.
        return true;
      }
    }

    /** By the clock of the file system; by that of this machine if the folder is read-only. */
    private static FileTime now(Path clock) throws IOException {
      try {
        return uninterrupted(() -> Files.getLastModifiedTime(Files.writeString(clock, "now\n")));
      } catch (IOException e) {
        return FileTime.from(Instant.now());
      }
    }

    private static int seconds(Properties content) {
      String seconds = content.getProperty(EXPIRES, "");
      return seconds.matches("[0-9]{1,9}") ? Integer.parseInt(seconds) : DEFAULT_SECONDS;
    }

    /** Empty in the moment after it was created. */
    private Properties content() throws IOException {
      Properties content = new Properties();
      content.load(new StringReader(uninterrupted(() -> Files.readString(file))));
      return content;
    }

    String words() throws IOException {
      Properties content = content();
      return String.format(
          Locale.ROOT,
          "host %s, process %s, started %s; its lease expires %d s after it was last renewed",
          content.getProperty("host", "unknown"),
          content.getProperty("process", "unknown"),
          content.getProperty("started", "unknown"),
          seconds(content));
    }
  }
}
