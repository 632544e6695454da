package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.inference.PosteriorMeans;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What a trained model says of trials, as tables. The leading columns are {@code session} (only if
 * several), {@code trial} (its index), {@code trial_id}, {@code split}, {@code condition} (if any),
 * and where there is a row per bin, {@code bin} and {@code time_ms}, the time at which the bin
 * begins.
 */
@Internal
public final class ResultTables {
  private static final Set<String> LEADING =
      Set.of("session", "trial", "trial_id", "split", "condition", "bin", "time_ms");

  private ResultTables() {}

  /**
   * One row per trial and bin, a column per name.
   *
   * @param name what the table holds, with its unit
   * @param columns one name per column of {@code values}
   * @param values trials x bins x columns
   * @throws IllegalArgumentException if the sizes disagree or two columns share a name
   */
  public static Table perBin(RowLabels labels, String name, List<String> columns, Cube values) {
    return WideTable.perBin(labels, name, columns, values);
  }

  /**
   * One row per trial, a column per name.
   *
   * @param name what the table holds, with its unit
   * @param columns one name per column of {@code values}
   * @param values trials x columns
   * @throws IllegalArgumentException if the sizes disagree or two columns share a name
   */
  static Table perTrial(RowLabels labels, String name, List<String> columns, Grid values) {
    return WideTable.perTrial(labels, name, columns, values);
  }

  /**
   * The inferred activity, one row per trial and bin, a column per neuron: spikes per second
   * (intensity per bin x 1000 / bin width) for counts, the unit of the data for Gaussian output.
   */
  public static Table rates(RowLabels labels, PosteriorMeans.Output output) {
    if (output.variance().isPresent()) {
      return perBin(labels, "output mean (unit of the data)", labels.neurons(), output.mean());
    }
    return perBin(labels, "rates (spikes/s)", labels.neurons(), output.ratesHz(labels.binMs()));
  }

  /**
   * The variance of Gaussian output, in the squared unit of the data, one row per trial and bin, a
   * column per neuron; absent for counts.
   */
  public static Optional<Table> outputVariance(RowLabels labels, PosteriorMeans.Output output) {
    return output
        .variance()
        .map(
            v -> perBin(labels, "output variance (unit of the data squared)", labels.neurons(), v));
  }

  /** The factors {@code factor_0}, ... without unit, one row per trial and bin. */
  public static Table factors(RowLabels labels, Cube factors) {
    return perBin(labels, "factors", numbered("factor_", factors.columns()), factors);
  }

  /** The generator's states {@code unit_0}, ... without unit, one row per trial and bin. */
  public static Table generatorStates(RowLabels labels, Cube states) {
    return perBin(labels, "generator states", numbered("unit_", states.columns()), states);
  }

  /**
   * The inferred inputs, one row per trial and bin. Three columns for each input: {@code input_0},
   * the average of what drove the generator; {@code input_0_posterior_mean} and {@code
   * input_0_posterior_sd}, the mean and standard deviation of the controller's Gaussian.
   */
  public static Table inferredInputs(RowLabels labels, PosteriorMeans.InferredInputs inputs) {
    int count = inputs.mean().columns();
    Cube sd = inputs.posteriorVariance().map(Math::sqrt);
    float[] joined = new float[inputs.mean().trials() * inputs.mean().bins() * count * 3];
    int at = 0;
    for (int b = 0; b < inputs.mean().trials(); b++) {
      for (int t = 0; t < inputs.mean().bins(); t++) {
        for (int u = 0; u < count; u++) {
          joined[at++] = inputs.mean().at(b, t, u);
          joined[at++] = inputs.posteriorMean().at(b, t, u);
          joined[at++] = sd.at(b, t, u);
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (String name : numbered("input_", count)) {
      names.addAll(List.of(name, name + "_posterior_mean", name + "_posterior_sd"));
    }
    Cube values = Cube.adopt(inputs.mean().trials(), inputs.mean().bins(), count * 3, joined);
    return perBin(labels, "inferred inputs", names, values);
  }

  /**
   * The initial condition's posterior, one row per trial: {@code ic_0}, its mean, and {@code
   * ic_0_sd}, its standard deviation, and so on for each dimension.
   */
  public static Table initialConditions(
      RowLabels labels, PosteriorMeans.InitialConditions conditions) {
    Grid mean = conditions.posteriorMean();
    float[] joined = new float[mean.rows() * mean.columns() * 2];
    int at = 0;
    for (int b = 0; b < mean.rows(); b++) {
      for (int z = 0; z < mean.columns(); z++) {
        joined[at++] = mean.at(b, z);
        joined[at++] = (float) Math.sqrt(conditions.posteriorVariance().at(b, z));
      }
    }
    List<String> names = new ArrayList<>();
    for (String name : numbered("ic_", mean.columns())) {
      names.addAll(List.of(name, name + "_sd"));
    }
    Grid values = Grid.of(mean.rows(), mean.columns() * 2, joined);
    return perTrial(labels, "initial conditions", names, values);
  }

  /** The initial condition's prior, one row per dimension: its mean and standard deviation. */
  public static Table initialConditionPrior(PosteriorMeans.InitialConditions conditions) {
    int size = conditions.priorMean().columns();
    float[] sd = new float[size];
    for (int z = 0; z < size; z++) {
      sd[z] = (float) Math.sqrt(conditions.priorVariance().at(0, z));
    }
    return WideTable.table(
        "initial condition prior",
        List.of(
            IntColumn.create("dimension", IntStream.range(0, size)),
            WideTable.numbers("prior_mean", conditions.priorMean().toArray()),
            WideTable.numbers("prior_sd", sd)));
  }

  /** The state the generator starts from, {@code unit_0}, ..., one row per trial. */
  public static Table generatorInitialStates(
      RowLabels labels, PosteriorMeans.InitialConditions conditions) {
    Grid start = conditions.generator();
    return perTrial(labels, "generator initial states", numbered("unit_", start.columns()), start);
  }

  /**
   * What each trial cost, in nats per trial: reconstruction, the two KL terms, and the two bounds.
   */
  public static Table costs(RowLabels labels, PosteriorMeans.TrialCosts costs) {
    Grid terms = costs.terms();
    Grid bounds = costs.bounds();
    float[] joined = new float[terms.rows() * 5];
    for (int b = 0; b < terms.rows(); b++) {
      for (int c = 0; c < 5; c++) {
        joined[b * 5 + c] = c < 3 ? terms.at(b, c) : bounds.at(b, c - 3);
      }
    }
    return perTrial(
        labels,
        "costs (nats per trial)",
        List.of(
            "reconstruction_nats",
            "kl_ic_nats",
            "kl_co_nats",
            "negative_elbo_nats",
            "negative_iwae_nats"),
        Grid.of(terms.rows(), 5, joined));
  }

  /**
   * Tables of the same rows side by side, the leading columns once.
   *
   * @throws IllegalArgumentException if two of the other columns share a name (ignoring case)
   */
  public static Table joined(String name, List<Table> tables) {
    List<Column<?>> columns = new ArrayList<>();
    for (Table table : tables) {
      for (Column<?> column : table.columns()) {
        if (table == tables.get(0) || !LEADING.contains(column.name())) {
          columns.add(column);
        }
      }
    }
    return WideTable.table(name, columns);
  }

  static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
