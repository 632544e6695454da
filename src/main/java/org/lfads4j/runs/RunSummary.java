package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lfads4j.analysis.Method;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.data.io.WholeFile;

/** A run and its results in words: {@code summary.txt}. */
final class RunSummary {
  private RunSummary() {}

  /**
   * Writes it.
   *
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  static void write(Run run, Manifest manifest) {
    Path file = run.files().summary();
    try {
      WholeFile.text(file, text(run, manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be writable, got " + e, e);
    }
  }

  /** Whether it is up to date; a process may have died before it was written. */
  static boolean isCurrent(Run run, Manifest manifest) {
    try {
      Path file = run.files().summary();
      return Files.exists(file) && Files.readString(file).equals(text(run, manifest));
    } catch (IOException e) {
      return false;
    }
  }

  private static String text(Run run, Manifest manifest) {
    return String.join("\n", lines(run, manifest)) + "\n";
  }

  static List<String> lines(Run run, Manifest manifest) {
    List<String> lines = new ArrayList<>();
    RunStatus status = run.atRest(manifest);
    lines.add("run " + run.label());
    lines.add("state: " + status.state().word());
    status.why().ifPresent(why -> lines.add("why: " + why));
    lines.add(
        String.format(
            Locale.ROOT,
            "training: %d epochs, best %d, %.1f s",
            status.epochs(),
            status.bestEpoch(),
            status.seconds()));
    status
        .validationCost()
        .ifPresent(
            cost ->
                lines.add(String.format(Locale.ROOT, "validation cost: %.4f nats/trial", cost)));
    run.readableScores()
        .forEach(
            score ->
                score
                    .of(Method.LFADS)
                    .ifPresent(
                        value ->
                            lines.add(
                                String.format(Locale.ROOT, "%s: %.4f", score.label(), value))));
    manifest.notices().forEach(notice -> lines.add("note: " + notice));
    run.description()
        .parent()
        .ifPresent(
            from ->
                lines.add("goes on from " + from.folder() + ", state " + from.identity().hex()));
    lines.add("");
    lines.add("settings (param hash " + run.paramHash().hex() + "):");
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      lines.add("  " + setting(run, each));
    }
    lines.add("options: " + run.options().toJson().replaceAll("\\s+", " "));
    lines.add("");
    lines.add("data (data hash " + run.dataHash().hex() + "):");
    run.description()
        .sessions()
        .forEach(
            session ->
                lines.add(
                    "  "
                        + session.name()
                        + " from "
                        + session.origin()
                        + ", content "
                        + session.content().hex()));
    return lines;
  }

  private static <T> String setting(Run run, Hyperparameter<T> each) {
    T value = run.params().value(each);
    return each.name()
        + " = "
        + each.text(value)
        + (value.equals(each.defaultValue())
            ? ""
            : " (default " + each.text(each.defaultValue()) + ")");
  }
}
