package org.lfads4j.dynamics;

import java.util.stream.IntStream;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.Internal;
import org.lfads4j.linear.LinearMap;
import org.lfads4j.model.Constants;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;

/**
 * The generator's cell with trained weights, in double precision. With sums a over inputs and
 * states,
 *
 * <pre>
 * r = sigmoid(a_r)   z = sigmoid(a_z + 1)   c = tanh(a_c of r h)   F(h) = clip(z h + (1 - z) c)
 * dF/dh = diag(z) + diag((h - c) z (1 - z)) Wz
 *         + diag((1 - z)(1 - c c)) Wc (diag(r) + diag(h r (1 - r)) Wr)
 * </pre>
 *
 * <p>F(h) - h = (1 - z)(c - h): a state stays only where it equals its candidate c, whatever the
 * gates are, and so all fixed points lie within -1 and 1.
 */
@Internal
public final class GeneratorCell {
  private final int units;
  private final int inputs;
  private final double clip;
  private final Sum reset;
  private final Sum update;
  private final Sum candidate;

  /** What one gate or the candidate sums up. Row j of a matrix holds the weights to unit j. */
  private static final class Sum {
    private final double[][] state;
    private final double[][] input;
    private final double[] bias;

    Sum(double[][] state, double[][] input, double[] bias) {
      this.state = state;
      this.input = input;
      this.bias = bias;
    }

    double[] with(double[] inputs) {
      return plus(bias, input, inputs);
    }
  }

  private GeneratorCell(ModelSpec spec, ParameterValues values) {
    this.units = spec.params().genDim();
    this.inputs = spec.generatorInputs();
    this.clip = spec.params().cellClipValue();
    String gates = Names.stateGates(Names.GENERATOR);
    String candidates = Names.stateCandidate(Names.GENERATOR);
    double[] gateWeights = values.values(Names.weights(gates));
    double[] gateBias = values.values(Names.bias(gates));
    double[] none = new double[0];
    double[] gateInput = inputs == 0 ? none : values.values(Names.inputGates(Names.GENERATOR));
    this.reset = gate(gateWeights, gateInput, gateBias, 0, 0);
    this.update = gate(gateWeights, gateInput, gateBias, units, Constants.UPDATE_GATE_OFFSET);
    this.candidate =
        new Sum(
            columns(values.values(Names.weights(candidates)), units, units, 0),
            columns(
                inputs == 0 ? none : values.values(Names.inputCandidate(Names.GENERATOR)),
                inputs,
                units,
                0),
            values.values(Names.bias(candidates)));
  }

  /** The generator of a model. */
  public static GeneratorCell of(ModelSpec spec, ParameterValues values) {
    return new GeneratorCell(spec, values);
  }

  private Sum gate(double[] state, double[] input, double[] bias, int first, double offset) {
    return new Sum(
        columns(state, units, 2 * units, first),
        columns(input, inputs, 2 * units, first),
        IntStream.range(0, units).mapToDouble(j -> bias[first + j] + offset).toArray());
  }

  /** Some columns of a matrix that is stored row by row, each as a row. */
  private double[][] columns(double[] stored, int rows, int width, int first) {
    double[][] out = new double[units][rows];
    for (int j = 0; j < units; j++) {
      for (int k = 0; k < rows; k++) {
        out[j][k] = stored[k * width + first + j];
      }
    }
    return out;
  }

  /** The number of units. */
  public int units() {
    return units;
  }

  /** The number of inputs: the inferred ones, then the external ones that are injected. */
  public int inputs() {
    return inputs;
  }

  /** The update while inputs are held at these values. */
  public UpdateMap holding(double... values) {
    return new Held(values);
  }

  /** The derivative of F with respect to the inputs: row j has those of unit j. */
  public double[][] inputJacobian(double[] state, double... values) {
    Held held = new Held(values);
    Gates gates = held.gates(state);
    double[][] toGated = new double[units][];
    for (int m = 0; m < units; m++) {
      double slope = state[m] * gates.reset[m] * (1 - gates.reset[m]);
      toGated[m] = scaled(reset.input[m], slope);
    }
    double[][] through = inputs == 0 ? toGated : LinearMap.product(candidate.state, toGated);
    double[][] out = new double[units][inputs];
    for (int j = 0; j < units; j++) {
      for (int k = 0; k < inputs && !held.isClipped(state, gates, j); k++) {
        out[j][k] =
            gates.updateSlope(state, j) * update.input[j][k]
                + gates.candidateSlope(j) * (candidate.input[j][k] + through[j][k]);
      }
    }
    return out;
  }

  private static double[] scaled(double[] row, double factor) {
    return IntStream.range(0, row.length).mapToDouble(k -> row[k] * factor).toArray();
  }

  private static double[] plus(double[] start, double[][] weights, double[] values) {
    double[] out = start.clone();
    for (int j = 0; j < out.length; j++) {
      double sum = 0;
      for (int k = 0; k < values.length; k++) {
        sum += weights[j][k] * values[k];
      }
      out[j] += sum;
    }
    return out;
  }

  private static void sigmoid(double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] = 1 / (1 + StrictMath.exp(-sums[j]));
    }
  }

  /** Gates and candidate at one state. */
  private static final class Gates {
    private final double[] reset;
    private final double[] update;
    private final double[] candidate;

    Gates(double[] reset, double[] update, double[] candidate) {
      this.reset = reset;
      this.update = update;
      this.candidate = candidate;
    }

    double next(double[] state, int j) {
      return update[j] * state[j] + (1 - update[j]) * candidate[j];
    }

    double updateSlope(double[] state, int j) {
      return (state[j] - candidate[j]) * update[j] * (1 - update[j]);
    }

    double candidateSlope(int j) {
      return (1 - update[j]) * (1 - candidate[j] * candidate[j]);
    }
  }

  private final class Held implements UpdateMap {
    private final double[] resetBias;
    private final double[] updateBias;
    private final double[] candidateBias;

    Held(double[] values) {
      this.resetBias = reset.with(values);
      this.updateBias = update.with(values);
      this.candidateBias = candidate.with(values);
    }

    @Override
    public int units() {
      return units;
    }

    @Override
    public double[] next(double[] state) {
      Gates gates = gates(state);
      double[] out = new double[units];
      for (int j = 0; j < units; j++) {
        out[j] = Math.max(-clip, Math.min(clip, gates.next(state, j)));
      }
      return out;
    }

    @Override
    public double[] target(double[] state) {
      return gates(state).candidate;
    }

    @Override
    public double[][] jacobian(double[] state) {
      Gates gates = gates(state);
      double[][] gated = new double[units][];
      for (int m = 0; m < units; m++) {
        gated[m] = scaled(reset.state[m], state[m] * gates.reset[m] * (1 - gates.reset[m]));
        gated[m][m] += gates.reset[m];
      }
      double[][] out = LinearMap.product(candidate.state, gated);
      for (int j = 0; j < units; j++) {
        boolean clipped = isClipped(state, gates, j);
        double ofUpdate = clipped ? 0 : gates.updateSlope(state, j);
        double ofCandidate = clipped ? 0 : gates.candidateSlope(j);
        for (int k = 0; k < units; k++) {
          out[j][k] = ofUpdate * update.state[j][k] + ofCandidate * out[j][k];
        }
        out[j][j] += clipped ? 0 : gates.update[j];
      }
      return out;
    }

    private boolean isClipped(double[] state, Gates gates, int j) {
      return Math.abs(gates.next(state, j)) > clip;
    }

    private Gates gates(double[] state) {
      double[] r = plus(resetBias, reset.state, state);
      double[] z = plus(updateBias, update.state, state);
      sigmoid(r);
      sigmoid(z);
      double[] gated = IntStream.range(0, units).mapToDouble(j -> r[j] * state[j]).toArray();
      double[] c = plus(candidateBias, candidate.state, gated);
      for (int j = 0; j < units; j++) {
        c[j] = StrictMath.tanh(c[j]);
      }
      return new Gates(r, z, c);
    }
  }
}
