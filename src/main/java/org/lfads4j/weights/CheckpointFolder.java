package org.lfads4j.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.CheckpointKeeper;

/**
 * The checkpoints of one run: {@code recent-EPOCH.npz}, the last {@code c_max_ckpt_to_keep}, and
 * {@code best-EPOCH.npz}, the last {@code c_max_ckpt_to_keep_lve} of those with the lowest value of
 * the validation objective. Each is complete, so training can go on from any of them. Of a second
 * attempt of the run the names begin with {@code attempt-2-}, and so on.
 *
 * <p>A checkpoint is written at the end of an epoch when a given time has passed since the last
 * one, and after the last epoch. The best state in between is kept in memory. If it is lost,
 * training goes on from the file before to the same bits. (The original writes every tenth epoch
 * and each that improves; here an epoch takes from milliseconds to minutes.)
 */
public final class CheckpointFolder implements CheckpointKeeper {
  private static final Pattern NAME =
      Pattern.compile("(?:attempt-([0-9]+)-)?(recent|best)-([0-9]+)\\.npz");
  private static final String DAMAGED = "damaged-";

  private final Path folder;
  private final ModelSpec spec;
  private final String run;
  private final Duration every;
  private final Consumer<Checkpoint> written;
  private final int attempt;
  private final List<String> notices;
  private long lastNanos = System.nanoTime();
  private Optional<Checkpoint> best = Optional.empty();

  /**
   * The checkpoints in a folder, which is made when the first one is written.
   *
   * @param folder where the files are
   * @param spec the model
   * @param run identity of the run; checkpoints of other runs are refused
   * @param every least time between checkpoints
   * @param written called with each recent checkpoint after it was written
   */
  public CheckpointFolder(
      Path folder, ModelSpec spec, String run, Duration every, Consumer<Checkpoint> written) {
    this(folder, spec, run, every, written, 1, new CopyOnWriteArrayList<>());
  }

  private CheckpointFolder(
      Path folder,
      ModelSpec spec,
      String run,
      Duration every,
      Consumer<Checkpoint> written,
      int attempt,
      List<String> notices) {
    this.folder = folder;
    this.spec = spec;
    this.run = run;
    this.every = every;
    this.written = written;
    this.attempt = attempt;
    this.notices = notices;
  }

  @Override
  public CheckpointFolder ofAttempt(int number, ModelSpec model) {
    // What is told of a run's progress is that of its first attempt.
    Consumer<Checkpoint> told = number == 1 ? written : checkpoint -> {};
    return new CheckpointFolder(folder, model, run, every, told, number, notices);
  }

  /** A file of the folder. */
  private record Entry(Path file, int attempt, String kind, int epoch) {
    static Optional<Entry> of(Path file) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      return name.matches()
          ? Optional.of(
              new Entry(
                  file,
                  Optional.ofNullable(name.group(1)).map(Integer::valueOf).orElse(1),
                  name.group(2),
                  Integer.parseInt(name.group(3))))
          : Optional.empty();
    }
  }

  /** Notices for the user about the checkpoints that were found, one sentence each. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /**
   * The newest checkpoint that is not damaged. Damaged ones get another name, with a notice.
   *
   * @throws UncheckedIOException if the folder or a file cannot be read
   * @throws IllegalStateException if a checkpoint is of a version that is not known here
   */
  @Override
  public Optional<Checkpoint> last() {
    Optional<Checkpoint> found = newest(this::setAside);
    if (!notices.isEmpty()) {
      notices.add(
          found
              .map(c -> "training went on from the checkpoint of epoch " + c.epoch())
              .orElse("no checkpoint could be used; training started at the beginning"));
    }
    return found;
  }

  /**
   * The newest checkpoint that is not damaged, for reading only: nothing is changed, and another
   * process may train here at the same time.
   *
   * @throws UncheckedIOException if the folder or a file cannot be read
   * @throws IllegalStateException if a checkpoint is of a version that is not known here
   */
  public Optional<Checkpoint> newest() {
    return newest((entry, why) -> {});
  }

  private Optional<Checkpoint> newest(BiConsumer<Entry, String> damaged) {
    for (Entry entry : own()) {
      try {
        return Optional.of(CheckpointFile.read(entry.file, spec, run));
      } catch (IllegalArgumentException e) {
        damaged.accept(entry, e.getMessage());
      } catch (UncheckedIOException e) {
        if (Files.exists(entry.file)) {
          throw e;
        }
        // The process that trains removed it since the folder was listed, to make room.
        return newest(damaged);
      }
    }
    return Optional.empty();
  }

  /**
   * A sentence that says so if a newer version of the program wrote the newest checkpoint; empty
   * otherwise. Damage is not looked for.
   */
  public static Optional<String> newerVersion(Path folder) {
    return newestFirst(folder).stream()
        .limit(1)
        .map(entry -> CheckpointFile.newerVersion(entry.file))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The epoch of the last attempt's newest checkpoint, by the names of the files. */
  public static OptionalInt lastEpoch(Path folder) {
    return newestFirst(folder).stream().mapToInt(Entry::epoch).findFirst();
  }

  /** The newest checkpoint's file in a folder, by the names of the files; it may be damaged. */
  public static Optional<Path> newestFile(Path folder) {
    return newestFirst(folder).stream().map(Entry::file).findFirst();
  }

  private List<Entry> own() {
    return newestFirst(folder).stream().filter(entry -> entry.attempt == attempt).toList();
  }

  private static List<Entry> newestFirst(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Entry::of)
          .flatMap(Optional::stream)
          .sorted(Comparator.comparingInt(Entry::attempt).thenComparing(Entry::epoch).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "checkpoints must be in a folder that can be read, got " + folder + " (" + e + ")", e);
    }
  }

  @Override
  public void epochDone(Supplier<Checkpoint> state, Moment moment) {
    boolean due = moment.last() || System.nanoTime() - lastNanos >= every.toNanos();
    if (!due && !moment.improved()) {
      return;
    }
    Checkpoint now = state.get();
    if (moment.improved()) {
      best = Optional.of(now);
    }
    if (due) {
      write(now);
    }
  }

  private void write(Checkpoint now) {
    try {
      Files.createDirectories(folder);
      // A process that was killed may have left one file too many.
      prune();
      if (best.isPresent()) {
        CheckpointFile.write(file("best", best.get().epoch()), best.get(), spec, run);
        best = Optional.empty();
        prune();
      }
      CheckpointFile.write(file("recent", now.epoch()), now, spec, run);
      prune();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "checkpoints must go to a folder that can be written, got " + folder + " (" + e + ")", e);
    }
    lastNanos = System.nanoTime();
    written.accept(now);
  }

  private Path file(String kind, int epoch) {
    String before = attempt == 1 ? "" : "attempt-" + attempt + "-";
    return folder.resolve(String.format(Locale.ROOT, "%s%s-%06d.npz", before, kind, epoch));
  }

  private void prune() throws IOException {
    prune("recent", spec.params().maxCkptToKeep());
    prune("best", spec.params().maxCkptToKeepLve());
  }

  private void prune(String kind, int keep) throws IOException {
    List<Entry> oldestLast = own().stream().filter(entry -> entry.kind.equals(kind)).toList();
    for (Entry entry : oldestLast.subList(Math.min(keep, oldestLast.size()), oldestLast.size())) {
      Files.deleteIfExists(entry.file);
    }
  }

  private void setAside(Entry entry, String why) {
    Path aside = entry.file.resolveSibling(DAMAGED + entry.file.getFileName());
    notices.add("checkpoint " + why + "; it was set aside as " + aside.getFileName());
    try {
      Files.move(entry.file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "damaged checkpoint must be set aside, got " + entry.file + " (" + e + ")", e);
    }
  }
}
