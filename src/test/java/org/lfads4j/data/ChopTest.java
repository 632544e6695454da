package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChopTest {
  private static Cube cube(int trials, int bins, int columns) {
    float[] values = new float[trials * bins * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + .1f;
    }
    return Cube.of(trials, bins, columns, values);
  }

  private static Trials recording(int trials, int bins) {
    return Trials.of(cube(trials, bins, 2), 10);
  }

  private static String messageOf(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,0",
    "1,10,10,0",
    "1,10,5,0",
    "1,10,4,1",
    "1,11,4,2",
    "1,11,4,3",
    "2,100,17,5",
    "3,101,17,16",
    "2,100,99,98",
    "1,7,6,0",
    "2,1000,50,10"
  })
  void aSeriesThatWasNotChangedComesBackExactly(int trials, int bins, int piece, int overlap) {
    Trials whole = recording(trials, bins);
    Trials pieces = whole.chop(piece, overlap);
    assertEquals(whole.counts(), pieces.merge(pieces.counts()));
    Cube more = cube(trials, bins, 7);
    Trials beside = whole.withExternalInputs(more).chop(piece, overlap);
    assertEquals(more, beside.merge(beside.externalInputs().orElseThrow()));
  }

  @Test
  void piecesSayWhereTheyComeFrom() {
    Trials pieces = recording(2, 10).withTrialIds(List.of("a", "b")).chop(4, 1);
    assertEquals(List.of("a-0", "a-1", "a-2", "b-0", "b-1", "b-2"), pieces.trialIds());
    assertEquals(
        List.of(
            new Piece("a", 0),
            new Piece("a", 3),
            new Piece("a", 6),
            new Piece("b", 0),
            new Piece("b", 3),
            new Piece("b", 6)),
        pieces.pieces());
    assertEquals(4, pieces.bins());
    assertEquals(recording(2, 10).counts().at(1, 7, 1), pieces.counts().at(5, 1, 1));
    assertEquals(List.of(), recording(1, 1).pieces());
  }

  @Test
  void theLastPieceBeginsEarlierRatherThanLosingBins() {
    Trials pieces = recording(1, 11).chop(4, 0);
    assertEquals(List.of(0, 4, 7), pieces.pieces().stream().map(Piece::firstBin).toList());
  }

  @Test
  void everythingBesideTheCountsIsCutAlong() {
    Trials pieces =
        recording(2, 6)
            .withStartMs(-20)
            .withConditions(List.of("left", "right"))
            .withTruthHz(cube(2, 6, 2))
            .withBehaviour(new Behaviour("hand", List.of("x"), "cm", cube(2, 6, 1)))
            .withEvents(new Event("go", List.of(15.0, Double.NaN)))
            .withSplit(Split.of(new int[] {1}, new int[] {0}))
            .chop(3, 0);
    assertEquals(List.of("left", "left", "right", "right"), pieces.conditions().orElseThrow());
    assertEquals(pieces.counts(), pieces.truthHz().orElseThrow());
    assertEquals(cube(2, 6, 1).at(0, 3, 0), pieces.behaviour("hand").values().at(1, 0, 0));
    assertEquals(
        List.of(35.0, 5.0, Double.NaN, Double.NaN),
        pieces.event("go").timesMs(),
        "on the pieces' own clock");
    assertEquals(0, pieces.startMs());
    assertEquals(
        Optional.of(Split.of(new int[] {2, 3}, new int[] {0, 1})),
        pieces.split(),
        "no recording on both sides");
  }

  @Test
  void overlapsFadeInEqualSteps() {
    Trials pieces = Trials.of(new int[1][7][1], 10).chop(5, 3);
    Cube zerosThenOnes = Cube.of(2, 5, 1, new float[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
    assertEquals(
        Cube.of(1, 7, 1, new float[] {0, 0, .25f, .5f, .75f, 1, 1}), pieces.merge(zerosThenOnes));
  }

  @Test
  void resultsOfAnyWidthAreMerged() {
    Trials pieces = recording(3, 20).chop(8, 2);
    Cube ones = Cube.of(pieces.trials(), 8, 5, new float[pieces.trials() * 40]).map(v -> 1);
    assertEquals(Cube.of(3, 20, 5, new float[300]).map(v -> 1), pieces.merge(ones));
  }

  @Test
  void piecesInAnotherOrderAreMergedAlike() {
    Trials pieces = recording(1, 10).chop(4, 1).select(2, 0, 1);
    assertEquals(recording(1, 10).counts(), pieces.merge(pieces.counts()));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Trials whole = recording(1, 10);
    assertEquals(
        "chop must make pieces of 1 to 10 bins, got 11", messageOf(() -> whole.chop(11, 0)));
    assertEquals("chop must make pieces of 1 to 10 bins, got 0", messageOf(() -> whole.chop(0, 0)));
    assertEquals("chop must overlap by 0 to 3 bins, got 4", messageOf(() -> whole.chop(4, 4)));
    assertEquals("chop must overlap by 0 to 3 bins, got -1", messageOf(() -> whole.chop(4, -1)));
    Trials pieces = whole.chop(5, 0);
    assertEquals(
        "merge must be given the pieces' 2 trials x 5 bins, got 1 x 10",
        messageOf(() -> pieces.merge(whole.counts())));
    Trials first = pieces.select(0);
    assertEquals(
        "merge must have a piece for every bin, and has none for trial \"0\" bin 5; merge before"
            + " trials are selected",
        messageOf(() -> first.merge(first.counts())));
    assertEquals(
        "merge must follow chop, got trials that are no pieces; call it on what chop returned",
        assertThrows(IllegalStateException.class, () -> whole.merge(whole.counts())).getMessage());
    assertEquals(List.of(), pieces.rebin(50).pieces(), "wide bins are no places of narrow ones");
  }
}
