package org.lfads4j.inference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.ArrayFile;
import org.lfads4j.data.io.Block;
import org.lfads4j.model.ModelSpec;

/**
 * Posterior means as named arrays in one file, under the names and in the shapes that the
 * original's posterior export has (Pandarinath et al. 2018; E trials, T bins): {@code
 * prior_g0_mean}, {@code prior_g0_logvar}, {@code post_g0_mean}, {@code post_g0_logvar} (E x ic),
 * {@code gen_ics} (E x units), {@code gen_states} (E x T x units), {@code factors} (E x T x
 * factors), {@code controller_outputs} (E x T x inputs, where there is a controller), {@code
 * output_dist_params} (E x T x neurons: expected counts per bin; for Gaussian output the means,
 * then the log variances), {@code costs} (reconstruction and both KL terms), {@code nll_bound_vaes}
 * and {@code nll_bound_iwaes} (E, nats per trial).
 *
 * <p>The original writes a file for each side of the split; here all trials are in the recording's
 * order, with the places of each side, from 0, in {@code train_inds} and {@code valid_inds}, and
 * {@code trial_id}, {@code neuron_names} and {@code bin_ms} beside them. {@code train_steps} is not
 * known here.
 *
 * <p>So that {@link #read(Path)} gives back the very same, the file also has what the original does
 * not export: {@code posterior_mean_kind} (a word), {@code num_samples_posterior}, {@code
 * posterior_seconds}, {@code posterior_draws} (a word) and, where it is known, {@code
 * posterior_error} (the standard error of the means); {@code cost_terms} (E x 3: reconstruction, KL
 * of the initial condition, KL of the inferred inputs, nats per trial); {@code post_co_mean} and
 * {@code post_co_variance} (E x T x inputs, the controller's Gaussian); and the variances
 * themselves, of which the logarithms are rounded: {@code post_g0_variance} (E x ic), {@code
 * prior_g0_variance} (1 x ic) and, for Gaussian output, {@code output_variance} (E x T x neurons).
 */
public final class PosteriorFile {
  static final String KIND = "posterior_mean_kind";
  static final String SAMPLES = "num_samples_posterior";
  static final String SECONDS = "posterior_seconds";
  static final String DRAWS = "posterior_draws";
  static final String ERROR = "posterior_error";
  static final String COST_TERMS = "cost_terms";
  static final String INPUT_MEAN = "post_co_mean";
  static final String INPUT_VARIANCE = "post_co_variance";
  static final String POSTERIOR_VARIANCE = "post_g0_variance";
  static final String PRIOR_VARIANCE = "prior_g0_variance";
  static final String OUTPUT_VARIANCE = "output_variance";

  private final PosteriorMeans means;
  private final Map<String, Block> blocks = new LinkedHashMap<>();

  private PosteriorFile(PosteriorMeans means) {
    this.means = means;
  }

  /**
   * Writes a file, in the format that its name ends in ({@code .h5}, {@code .npz}, {@code .mat}).
   *
   * @param trials that the means are of
   * @throws IllegalArgumentException if the name ends in none of them
   * @throws java.io.UncheckedIOException if it cannot be written, with the path
   */
  public static void write(PosteriorMeans means, Trials trials, Optional<Split> split, Path file) {
    ArrayFile.write(file, blocks(means, trials, split));
  }

  static Map<String, Block> blocks(PosteriorMeans means, Trials trials, Optional<Split> split) {
    PosteriorFile writer = new PosteriorFile(means);
    writer.addSource();
    writer.addInitialConditions();
    writer.addSeries();
    writer.addCosts();
    writer.addLabels(trials, split);
    return writer.blocks;
  }

  /**
   * Reads a file that {@link #write} wrote, in any of the formats; the same values, to the bit.
   *
   * @throws IllegalArgumentException if the content does not fit together or is no such file's,
   *     with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static PosteriorMeans read(Path file) {
    return ArrayFile.read(file, PosteriorReader::read);
  }

  /**
   * Reads a file of this model's posterior means.
   *
   * @param trials that the means are of, in the model's bins
   * @throws IllegalArgumentException if it has other sizes than this model's means of these trials,
   *     or is no such file, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  @Internal
  public static PosteriorMeans read(Path file, ModelSpec model, Trials trials) {
    return ArrayFile.read(
        file,
        arrays -> {
          PosteriorMeans means = PosteriorReader.read(arrays);
          PosteriorReader.requireFit(means, model, trials);
          return means;
        });
  }

  private void addSource() {
    PosteriorMeans.Source source = means.source();
    blocks.put(KIND, Block.words(List.of(source.kind())));
    blocks.put(SAMPLES, Block.ints(source.samples()));
    blocks.put(SECONDS, Block.numbers(source.seconds()));
    blocks.put(DRAWS, Block.words(List.of(source.draws().word())));
    source.relativeError().ifPresent(error -> blocks.put(ERROR, Block.numbers(error)));
  }

  private void addInitialConditions() {
    PosteriorMeans.InitialConditions conditions = means.initialConditions();
    int trials = conditions.posteriorMean().rows();
    if (conditions.posteriorMean().columns() > 0) {
      blocks.put("prior_g0_mean", Block.of(repeated(conditions.priorMean(), trials)));
      blocks.put("prior_g0_logvar", Block.of(repeated(log(conditions.priorVariance()), trials)));
      blocks.put("post_g0_mean", Block.of(conditions.posteriorMean()));
      blocks.put("post_g0_logvar", Block.of(log(conditions.posteriorVariance())));
      blocks.put(POSTERIOR_VARIANCE, Block.of(conditions.posteriorVariance()));
      blocks.put(PRIOR_VARIANCE, Block.of(conditions.priorVariance()));
    }
    blocks.put("gen_ics", Block.of(conditions.generator()));
  }

  private void addSeries() {
    means
        .inferredInputs()
        .ifPresent(
            inputs -> {
              blocks.put("controller_outputs", Block.of(inputs.mean()));
              blocks.put(INPUT_MEAN, Block.of(inputs.posteriorMean()));
              blocks.put(INPUT_VARIANCE, Block.of(inputs.posteriorVariance()));
            });
    blocks.put("gen_states", Block.of(means.generatorStates()));
    blocks.put("factors", Block.of(means.factors()));
    Cube mean = means.output().mean();
    Cube output =
        means.output().variance().map(v -> joined(mean, v.map(StrictMath::log))).orElse(mean);
    blocks.put("output_dist_params", Block.of(output));
    means.output().variance().ifPresent(v -> blocks.put(OUTPUT_VARIANCE, Block.of(v)));
  }

  private void addCosts() {
    Grid terms = means.costs().terms();
    Grid bounds = means.costs().bounds();
    double[] costs = new double[terms.rows()];
    double[] elbo = new double[terms.rows()];
    double[] iwae = new double[terms.rows()];
    for (int e = 0; e < costs.length; e++) {
      costs[e] = (double) terms.at(e, 0) + terms.at(e, 1) + terms.at(e, 2);
      elbo[e] = bounds.at(e, 0);
      iwae[e] = bounds.at(e, 1);
    }
    blocks.put("costs", Block.numbers(costs));
    blocks.put(COST_TERMS, Block.of(terms));
    blocks.put("nll_bound_vaes", Block.numbers(elbo));
    blocks.put("nll_bound_iwaes", Block.numbers(iwae));
  }

  private void addLabels(Trials trials, Optional<Split> split) {
    split.ifPresent(
        s -> {
          blocks.put("train_inds", Block.ints(s.train()));
          blocks.put("valid_inds", Block.ints(s.valid()));
        });
    blocks.put("trial_id", Block.words(trials.trialIds()));
    blocks.put("neuron_names", Block.words(trials.neuronNames()));
    blocks.put("bin_ms", Block.numbers(trials.binMs()));
  }

  private static Grid repeated(Grid row, int times) {
    float[] once = row.toArray();
    float[] out = new float[Math.multiplyExact(times, once.length)];
    for (int i = 0; i < times; i++) {
      System.arraycopy(once, 0, out, i * once.length, once.length);
    }
    return Grid.of(times, once.length, out);
  }

  private static Grid log(Grid grid) {
    float[] values = grid.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) StrictMath.log(values[i]);
    }
    return Grid.of(grid.rows(), grid.columns(), values);
  }

  /** The columns of one, then those of the other. */
  private static Cube joined(Cube first, Cube second) {
    int columns = first.columns();
    float[] out = new float[Math.multiplyExact(2, first.trials() * first.bins() * columns)];
    float[] left = first.toArray();
    float[] right = second.toArray();
    for (int row = 0; row < first.trials() * first.bins(); row++) {
      System.arraycopy(left, row * columns, out, 2 * row * columns, columns);
      System.arraycopy(right, row * columns, out, (2 * row + 1) * columns, columns);
    }
    return Cube.adopt(first.trials(), first.bins(), 2 * columns, out);
  }
}
