package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.StopRule;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;

class TerminalProgressTest {
  private static final StopRule NINETY = RunOptions.defaults().withMaxEpochs(90).stopRule();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  private TerminalProgress progress(boolean rewriting, int width, StopRule rule) {
    return new TerminalProgress(
        new PrintStream(bytes, true, StandardCharsets.UTF_8), rewriting, width, rule, nanos::get);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private void pass(double seconds) {
    long unused = nanos.addAndGet((long) (seconds * 1e9));
  }

  private static EpochRecord record(int epoch) {
    LossTerms terms = new LossTerms(1034.56, 1000, 20, 14.5, 0, 0);
    return new EpochRecord(
        epoch,
        8 * epoch,
        terms,
        terms,
        new RampWeights(0.25, 0.5),
        new EpochRecord.Pace(0.0095, 1, epoch));
  }

  @Test
  void aLineSaysEpochCostsKlRateAndTimeLeft() {
    progress(false, 80, NINETY).epoch(record(7), true, OptionalDouble.of(83));
    assertEquals(
        "epoch 7/90 train 1034.6 valid 1034.6* KL 34.5 (x0.25) rate 0.0095 left 1:23\n", printed());
  }

  @Test
  void withoutALimitTheTimeLeftIsTheLeast() {
    progress(false, 80, RunOptions.defaults().stopRule())
        .epoch(record(7), false, OptionalDouble.of(3723));
    assertEquals(
        "epoch 7 train 1034.6 valid 1034.6 KL 34.5 (x0.25) rate 0.0095 left >= 1:02:03\n",
        printed());
  }

  @Test
  void plainLinesComeEveryTenSecondsAndEverMoreRarely() {
    TerminalProgress progress = progress(false, 80, NINETY);
    for (int epoch = 1; epoch <= 1000; epoch++) {
      progress.epoch(record(epoch), false, OptionalDouble.empty());
      pass(1);
    }
    List<Integer> shown =
        printed()
            .lines()
            .map(line -> Integer.valueOf(line.substring(6, line.indexOf('/'))))
            .toList();
    assertEquals(List.of(1, 11, 21, 31), shown.subList(0, 4));
    int last = shown.size() - 1;
    assertTrue(shown.get(last) - shown.get(last - 1) > 30, shown.toString());
  }

  @Test
  void aTerminalSeesOneLineNoWiderThanItself() {
    TerminalProgress progress = progress(true, 30, NINETY);
    progress.epoch(record(7), true, OptionalDouble.of(83));
    pass(1);
    progress.step(8, 1, 8);
    pass(1);
    progress.posterior(3, 200);
    String all = printed();
    assertEquals(-1, all.indexOf('\n'));
    assertTrue(Arrays.stream(all.split("\r")).allMatch(line -> line.length() < 30), all);
    String last = all.substring(all.lastIndexOf('\r') + 1);
    assertEquals(29, last.length(), "the earlier line is blanked");
    assertEquals("posterior means: 3 of 200 tri", last);
  }

  @Test
  void theEndIsSaidInPlainLines() {
    TerminalProgress progress = progress(true, 60, NINETY);
    progress.epoch(record(7), true, OptionalDouble.of(83));
    progress.ended(new Outcome(Outcome.Reason.PATIENCE, 20, 12, 1001.5, 61, Optional.empty()));
    String all = printed();
    assertEquals(
        "trained for 20 epochs in 1:01, best validation cost 1001.50 nats/trial in epoch 12;\n"
            + "training ended because validation had not improved for as many epochs as"
            + " patience allows\n",
        all.substring(all.lastIndexOf('\r') + 1));
  }

  @ParameterizedTest
  @CsvSource({"0,0:00", "59.6,1:00", "3599,59:59", "3600,1:00:00", "86399,23:59:59"})
  void clock(double seconds, String text) {
    assertEquals(text, TerminalProgress.clock(seconds));
  }
}
