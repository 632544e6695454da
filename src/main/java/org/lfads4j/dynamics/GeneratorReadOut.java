package org.lfads4j.dynamics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.Internal;
import org.lfads4j.linear.LinearMap;
import org.lfads4j.model.Constants;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.SessionSpec;

/** The linear maps from a generator's states to factors, and from factors to neurons. */
@Internal
public final class GeneratorReadOut {
  private final ModelSpec spec;
  private final ParameterValues values;
  private final double[][] factorMap;

  private GeneratorReadOut(ModelSpec spec, ParameterValues values) {
    this.spec = spec;
    this.values = values;
    this.factorMap =
        rows(values.values(Names.FACTOR_MAP), spec.params().genDim(), spec.params().factorsDim());
    for (int f = 0; f < spec.params().factorsDim(); f++) {
      double squares = 0;
      for (double[] row : factorMap) {
        squares += row[f] * row[f];
      }
      double length = Math.sqrt(Math.max(squares, Constants.SMALLEST_SQUARED_LENGTH));
      for (double[] row : factorMap) {
        row[f] /= length;
      }
    }
  }

  /** Of a model. */
  public static GeneratorReadOut of(ModelSpec spec, ParameterValues values) {
    return new GeneratorReadOut(spec, values);
  }

  /** The number of factors. */
  public int factors() {
    return spec.params().factorsDim();
  }

  /** Rows of states, or of directions among states, as rows of factors. */
  public double[][] factors(double[]... states) {
    return LinearMap.product(states, factorMap);
  }

  /**
   * Directions among states as directions among the log rates of the neurons of all sessions, one
   * session after the other (among their means for Gaussian output).
   */
  public double[][] neuronDirections(double[]... directions) {
    double[][] factors = factors(directions);
    double[][] out = new double[directions.length][0];
    for (SessionSpec session : spec.sessions()) {
      double[] stored = values.values(Names.weights(layer(session)));
      double[][] read = LinearMap.product(factors, rows(stored, factors(), session.neurons()));
      for (int r = 0; r < out.length; r++) {
        out[r] = joined(out[r], read[r]);
      }
    }
    return out;
  }

  /** What these neurons are expected to do in states, in spikes/s (the data's unit if Gaussian). */
  public double[][] rates(double binMs, double[]... states) {
    double[] bias = {};
    for (SessionSpec session : spec.sessions()) {
      bias = joined(bias, values.values(Names.bias(layer(session))));
    }
    double[][] out = neuronDirections(states);
    for (double[] row : out) {
      for (int n = 0; n < row.length; n++) {
        double location = row[n] + bias[n];
        row[n] = spec.isGaussian() ? location : StrictMath.exp(location) * 1000 / binMs;
      }
    }
    return out;
  }

  private static double[] joined(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  private String layer(SessionSpec session) {
    return spec.output().locationLayer(session.name());
  }

  private static double[][] rows(double[] stored, int rows, int columns) {
    double[][] out = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(stored, r * columns, out[r], 0, columns);
    }
    return out;
  }
}
