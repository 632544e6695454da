package org.lfads4j.dynamics;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/** Generators whose weights are set by hand. A matrix has a row for each unit that it leads to. */
final class HandBuiltCells {
  private HandBuiltCells() {}

  static ModelSpec spec(int units, int inputs) {
    RunParams params =
        RunParams.defaults().withGenDim(units).withIcDim(2).withFactorsDim(2).withCoDim(inputs);
    return ModelSpec.of(
        params, 4, List.of(new SessionSpec("a", 1, List.of(0), Collections.nCopies(1, 0.0))));
  }

  /** All weights and biases of the generator 0, but for those from states to the candidate. */
  static ParameterValues values(ModelSpec spec, double[][] candidate) {
    ParameterValues values = ParameterValues.initial(ParameterInventory.of(spec), 1);
    for (String name : values.names()) {
      if (name.startsWith(Names.GENERATOR + "_gengru")) {
        values = values.with(name, new double[values.values(name).length]);
      }
    }
    return values.with(
        Names.weights(Names.stateCandidate(Names.GENERATOR)), rowsOfInputs(candidate));
  }

  /** As weights are stored: a row for each unit that they come from. */
  static double[] rowsOfInputs(double[][] weights) {
    int to = weights.length;
    return IntStream.range(0, to * weights[0].length)
        .mapToDouble(i -> weights[i % to][i / to])
        .toArray();
  }

  static UpdateMap cell(double[][] candidate) {
    ModelSpec spec = spec(candidate.length, 0);
    return GeneratorCell.of(spec, values(spec, candidate)).holding();
  }

  /** All parameters drawn at random. */
  static ParameterValues random(ModelSpec spec, long seed) {
    Random random = new Random(seed);
    ParameterValues values = ParameterValues.initial(ParameterInventory.of(spec), 1);
    for (String name : values.names()) {
      values =
          values.with(
              name, random.doubles(values.values(name).length, -1, 1).map(v -> 0.8 * v).toArray());
    }
    return values;
  }

  /** States drawn evenly between -limit and limit, in trials of 10 bins. */
  static VisitedStates even(int units, double limit) {
    Random random = new Random(7);
    int trials = 500;
    float[] values = new float[trials * 10 * units];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (limit * (2 * random.nextDouble() - 1));
    }
    return VisitedStates.of(
        List.of(
            new VisitedStates.Run(
                Grid.of(trials, units, new float[trials * units]),
                Cube.of(trials, 10, units, values))));
  }
}
