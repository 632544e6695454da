package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunCollection;
import org.lfads4j.runs.RunLabels;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunStatus;

/** The table on the terminal, with a clock and a size of our own. */
class RunsScreenTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @TempDir private Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  private List<Run> runs(int count) {
    return RunCollection.in(folder)
        .withSession(Trials.of(new int[5][4][2], 2))
        .withParams(
            RunParams.defaults()
                .sweep("c_factors_dim", IntStream.rangeClosed(1, count).boxed().toArray()))
        .withMaxEpochs(70)
        .runs();
  }

  private static RunRow row(
      Run run, RunState state, int epochs, OptionalDouble cost, String doing) {
    return new RunRow(
        run,
        new RunStatus(state, epochs, epochs, NONE, 1, Optional.empty()),
        cost,
        doing,
        cost.isPresent() ? OptionalDouble.of(83) : NONE);
  }

  private RunsScreen screen(List<Run> runs, int columns, int lines) {
    return new RunsScreen(
        new PrintStream(bytes, true, StandardCharsets.UTF_8),
        RunLabels.of(runs),
        () -> new Terminal.Size(columns, lines),
        nanos::get);
  }

  private void pass(double seconds) {
    long unused = nanos.addAndGet((long) (seconds * 1e9));
  }

  /** What was drawn last, as a person sees it. */
  private List<String> seen() {
    String all = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    String last = all.substring(all.lastIndexOf('\r') + 1);
    return Arrays.stream(last.replaceAll("\u001b\\[[0-9]*[A-Z]", "").split("\n")).toList();
  }

  private int drawings() {
    return (int) bytes.toString(StandardCharsets.UTF_8).chars().filter(c -> c == 'J').count();
  }

  @Test
  void aRowARunAndCountsBelow() {
    List<Run> runs = runs(3);
    screen(runs, 80, 24)
        .changed(
            List.of(
                row(runs.get(0), RunState.DONE, 70, NONE, ""),
                row(runs.get(1), RunState.RUNNING, 7, OptionalDouble.of(812.456), "training"),
                row(runs.get(2), RunState.WAITING, 0, NONE, "")),
            true);
    assertEquals(
        List.of(
            "run            state    epoch    cost  best  left",
            "factors_dim=1  done     70/70       -     -     -",
            "factors_dim=2  running   7/70  812.46     -  1:23  training",
            "factors_dim=3  waiting      -       -     -     -",
            "3 runs: 1 waiting, 1 running, 1 done"),
        seen());
  }

  @Test
  void whyARunFailedOnOneLine() {
    List<Run> runs = runs(1);
    RunRow failed =
        RunRow.atRest(
            runs.get(0),
            new RunStatus(
                RunState.FAILED,
                0,
                0,
                NONE,
                0,
                Optional.of(
                    Message.of("a must be 1, got 2\nuse ", Message.use(RunOption.SEED, 3)))));
    screen(runs, 90, 24).changed(List.of(failed), true);
    assertEquals(
        "default  failed      -     -     -     -  a must be 1, got 2; use --seed 3",
        seen().get(1).replaceFirst("^\\S+", "default"));
  }

  @Test
  void drawnOverItselfFourTimesASecond() {
    List<Run> runs = runs(2);
    List<RunRow> rows =
        runs.stream().map(run -> row(run, RunState.RUNNING, 1, OptionalDouble.of(1), "")).toList();
    RunsScreen screen = screen(runs, 80, 24);
    for (int i = 0; i < 100; i++) {
      screen.changed(rows, false);
      pass(0.01);
    }
    assertEquals(4, drawings());
    screen.changed(rows, true);
    screen.changed(rows, true);
    assertEquals(6, drawings(), "every turn is shown at once");
    String all = bytes.toString(StandardCharsets.UTF_8);
    assertEquals(5, all.split("\u001b\\[4A\r", -1).length - 1, "four lines up, each time");
  }

  @Test
  void ofMoreRunsThanLinesThoseThatRun() {
    List<Run> runs = runs(24);
    List<RunRow> rows = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      rows.add(
          i == 3 || i == 20
              ? row(runs.get(i), RunState.RUNNING, 5, OptionalDouble.of(9), "training")
              : row(runs.get(i), i < 20 ? RunState.DONE : RunState.WAITING, 0, NONE, ""));
    }
    screen(runs, 80, 24).changed(rows, true);
    assertEquals(
        List.of(
            "run             state    epoch  cost  best  left",
            "factors_dim=4   running   5/70  9.00     -  1:23  training",
            "factors_dim=21  running   5/70  9.00     -  1:23  training",
            "24 runs: 3 waiting, 2 running, 19 done"),
        seen());
  }

  @ParameterizedTest
  @CsvSource({"80,24", "60,10", "40,6", "20,5", "10,3", "3,1"})
  void neverWiderNorTallerThanTheTerminal(int columns, int lines) {
    List<Run> runs = runs(30);
    RunsScreen screen = screen(runs, columns, lines);
    screen.changed(
        runs.stream()
            .map(
                run ->
                    row(
                        run,
                        RunState.RUNNING,
                        5,
                        OptionalDouble.of(1234.5),
                        "posterior means 12/200"))
            .toList(),
        true);
    assertTrue(seen().size() < Math.max(2, lines), seen().toString());
    assertTrue(
        seen().stream().allMatch(line -> line.length() < columns), String.join("\n", seen()));
  }

  @Test
  void theSizeIsAskedForAgain() {
    List<Run> runs = runs(1);
    List<RunRow> rows = List.of(row(runs.get(0), RunState.DONE, 3, NONE, ""));
    AtomicLong width = new AtomicLong(80);
    RunsScreen screen =
        new RunsScreen(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            RunLabels.of(runs),
            () -> new Terminal.Size((int) width.get(), 24),
            nanos::get);
    screen.changed(rows, true);
    width.set(12);
    pass(5);
    screen.changed(rows, true);
    assertEquals("1 run: 1 do", seen().get(2));
  }
}
