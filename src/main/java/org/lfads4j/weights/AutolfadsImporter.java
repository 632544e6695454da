package org.lfads4j.weights;

import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.io.ContentException;
import org.lfads4j.data.io.Hdf5File;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.SessionSpec;

/**
 * Reads models that autolfads-tf2 trained (Keshtkaran et al. 2022, Nature Methods 19:1572), with
 * one session and a Poisson output.
 *
 * <p>The file is HDF5. Its group {@code weights} holds every variable under its TensorFlow name
 * ({@code decoder/rnn/cell/gen_gru_cell/kernel}); attributes of the root named {@code cell_clip},
 * {@code ci_lag} and {@code ic_post_var_min} give these settings; where they are absent, they are
 * 5, 1 and 1e-4. All dimensions follow from the shapes.
 *
 * <p>Such a model differs from ours, and is converted as follows:
 *
 * <ul>
 *   <li>the constant 1 of the update gate is part of its bias, and is subtracted;
 *   <li>its initial condition always reaches the generator through a linear map: {@link
 *       ModelSpec#withLinearGeneratorStart()};
 *   <li>its initial condition's prior variance is fixed: {@code c_ic_prior_var_min}, {@code _scale}
 *       and {@code _max} are set to it;
 *   <li>its external inputs only ever drive the generator: {@code c_inject_ext_input_to_gen};
 *   <li>its inferred inputs' prior may have no memory; then {@code co_prior_mean} and {@code
 *       co_prior_logvar} are not carried over and our autoregressive prior has its defaults.
 * </ul>
 *
 * <p>Not carried over, because it is in no variable: everything that only matters in training
 * (dropout, penalties, ramps, learning rate), the initial condition's own stretch of bins, and the
 * recording's bin width. A low-dimensional read-in is refused.
 */
public final class AutolfadsImporter {
  /** The name of the one session of an imported model. */
  public static final String SESSION = "imported";

  private static final String FACTORS = "decoder/rnn/cell/fac_linear/kernel";
  private static final String RATES = "decoder/rate_linear";
  private static final String GENERATOR = "decoder/rnn/cell/gen_gru_cell";
  private static final String CONTROLLER = "decoder/rnn/cell/con_gru_cell";
  private static final String INPUT_MEAN = "decoder/rnn/cell/co_mean_linear";
  private static final String INPUT_LOG_VARIANCE = "decoder/rnn/cell/co_logvar_linear";
  private static final String IC_ENCODER = "encoder/ic_enc_bigru";
  private static final String CI_ENCODER = "encoder/ci_enc_bigru";
  private static final String IC_MEAN = "encoder/ic_mean_linear";
  private static final String IC_LOG_VARIANCE = "encoder/ic_logvar_linear";

  private final Group root;
  private final WeightGroup weights;
  private final Map<String, double[]> values = new LinkedHashMap<>();

  private AutolfadsImporter(Group root) {
    this.root = root;
    this.weights = new WeightGroup(root);
  }

  /**
   * Reads a model.
   *
   * @param file HDF5, as above
   * @param bins T, the length of the trials it will be shown, at least 1
   * @throws java.io.UncheckedIOException if the file is no readable HDF5 file
   * @throws IllegalArgumentException if a weight is missing or its shape does not fit
   */
  public static ImportedModel load(Path file, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be >= 1, got " + bins);
    }
    return Hdf5File.read(file, root -> new AutolfadsImporter(root).read(bins));
  }

  private ImportedModel read(int bins) {
    if (weights.has("lowd_readin")) {
      throw new ContentException(
          "weights must hold no lowd_readin, got one; models with a normalised read-in cannot be"
              + " imported");
    }
    RunParams params = params();
    int neurons = weights.length(RATES + "/kernel", 1);
    readInitialCondition(params, neurons);
    if (params.coDim() > 0) {
      readController(params, neurons);
    }
    int inputs = params.coDim() + params.extInputDim();
    new KerasCell(weights, GENERATOR, inputs, params.genDim())
        .putGenerator(values, Names.GENERATOR);
    values.put(Names.FACTOR_MAP, weights.values(FACTORS, params.genDim(), params.factorsDim()));
    putLayer(Names.logRates(SESSION), RATES, params.factorsDim(), neurons);
    double[] bias = values.get(Names.bias(Names.logRates(SESSION)));
    SessionSpec session =
        new SessionSpec(
            SESSION,
            neurons,
            IntStream.range(0, neurons).boxed().toList(),
            DoubleStream.of(bias).boxed().toList());
    ModelSpec spec = ModelSpec.of(params, bins, List.of(session)).withLinearGeneratorStart();
    return new ImportedModel(spec, ParameterValues.of(values));
  }

  private RunParams params() {
    int icDim = weights.length(IC_MEAN + "/kernel", 1);
    double priorVariance = Math.exp(icPriorLogVariance(icDim));
    RunParams params =
        RunParams.defaults()
            .withGenDim(weights.length(GENERATOR + "/recurrent_kernel", 0))
            .withFactorsDim(weights.length(FACTORS, 1))
            .withIcDim(icDim)
            .withIcEncDim(weights.length(IC_ENCODER + "/forward_layer/cell/recurrent_kernel", 0))
            .withIcPriorVarMin(priorVariance)
            .withIcPriorVarScale(priorVariance)
            .withIcPriorVarMax(priorVariance)
            .withIcPostVarMin(attribute("ic_post_var_min", 1e-4))
            .withCellClipValue(attribute("cell_clip", 5));
    boolean controlled = weights.has(CONTROLLER);
    int coDim = controlled ? weights.length(INPUT_MEAN + "/kernel", 1) : 0;
    params = params.withCoDim(coDim);
    if (controlled) {
      params =
          params
              .withCiEncDim(weights.length(CI_ENCODER + "/forward_layer/cell/recurrent_kernel", 0))
              .withConDim(weights.length(CONTROLLER + "/recurrent_kernel", 0))
              .withControllerInputLag((int) attribute("ci_lag", 1));
    }
    boolean driven = controlled || weights.has(GENERATOR + "/kernel");
    int external = (driven ? weights.length(GENERATOR + "/kernel", 0) : 0) - coDim;
    return external > 0 ? params.withExtInputDim(external).withInjectExtInputToGen(true) : params;
  }

  private void readInitialCondition(RunParams params, int neurons) {
    putEncoders(
        Names.IC_FORWARD,
        Names.IC_REVERSE,
        IC_ENCODER,
        "encoder/ic_enc_h0",
        params.icEncDim(),
        neurons);
    putLayer(Names.IC_MEAN, IC_MEAN, 2 * params.icEncDim(), params.icDim());
    putLayer(Names.IC_LOG_VARIANCE, IC_LOG_VARIANCE, 2 * params.icEncDim(), params.icDim());
    values.put(Names.PRIOR_MEAN, weights.values("ic_prior_mean", params.icDim()));
    putLayer(Names.START_MAP, "decoder/ic_to_g0", params.icDim(), params.genDim());
  }

  private void readController(RunParams params, int neurons) {
    int units = params.conDim();
    int encoded = params.ciEncDim();
    int inputs = params.coDim();
    putEncoders(
        Names.CI_FORWARD, Names.CI_REVERSE, CI_ENCODER, "encoder/ci_enc_h0", encoded, neurons);
    values.put(Names.start(Names.CONTROLLER), weights.values(CONTROLLER + "/h0", 1, units));
    new KerasCell(weights, CONTROLLER, 2 * encoded + params.factorsDim(), units)
        .putGenerator(values, Names.CONTROLLER);
    putLayer(Names.INPUT_MEAN, INPUT_MEAN, units, inputs);
    putLayer(Names.INPUT_LOG_VARIANCE, INPUT_LOG_VARIANCE, units, inputs);
    values.put(Names.AR_LOG_TAU, prior("logtaus", inputs, params.priorArAtau()));
    values.put(Names.AR_LOG_VARIANCE, prior("lognvars", inputs, params.priorArNvar()));
  }

  private void putEncoders(
      String forward, String reverse, String source, String starts, int units, int neurons) {
    double[] both = weights.values(starts, 1, 2, units);
    values.put(Names.start(forward), Arrays.copyOf(both, units));
    values.put(Names.start(reverse), Arrays.copyOfRange(both, units, 2 * units));
    new KerasCell(weights, source + "/forward_layer/cell", neurons, units)
        .putEncoder(values, forward);
    new KerasCell(weights, source + "/backward_layer/cell", neurons, units)
        .putEncoder(values, reverse);
  }

  private void putLayer(String layer, String source, int inputs, int outputs) {
    values.put(Names.weights(layer), weights.values(source + "/kernel", inputs, outputs));
    values.put(Names.bias(layer), weights.values(source + "/bias", outputs));
  }

  private double[] prior(String name, int inputs, double defaultValue) {
    if (weights.has(name)) {
      return weights.values(name, inputs);
    }
    double[] same = new double[inputs];
    Arrays.fill(same, Math.log(defaultValue));
    return same;
  }

  /** One number for all dimensions: autolfads-tf2 does not train it. */
  private double icPriorLogVariance(int icDim) {
    double[] all = weights.values("ic_prior_logvar", icDim);
    double[] distinct = DoubleStream.of(all).distinct().toArray();
    if (distinct.length != 1) {
      throw new ContentException(
          "weights must hold ic_prior_logvar with one value for all dimensions, got "
              + distinct.length
              + " different ones");
    }
    return distinct[0];
  }

  private double attribute(String name, double otherwise) {
    return root.getAttributes().containsKey(name)
            && root.getAttribute(name).getData() instanceof Number number
        ? number.doubleValue()
        : otherwise;
  }
}
