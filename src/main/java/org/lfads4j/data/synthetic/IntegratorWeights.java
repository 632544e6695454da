package org.lfads4j.data.synthetic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A network of 50 tanh units that was trained to integrate its input up to a bound, read from the
 * file in which its authors published it: {@code
 * research/lfads/synth_data/trained_itb/model-65000.data-00000-of-00001} in the repository {@code
 * lfads/models} (a fork of {@code tensorflow/models}), under the Apache License 2.0. The file is
 * not part of lfads4j.
 *
 * <p>It is 10608 bytes of little-endian single-precision numbers: recurrent weights 50 x 50 (from
 * unit, to unit) at byte 0, biases at 10000, input weights at 10200, read-out weights at 10400, the
 * read-out's bias at 10600, and the training step as a whole number at 10604.
 */
public final class IntegratorWeights {
  /** Units of the network. */
  public static final int UNITS = 50;

  private static final int BYTES = 10608;
  private static final int BIASES = 10000;
  private static final int INPUTS = 10200;
  private static final int READ_OUT = 10400;
  private static final int READ_OUT_BIAS = 10600;
  private static final int STEP = 10604;

  private final double[][] recurrentToFrom;
  private final double[] biases;
  private final double[] inputs;
  private final double[] readOut;
  private final double readOutBias;
  private final int trainedSteps;

  private IntegratorWeights(ByteBuffer bytes) {
    recurrentToFrom = new double[UNITS][UNITS];
    for (int from = 0; from < UNITS; from++) {
      for (int to = 0; to < UNITS; to++) {
        recurrentToFrom[to][from] = bytes.getFloat(Float.BYTES * (from * UNITS + to));
      }
    }
    biases = vector(bytes, BIASES);
    inputs = vector(bytes, INPUTS);
    readOut = vector(bytes, READ_OUT);
    readOutBias = bytes.getFloat(READ_OUT_BIAS);
    trainedSteps = bytes.getInt(STEP);
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it is not of that length or holds a number that is not
   *     finite, with the path
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  public static IntegratorWeights read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "integrator weights must be a file that can be read, got " + file + " (" + e + ")", e);
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          ("integrator weights must be a file of %s bytes, got %s (%s); name "
                  + "trained_itb/model-65000.data-00000-of-00001 of lfads/models")
              .formatted(BYTES, bytes.length, file));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < STEP; at += Float.BYTES) {
      if (!Float.isFinite(buffer.getFloat(at))) {
        throw new IllegalArgumentException(
            "integrator weights must be finite, got %s at byte %s (%s)"
                .formatted(buffer.getFloat(at), at, file));
      }
    }
    return new IntegratorWeights(buffer);
  }

  private static double[] vector(ByteBuffer bytes, int offset) {
    double[] out = new double[UNITS];
    Arrays.setAll(out, i -> bytes.getFloat(offset + Float.BYTES * i));
    return out;
  }

  /** The recurrent weight from one unit to another, both from 0. */
  double recurrent(int from, int to) {
    return recurrentToFrom[to][from];
  }

  /** Updates after which training was ended. */
  int trainedSteps() {
    return trainedSteps;
  }

  /** Activities tanh(h), bins x units, from rest; bin 0 has seen the first input. */
  double[][] run(double[] inputT) {
    double[][] activityTN = new double[inputT.length][];
    double[] activity = new double[UNITS];
    for (int t = 0; t < inputT.length; t++) {
      double[] next = Activity.product(recurrentToFrom, activity);
      for (int n = 0; n < UNITS; n++) {
        next[n] = Math.tanh(next[n] + biases[n] + inputT[t] * inputs[n]);
      }
      activity = next;
      activityTN[t] = next;
    }
    return activityTN;
  }

  /** What the network says in each bin. */
  double[] decision(double[][] activityTN) {
    double[] out = new double[activityTN.length];
    for (int t = 0; t < out.length; t++) {
      out[t] = readOutBias;
      for (int n = 0; n < UNITS; n++) {
        out[t] += activityTN[t][n] * readOut[n];
      }
    }
    return out;
  }
}
