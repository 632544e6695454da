package org.lfads4j.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Node;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Precision;
import org.lfads4j.backend.Values;
import org.lfads4j.config.Execution;
import org.lfads4j.data.Cube;
import org.lfads4j.model.Result;

/** A small model without a controller, against Keras' own formulas written out. */
class AutolfadsImporterTest {
  private static final int H = 2;
  private static final int BINS = 3;
  private static final double[][] SPIKES = {{1, 0}, {2, 3}, {0, 1}};
  private static final String IC = "encoder/ic_enc_bigru/";

  @TempDir private Path folder;
  private final Map<String, Object> weights = new TreeMap<>();
  private int filled;

  @Test
  void rates_follow_the_formulas_of_keras() {
    double[][] code = {new double[2 * H]};
    for (int direction = 0; direction < 2; direction++) {
      String cell = IC + (direction == 0 ? "forward_layer/cell" : "backward_layer/cell");
      putCell(cell, 2);
      double[] h = {.1 + direction, -.2};
      for (int t = 0; t < BINS; t++) {
        h = keras(cell, SPIKES[direction == 0 ? t : BINS - 1 - t], h);
      }
      System.arraycopy(h, 0, code[0], direction * H, H);
    }
    putRest();
    double[] g = layer("decoder/ic_to_g0", layer("encoder/ic_mean_linear", code[0]));
    double[] expected = new double[BINS * 2];
    double[][] map = (double[][]) weights.get("decoder/rnn/cell/fac_linear/kernel");
    for (int t = 0; t < BINS; t++) {
      g = keras("decoder/rnn/cell/gen_gru_cell", new double[0], g);
      double[] factors = new double[2];
      for (int f = 0; f < 2; f++) {
        factors[f] = (g[0] * map[0][f] + g[1] * map[1][f]) / Math.hypot(map[0][f], map[1][f]);
      }
      double[] logRates = layer("decoder/rate_linear", factors);
      expected[2 * t] = Math.exp(logRates[0]);
      expected[2 * t + 1] = Math.exp(logRates[1]);
    }
    write();
    ImportedModel model = AutolfadsImporter.load(file(), BINS);
    Execution eager = Execution.automatic().withEngine("PyTorch").withBackend("eager");
    try (Backend backend = Backends.create(model.spec(), eager, Precision.DOUBLE)) {
      backend.set(model.values());
      Cube spikes = Cube.of(1, BINS, 2, new float[] {1, 0, 2, 3, 0, 1});
      Batch batch = Batch.of(model.spec(), 0, spikes, Optional.empty(), 0);
      Values decoded = backend.decodeMean(batch, backend.encode(batch));
      assertArrayEquals(expected, decoded.of(Result.OUTPUT_MEAN), 1e-12);
    }
  }

  @Test
  void what_does_not_fit_is_named() {
    putCell(IC + "forward_layer/cell", 2);
    putCell(IC + "backward_layer/cell", 2);
    putRest();
    weights.put("encoder/ic_mean_linear/bias", new double[3]);
    assertEquals(
        file() + ": weights must hold encoder/ic_mean_linear/bias of shape (2), got (3)",
        refusal());
    weights.put("encoder/ic_mean_linear/bias", new double[] {0, Double.NaN});
    assertEquals(
        file() + ": weights must hold finite numbers, got NaN (encoder/ic_mean_linear/bias, 1)",
        refusal());
    weights.remove("encoder/ic_mean_linear/bias");
    assertEquals(file() + ": weights must hold encoder/ic_mean_linear/bias", refusal());
    weights.put("ic_prior_logvar", new double[] {-1, -2});
    assertEquals(
        file()
            + ": weights must hold ic_prior_logvar with one value for all dimensions, got 2"
            + " different ones",
        refusal());
    weights.put("lowd_readin/kernel", new double[1][1]);
    assertEquals(
        file()
            + ": weights must hold no lowd_readin, got one; models with a normalised read-in"
            + " cannot be imported",
        refusal());
    assertEquals(
        "bins must be >= 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> AutolfadsImporter.load(file(), 0))
            .getMessage());
  }

  private String refusal() {
    write();
    return assertThrows(IllegalArgumentException.class, () -> AutolfadsImporter.load(file(), BINS))
        .getMessage();
  }

  private void putRest() {
    weights.put("encoder/ic_enc_h0", new double[][][] {{{.1, -.2}, {1.1, -.2}}});
    putLayer("encoder/ic_mean_linear", 2 * H);
    putLayer("encoder/ic_logvar_linear", 2 * H);
    putLayer("decoder/ic_to_g0", H);
    putCell("decoder/rnn/cell/gen_gru_cell", 0);
    weights.put("decoder/rnn/cell/fac_linear/kernel", filler(H, 2));
    putLayer("decoder/rate_linear", 2);
    weights.put("ic_prior_mean", new double[H]);
    weights.put("ic_prior_logvar", new double[] {-1, -1});
  }

  private void putCell(String cell, int inputs) {
    if (inputs > 0) {
      weights.put(cell + "/kernel", filler(inputs, 3 * H));
    }
    weights.put(cell + "/recurrent_kernel", filler(H, 3 * H));
    weights.put(cell + "/bias", filler(1, 3 * H)[0]);
  }

  private void putLayer(String layer, int inputs) {
    weights.put(layer + "/kernel", filler(inputs, 2));
    weights.put(layer + "/bias", filler(1, 2)[0]);
  }

  private double[][] filler(int rows, int columns) {
    double[][] out = new double[rows][columns];
    for (double[] row : out) {
      for (int c = 0; c < columns; c++) {
        row[c] = Math.sin(++filled);
      }
    }
    return out;
  }

  private double[] layer(String layer, double[] x) {
    double[] y = ((double[]) weights.get(layer + "/bias")).clone();
    addProduct(y, x, (double[][]) weights.get(layer + "/kernel"), 0);
    return y;
  }

  /** z, r, n; h' = z h + (1 - z) n; the reset gate acts before the product. */
  private double[] keras(String cell, double[] x, double[] h) {
    double[] bias = (double[]) weights.get(cell + "/bias");
    double[][] kernel = (double[][]) weights.get(cell + "/kernel");
    double[][] recurrent = (double[][]) weights.get(cell + "/recurrent_kernel");
    double[][] gates = new double[3][H];
    double[] state = h;
    for (int gate = 0; gate < 3; gate++) {
      System.arraycopy(bias, gate * H, gates[gate], 0, H);
      addProduct(gates[gate], x, kernel, gate * H);
      addProduct(gates[gate], state, recurrent, gate * H);
      for (int i = 0; i < H; i++) {
        double sum = gates[gate][i];
        gates[gate][i] = gate == 2 ? Math.tanh(sum) : 1 / (1 + Math.exp(-sum));
      }
      if (gate == 1) {
        state = new double[] {gates[1][0] * h[0], gates[1][1] * h[1]};
      }
    }
    double[] next = new double[H];
    for (int i = 0; i < H; i++) {
      next[i] = gates[0][i] * h[i] + (1 - gates[0][i]) * gates[2][i];
    }
    return next;
  }

  private static void addProduct(double[] y, double[] x, double[][] matrix, int firstColumn) {
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[i] * matrix[i][firstColumn + j];
      }
    }
  }

  private Path file() {
    return folder.resolve("weights.h5");
  }

  private void write() {
    try (WritableHdfFile root = HdfFile.write(file())) {
      WritableGroup top = root.putGroup("weights");
      weights.forEach(
          (name, values) -> {
            String[] parts = name.split("/", -1);
            WritableGroup group = top;
            for (int i = 0; i < parts.length - 1; i++) {
              Node known = group.getChildren().get(parts[i]);
              group = known == null ? group.putGroup(parts[i]) : (WritableGroup) known;
            }
            var unused = group.putDataset(parts[parts.length - 1], values);
          });
    }
  }
}
