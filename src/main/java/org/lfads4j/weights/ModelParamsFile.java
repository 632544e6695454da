package org.lfads4j.weights;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.data.io.ArrayFile;
import org.lfads4j.data.io.Block;
import org.lfads4j.data.io.ContentException;
import org.lfads4j.data.io.Hdf5File;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/**
 * Parameters under the names of the original's {@code model_params} file (TensorFlow's variables,
 * such as {@code LFADS_gen_GenGRU_Gates_h_2_ru_W:0}), which LFADS Run Manager reads: HDF5 without
 * groups, 32-bit, matrices as inputs x outputs, vectors as one row. A session's variables carry its
 * name and {@code .h5}.
 *
 * <p>One parameter differs: a trained prior's variance lies between its ends at a logistic function
 * of ours, {@code prior_g0_variance_logit}, and of the exponential of the original's, {@code
 * LFADS_z_prior_g0_logvar:0}, which therefore never comes below the middle. Both are written; ours
 * is read if the file has it.
 */
public final class ModelParamsFile {
  /** The original has no logit of 0 or less. */
  private static final double SMALLEST_LOGIT = 1e-9;

  private ModelParamsFile() {}

  /**
   * Writes parameters. The file appears when it is complete, and replaces an earlier one.
   *
   * @param file of any name; the original calls it {@code model_params}
   * @throws java.io.UncheckedIOException if it cannot be written, with the path
   */
  public static void write(Path file, ModelSpec spec, ParameterValues values) {
    Map<String, Block> blocks = new LinkedHashMap<>();
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      List<Integer> shape = parameter.shape();
      List<Integer> matrix = shape.size() == 1 ? List.of(1, shape.get(0)) : shape;
      double[] held = values.values(parameter.name());
      blocks.put(ModelParamsNames.of(parameter.name()), Block.floats(matrix, held));
    }
    if (spec.hasIcEncoder()) {
      List<Integer> row = List.of(1, spec.params().icDim());
      blocks.put(ModelParamsNames.PRIOR_LOG_VARIANCE, Block.floats(row, priorLog(spec, values)));
    }
    ArrayFile.writeHdf5(file, blocks);
  }

  /**
   * Reads the parameters of a model whose structure is known. Variables that the structure does not
   * have, such as the optimiser's, are ignored. If there are as many factors as neurons, the
   * original has no read-out; it is then the identity.
   *
   * @throws java.io.UncheckedIOException if the file is no readable HDF5 file, with the path
   * @throws IllegalArgumentException if a parameter is missing or has another size, with the path
   */
  public static ParameterValues read(Path file, ModelSpec spec) {
    return Hdf5File.read(file, root -> read(root, spec));
  }

  private static ParameterValues read(Group root, ModelSpec spec) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      String name = ModelParamsNames.of(parameter.name());
      values.put(
          parameter.name(),
          values(root, name, parameter).orElseGet(() -> substitute(root, name, parameter)));
    }
    return ParameterValues.of(values);
  }

  private static Optional<double[]> values(Group root, String name, ParameterSpec parameter) {
    if (parameter.size() == 0) {
      return Optional.of(new double[0]);
    }
    if (!(root.getChildren().get(name) instanceof Dataset set)) {
      return Optional.empty();
    }
    int[] shape = set.getDimensions();
    int columns = parameter.shape().get(parameter.shape().size() - 1);
    boolean fits =
        set.getSize() == parameter.size() && shape.length > 0 && shape[shape.length - 1] == columns;
    if (!fits) {
      throw new ContentException(
          name + " must be " + parameter.shape() + ", got " + Arrays.toString(shape));
    }
    return Optional.of(finite(name, set.getDataFlat(), parameter.size()));
  }

  private static double[] finite(String name, Object flat, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = Array.getDouble(flat, i);
      if (!Double.isFinite(values[i])) {
        throw new ContentException(
            name + " must hold finite numbers, got " + values[i] + " (index " + i + ")");
      }
    }
    return values;
  }

  /** A parameter that the original does not store, or stores in another form. */
  private static double[] substitute(Group root, String name, ParameterSpec parameter) {
    if (parameter.name().equals(Names.PRIOR_VARIANCE)) {
      return values(root, ModelParamsNames.PRIOR_LOG_VARIANCE, parameter)
          .map(logs -> Arrays.stream(logs).map(Math::exp).toArray())
          .orElseThrow(() -> missing(ModelParamsNames.PRIOR_LOG_VARIANCE));
    }
    List<Integer> shape = parameter.shape();
    boolean square = shape.size() == 1 || shape.get(0).equals(shape.get(1));
    if (!ModelParamsNames.isReadOut(parameter) || !square) {
      throw missing(name);
    }
    double[] identity = new double[parameter.size()];
    for (int i = 0; shape.size() == 2 && i < shape.get(0); i++) {
      identity[i * shape.get(0) + i] = 1;
    }
    return identity;
  }

  private static ContentException missing(String name) {
    return new ContentException("file must hold " + name);
  }

  /** The original's parameter that gives the same variance, or the nearest that it can give. */
  private static double[] priorLog(ModelSpec spec, ParameterValues values) {
    if (spec.trainsIcPriorVariance()) {
      return Arrays.stream(values.values(Names.PRIOR_VARIANCE))
          .map(logit -> Math.log(Math.max(logit, SMALLEST_LOGIT)))
          .toArray();
    }
    double[] same = new double[spec.params().icDim()];
    Arrays.fill(same, Math.log(spec.params().icPriorVarScale()));
    return same;
  }
}
