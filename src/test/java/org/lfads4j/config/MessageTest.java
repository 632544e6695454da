package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What users read, in Java and on the command line. */
class MessageTest {

  @Test
  void aTextIsTheSameForBoth() {
    assertEquals(
        new Message("bins must be > 1, got 1", "bins must be > 1, got 1"),
        Message.of("bins must be > ", 1, ", got ", 1));
    assertEquals("", Message.of().inJava());
    assertEquals("3 bins", Message.of(3, " bins").toString());
  }

  @Test
  void adviceNamesWithersInJavaAndOptionsOnTheCommandLine() {
    assertAdvice("withMaxEpochs", "--max-epochs", Message.use(RunOption.MAX_EPOCHS));
    assertAdvice("withThreads(2)", "--threads 2", Message.use(RunOption.THREADS, 2));
    assertAdvice(
        "withBatchSize(32)", "--c_batch_size 32", Message.use(Hyperparameter.BATCH_SIZE, 32));
    assertAdvice(
        "withOutputDist(\"gaussian\")",
        "--c_output_dist gaussian",
        Message.use(Hyperparameter.OUTPUT_DIST, "gaussian"));
    assertAdvice(
        "withHeldOutNeurons(\"n1\")",
        "--held-out n1",
        Message.use(RunOption.HELD_OUT_NEURONS, "n1"));
  }

  private static void assertAdvice(String java, String commandLine, Message advice) {
    assertEquals(new Message(java, commandLine), advice);
  }

  @Test
  void everySettingIsNamedByOneRule() {
    for (RunOption<?> each : RunOption.all()) {
      assertEquals(new Message(each.name(), each.flag()), Message.of(each));
    }
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      assertEquals(new Message(each.name(), each.name()), Message.of(each));
      assertEquals("--" + each.name(), each.flag());
    }
  }

  @Test
  void refusalsOfValuesHaveBothForms() {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> RunOptions.defaults().withMaxEpochs(0));
    assertEquals("maxEpochs must be >= 1, got 0", refused.getMessage());
    assertEquals(
        new Message("maxEpochs must be >= 1, got 0", "--max-epochs must be >= 1, got 0"),
        Message.of(refused));
  }

  @Test
  void otherFailuresSayTheSameToBoth() {
    assertEquals(Message.of("no"), Message.of(new IllegalStateException("no")));
    assertEquals(Message.of("null"), Message.of(new IllegalStateException()));
  }

  @Test
  void severalProblemsAreOneALine() {
    RefusedException refused =
        RefusedException.of(
            List.of(Message.of("a; use ", Message.use(RunOption.SEED)), Message.of("b")));
    assertEquals("a; use withSeed\nb", refused.getMessage());
    assertEquals("a; use --seed\nb", refused.told().onCommandLine());
  }
}
