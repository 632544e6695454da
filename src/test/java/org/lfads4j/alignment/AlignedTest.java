package org.lfads4j.alignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Trials;

class AlignedTest {
  private static final int BINS = 20;
  private static final int LATENTS = 3;
  private static final AlignmentApproach PLAIN = AlignmentApproach.named("regressGlobalPCs");
  private static final AlignmentApproach RIDGE = AlignmentApproach.named("ridgeRegressGlobalPCs");

  @ParameterizedTest
  @CsvSource({"3, 3", "3, 7", "1, 3", "2, 40"})
  void whereSessionsSeeTheSameLatentsTheirReconstructionsAreTheComponents(
      int sessions, int factors) {
    List<Trials> all = new ArrayList<>();
    for (int s = 0; s < sessions; s++) {
      all.add(seen("s" + s, 4 + 3 * s, "a", "b", "b", "c"));
    }
    Aligned aligned = PLAIN.align(all, factors, Map.of());
    assertEquals(List.of("a", "b", "c"), aligned.sharedConditions());
    for (Cube reconstruction : aligned.reconstructions()) {
      assertEquals(factors, reconstruction.columns());
      assertNear(aligned.globalPcs(), reconstruction, 2e-4);
    }
  }

  @Test
  void aSessionThatWasNotThereReconstructsThemToo() {
    Aligned aligned =
        PLAIN.align(List.of(seen("s0", 5, "a", "b", "c"), seen("s1", 9, "a", "b")), 4, Map.of());
    Trials another = seen("s2", 6, "a", "b");
    Aligned with = Aligned.given(List.of(another), List.of(aligned.of(another)));
    for (int f = 0; f < 4; f++) {
      double offset = with.globalPcs().at(0, 0, f) - aligned.globalPcs().at(0, 0, f);
      for (int t = 0; t < BINS; t++) {
        for (int c = 0; c < 2; c++) {
          // Biases are means over each session's own conditions, which shifts a whole factor.
          assertEquals(
              aligned.globalPcs().at(c, t, f) + offset, with.globalPcs().at(c, t, f), 2e-4);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"regressGlobalPCs", "ridgeRegressGlobalPCs"})
  void theSmallestSessionsWork(String approach) {
    Trials silent = Trials.of(new int[3][BINS][2], 10).withConditions(List.of("a", "b", "b"));
    Trials one = counts("one", 1, 4).withConditions(List.of("b"));
    Trials steady =
        Trials.of(new int[][][] {{{3}, {3}, {3}}}, 10).withConditions(List.of("1")).select(0);
    List<List<Trials>> sets =
        List.of(
            List.of(silent.withSession("silent"), one),
            List.of(silent.withSession("silent")),
            List.of(silent.withSession("a"), silent.withSession("b")),
            List.of(one),
            List.of(one, one.withSession("same")),
            List.of(steady),
            List.of(steady, steady.withSession("same")),
            List.of(oneBin("p"), oneBin("q")));
    for (List<Trials> set : sets) {
      for (String each : List.of("true", "false")) {
        Map<String, String> extra =
            approach.startsWith("ridge") ? Map.of("ridgeNormalizeEach", each) : Map.of();
        Aligned aligned = AlignmentApproach.named(approach).align(set, 6, extra);
        for (int s = 0; s < set.size(); s++) {
          Alignment matrix = aligned.matrices().get(s);
          assertEquals(6, matrix.matrix().columns());
          for (int n = 0; n < set.get(s).neurons(); n++) {
            for (int f = 0; f < 6; f++) {
              assertTrue(Math.abs(matrix.matrix().at(n, f)) < 1e3, set + " " + matrix.matrix());
            }
          }
        }
        assertEquals(set.get(0).neurons(), aligned.of(set.get(0)).matrix().rows());
      }
    }
  }

  @Test
  void aNeuronThatNeverChangesGetsNoWeight() {
    Trials trials = seen("s0", 4, "a", "b", "c");
    Cube counts = trials.counts();
    float[] values = counts.toArray();
    for (int row = 0; row < values.length / 4; row++) {
      values[row * 4 + 1] = 0.1f;
    }
    Trials steady =
        Trials.of(Cube.of(3, BINS, 4, values), 10).withConditions(List.of("a", "b", "c"));
    for (Map<String, String> extra :
        List.of(Map.<String, String>of(), Map.of("ridgeNormalizeEach", "true"))) {
      Alignment matrix =
          RIDGE.align(List.of(steady, seen("s1", 5, "a", "b", "c")), 3, extra).matrices().get(0);
      for (int f = 0; f < 3; f++) {
        assertEquals(0, matrix.matrix().at(1, f));
      }
      assertEquals(0.1, matrix.bias().get(1), 1e-7);
    }
  }

  @Test
  void conditionsAreSortedAsNumbersWhereAllAreNumbers() {
    Trials trials = counts("s", 3, 2);
    assertEquals(
        List.of("2", "10", "30"),
        PLAIN
            .align(List.of(trials.withConditions(List.of("10", "30", "2"))), 2, Map.of())
            .conditions());
    assertEquals(
        List.of("10", "2", "x"),
        PLAIN
            .align(List.of(trials.withConditions(List.of("10", "x", "2"))), 2, Map.of())
            .conditions());
  }

  @Test
  void aMissingNumberIsNoCondition() {
    Trials trials = counts("s", 3, 2).withConditions(List.of("1", "NaN", "2"));
    Aligned aligned = PLAIN.align(List.of(trials), 2, Map.of());
    assertEquals(List.of("1", "2"), aligned.conditions());
    assertEquals(
        PLAIN.align(List.of(trials.select(0, 2)), 2, Map.of()).matrices(), aligned.matrices());
  }

  @Test
  void averagesOverAllTrialsAlignSessionsThatShareNoCondition() {
    Trials first = seen("s0", 4, "a", "b");
    Trials second = seen("s1", 5, "c");
    Aligned aligned = PLAIN.align(List.of(first, second), 2, Map.of("average", "time"));
    assertEquals(List.of("all trials"), aligned.sharedConditions());
    assertEquals(
        aligned.matrices(),
        PLAIN
            .align(
                List.of(
                    first.withConditions(List.of("all trials", "all trials")),
                    second.withConditions(List.of("all trials"))),
                2,
                Map.of())
            .matrices());
    assertEquals(5, aligned.of(second).matrix().rows());
    assertEquals(
        PLAIN.align(List.of(first, second), 2, Map.of("average", "time")), aligned, "no chance");
    assertEquals(
        PLAIN.align(List.of(first), 2, Map.of()),
        PLAIN
            .align(List.of(first), 2, Map.of("average", "condition"))
            .withApproach(PLAIN, Map.of()),
        "the default");
  }

  @Test
  void whatCannotBeAlignedIsRefusedWithTheRemedy() {
    Trials first = counts("monday", 2, 3).withConditions(List.of("1", "2"));
    Trials second = counts("tuesday", 2, 3).withConditions(List.of("3", "4"));
    String remedy = "; set alignmentExtraArgs to average=time to align by averages over all trials";
    assertEquals(
        "sessions must share a condition that all of them have in training trials, got monday: 1,"
            + " 2; tuesday: 3, 4"
            + remedy,
        message(() -> align(first, second)));
    assertEquals(
        "sessions must share a condition that all of them have in training trials, got monday: 1,"
            + " 2; b: 1; c: 1; d: 1; and 1 more sessions"
            + remedy,
        message(
            () ->
                align(
                    first,
                    first.select(0).withSession("b"),
                    first.select(0).withSession("c"),
                    first.select(0).withSession("d"),
                    second)));
    assertEquals(
        "sessions must have condition labels to be aligned by conditions, and there are none for"
            + " wednesday"
            + remedy,
        message(() -> align(first, counts("wednesday", 2, 3))));
    assertEquals(
        "sessions must have the same bins to be aligned, got monday, tuesday: 20 bins of 10.0 ms;"
            + " long: 2 bins of 10.0 ms; rebin them alike and cut them to windows of one length",
        message(() -> align(first, second, Trials.of(new int[1][2][3], 10).withSession("long"))));
    assertEquals("alignment must have at least one session", message(() -> align()));
    assertEquals(
        "alignment must have factors >= 1, got 0",
        message(() -> PLAIN.align(List.of(first), 0, Map.of())));
    Aligned aligned = align(first);
    assertEquals(
        "session tuesday must share a condition with the sessions aligned (1, 2), got 3, 4"
            + remedy,
        message(() -> aligned.of(second)));
    assertEquals(
        "session x must have the 20 bins of the sessions aligned, got 2; rebin it alike and cut it"
            + " to windows of one length",
        message(() -> aligned.of(Trials.of(new int[1][2][3], 10).withSession("x"))));
    assertEquals(
        "sessions must have condition labels to be aligned by conditions, and there are none for y"
            + remedy,
        message(() -> aligned.of(counts("y", 2, 3))));
  }

  @Test
  void unknownSettingsAreRefused() {
    Trials trials = counts("s", 2, 3).withConditions(List.of("1", "2"));
    assertEquals(
        "alignmentExtraArgs must be average (condition or time), got ridgeNormalizeEach = true",
        message(() -> PLAIN.align(List.of(trials), 2, Map.of("ridgeNormalizeEach", "true"))));
    assertEquals(
        "alignmentExtraArgs must be average (condition or time) or ridgeNormalizeEach (true or"
            + " false), got average = trial",
        message(() -> RIDGE.align(List.of(trials), 2, Map.of("average", "trial"))));
    assertEquals(
        "alignmentApproach must be one of [regressGlobalPCs, ridgeRegressGlobalPCs], got"
            + " \"ridgeRegressPCs\"; did you mean ridgeRegressGlobalPCs?",
        message(() -> AlignmentApproach.named("ridgeRegressPCs")));
    assertEquals(List.of(PLAIN.name(), RIDGE.name()), AlignmentApproach.names());
  }

  @Test
  void anApproachOfYourOwnAndMatricesOfYourOwn() {
    AlignmentApproach own =
        new AlignmentApproach() {
          @Override
          public String name() {
            return "first neuron";
          }

          @Override
          public Aligned align(List<Trials> sessions, int factors, Map<String, String> extraArgs) {
            return Aligned.given(
                    sessions,
                    sessions.stream().map(s -> firstNeuron(s.neurons(), factors)).toList())
                .withApproach(this, extraArgs);
          }
        };
    Trials first = counts("s0", 2, 3).withConditions(List.of("1", "2"));
    Trials second = counts("s1", 1, 2).withConditions(List.of("2"));
    Aligned aligned = own.align(List.of(first, second), 2, Map.of("mine", "yes"));
    assertEquals("first neuron", aligned.approach());
    assertEquals(List.of("2"), aligned.sharedConditions());
    assertEquals(first.counts().at(0, 5, 0) - 1, aligned.reconstructions().get(0).at(0, 5, 0));
    assertTrue(Float.isNaN(aligned.reconstructions().get(1).at(0, 5, 0)));
    assertTrue(Float.isNaN(aligned.globalPcs().at(0, 5, 0)));
    assertEquals(
        (first.counts().at(1, 5, 0) + second.counts().at(0, 5, 0)) / 2 - 1,
        aligned.globalPcs().at(1, 5, 0),
        1e-6);
    assertEquals(2, aligned.of(first).matrix().columns());
    assertEquals(OptionalDouble.empty(), aligned.sessions().get(0).penalty());
    assertEquals(
        "2 sessions aligned to 2 factors by first neuron {mine=yes}, 1 of 2 conditions in all of"
            + " them",
        aligned.toString());
    assertEquals(
        List.of(),
        Aligned.given(List.of(counts("s", 1, 2)), List.of(firstNeuron(2, 3))).conditions());
    assertEquals(
        "alignment matrices must be one per session, got 1 for 2",
        message(() -> Aligned.given(List.of(first, second), List.of(firstNeuron(3, 2)))));
    assertEquals(
        "alignment matrix of session s1 must have its 2 neurons and as many factors as the first"
            + " (2), got 3 rows x 2 columns",
        message(
            () ->
                Aligned.given(
                    List.of(first, second), List.of(firstNeuron(3, 2), firstNeuron(3, 2)))));
  }

  private static Alignment firstNeuron(int neurons, int factors) {
    float[] matrix = new float[neurons * factors];
    matrix[0] = 1;
    Double[] bias = new Double[neurons];
    Arrays.fill(bias, 1.0);
    return new Alignment(Grid.of(neurons, factors, matrix), List.of(bias));
  }

  private static Aligned align(Trials... sessions) {
    return PLAIN.align(List.of(sessions), 2, Map.of());
  }

  /** Counts of no meaning. */
  private static Trials counts(String session, int trials, int neurons) {
    SplittableRandom random = new SplittableRandom(4);
    int[][][] counts = new int[trials][BINS][neurons];
    for (int[][] trial : counts) {
      for (int[] bin : trial) {
        Arrays.setAll(bin, n -> random.nextInt(4));
      }
    }
    return Trials.of(counts, 10).withSession(session);
  }

  private static Trials oneBin(String session) {
    return Trials.of(new int[][][] {{{1, 2}}, {{3, 0}}}, 10)
        .withSession(session)
        .withConditions(List.of("a", "b"));
  }

  /** Neurons that are weighted sums of three latents, without noise. */
  private static Trials seen(String session, int neurons, String... conditions) {
    SplittableRandom random = new SplittableRandom(session.hashCode());
    double[][] weights = new double[neurons][LATENTS];
    for (double[] row : weights) {
      Arrays.setAll(row, k -> random.nextDouble(-1, 1));
    }
    double[][][] values = new double[conditions.length][BINS][neurons];
    for (int i = 0; i < conditions.length; i++) {
      double phase = conditions[i].charAt(0);
      for (int t = 0; t < BINS; t++) {
        double[] latents = {
          2 * Math.sin(0.3 * t + phase), Math.cos(0.5 * t * phase), Math.sin(2 * phase) + 0.05 * t
        };
        for (int n = 0; n < neurons; n++) {
          for (int k = 0; k < LATENTS; k++) {
            values[i][t][n] += weights[n][k] * latents[k];
          }
        }
      }
    }
    return Trials.of(values, 10).withSession(session).withConditions(List.of(conditions));
  }

  private static void assertNear(Cube components, Cube reconstruction, double tolerance) {
    for (int c = 0; c < components.trials(); c++) {
      for (int t = 0; t < components.bins(); t++) {
        for (int f = 0; f < reconstruction.columns(); f++) {
          double expected = f < components.columns() ? components.at(c, t, f) : 0;
          assertEquals(expected, reconstruction.at(c, t, f), tolerance, c + " " + t + " " + f);
        }
      }
    }
  }

  private static String message(Executable refused) {
    return assertThrows(IllegalArgumentException.class, refused).getMessage();
  }
}
