package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lfads4j.config.Hyperparameter;

/** The runs in a folder. */
final class RunSearch {
  private final List<Run> runs = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private RunSearch() {}

  /** All runs below a collection's folder, by name, then by settings, then by seed. */
  static RunSearch in(Path collection) {
    RunSearch search = new RunSearch();
    for (Path settings : search.own(folders(collection, "param_"))) {
      for (Path folder : search.own(folders(settings, ""))) {
        search.add(collection, folder);
      }
    }
    search.runs.sort(order());
    return search;
  }

  private static Comparator<Run> order() {
    Comparator<Run> order = Comparator.comparing(Run::name);
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      order = order.thenComparing((left, right) -> compared(each, left, right));
    }
    return order.thenComparing(run -> run.options().seed()).thenComparing(Run::folder);
  }

  private static <T> int compared(Hyperparameter<T> each, Run left, Run right) {
    T first = left.params().value(each);
    T second = right.params().value(each);
    return first instanceof Number one && second instanceof Number other
        ? Double.compare(one.doubleValue(), other.doubleValue())
        : each.text(first).compareTo(each.text(second));
  }

  List<Run> runs() {
    return List.copyOf(runs);
  }

  /** Folders that cannot be read, one sentence each. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  /** Runs of the same name and settings on other data than those of these runs. */
  List<String> otherData(List<Run> planned) {
    List<String> sentences = new ArrayList<>();
    for (Run run : planned) {
      for (Run other : runs) {
        boolean sameRun =
            other.name().equals(run.name()) && other.paramHash().equals(run.paramHash());
        if (sameRun && !other.dataHash().equals(run.dataHash())) {
          sentences.add(
              ("the data of %s have changed since an earlier run (data hash %s, now %s); the"
                      + " earlier run stays in %s, and this is a new run")
                  .formatted(run.label(), other.dataHash(), run.dataHash(), other.folder()));
        }
      }
    }
    return sentences;
  }

  private void add(Path collection, Path folder) {
    Path description = new RunFolder(folder).description();
    if (!Files.exists(description)) {
      return;
    }
    try {
      runs.add(Run.of(collection, folder));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      notices.add(e.getMessage() + "; this folder is ignored");
    }
  }

  /** Those that are no links; of the others there is a notice. */
  private List<Path> own(List<Path> folders) {
    List<Path> own = new ArrayList<>();
    for (Path folder : folders) {
      Links.found(folder)
          .ifPresentOrElse(
              sentence -> notices.add(sentence + "; it is ignored"), () -> own.add(folder));
    }
    return own;
  }

  private static List<Path> folders(Path parent, String prefix) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(Files::isDirectory)
          .filter(folder -> folder.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "collection folder must be readable, got " + parent + " (" + e + ")", e);
    }
  }
}
