package org.lfads4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;

class ModeTest {
  /** Of the update gate where nothing reaches it. */
  private static final double Z = 1 / (1 + Math.exp(-1));

  private static FixedPoint origin(int units, int inputs) {
    return new FixedPoint(
        Collections.nCopies(units, 0.0),
        Collections.nCopies(inputs, 0.0),
        new FixedPoint.Motion(0, 0, 0),
        0,
        1,
        List.of());
  }

  @Test
  void anInputPushesAlongTheLeftVector() {
    ModelSpec spec = HandBuiltCells.spec(2, 1);
    // At the origin the reset gate is a half: M = [[0.5, 0.3], [0, 0.1]].
    ParameterValues values =
        HandBuiltCells.values(spec, new double[][] {{1, 0.6}, {0, 0.2}})
            .with(Names.inputCandidate(Names.GENERATOR), 0, 1);
    List<Mode> modes = Mode.of(GeneratorCell.of(spec, values), origin(2, 1));
    assertEquals(2, modes.size());
    Mode slow = modes.get(0);
    assertEquals(Z + (1 - Z) * 0.5, slow.eigenvalue().real(), 1e-12);
    assertEquals(1, slow.axes()[0][0], 1e-12);
    assertEquals(0, slow.axes()[0][1], 1e-12);
    assertFalse(slow.turns());
    // The input reaches the second unit alone, which feeds the first.
    assertEquals((1 - Z) * 0.3 / 0.4, slow.pushes().get(0), 1e-12);
    assertEquals((1 - Z) * Math.hypot(0.3, 0.4) / 0.4, modes.get(1).pushes().get(0), 1e-12);
    assertEquals(0.3 / 0.5, modes.get(1).axes()[0][0] * -1, 1e-12);
  }

  @Test
  void aPairThatTurnsIsGivenOnce() {
    ModelSpec spec = HandBuiltCells.spec(3, 0);
    ParameterValues values =
        HandBuiltCells.values(spec, new double[][] {{0.2, -4, 0}, {4, 0.2, 0}, {0, 0, 1}});
    List<Mode> modes = Mode.of(GeneratorCell.of(spec, values), origin(3, 0));
    assertEquals(List.of(0, 2), modes.stream().map(Mode::rank).toList());
    assertTrue(modes.get(0).turns());
    assertEquals((1 - Z) * 2, modes.get(0).eigenvalue().imaginary(), 1e-12);
    assertEquals(List.of(), modes.get(0).pushes());
  }
}
