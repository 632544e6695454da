package org.lfads4j.population;

import org.lfads4j.backend.RandomStream;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.Setting;

/**
 * A setting that a population searches.
 *
 * @param setting which one
 * @param isShareDropped whether the values are 1 minus those of the setting: of {@code c_keep_prob}
 *     the share that is dropped is searched
 * @param start the values of the first generation
 * @param width most change of a value in one step: a factor of up to {@code 1 + width}, or 1 over
 *     that
 * @param limits what changed values must lie in
 */
@Internal
public record Searched(
    Setting<Double> setting, boolean isShareDropped, Start start, double width, Limits limits) {
  /** The least step, as a share of the width: a smaller one would change nothing. */
  private static final double LEAST_STEP = 0.002;

  /** So many draws are made for a value within the limits; then it is put to the nearer limit. */
  private static final int DRAWS = 100;

  /** Positions of a stream that one setting may use: two for each draw. */
  private static final int POSITIONS = 256;

  /**
   * How first values are drawn.
   *
   * @param low the least value
   * @param high the greatest value; the same if all members start with it
   * @param isLogarithmic whether each order of magnitude is as likely, or each value
   */
  public record Start(double low, double high, boolean isLogarithmic) {
    /** All members start with one value. */
    public static Start at(double value) {
      return new Start(value, value, false);
    }

    /** Each value from low to high is as likely. */
    public static Start uniform(double low, double high) {
      return new Start(low, high, false);
    }

    /** Each order of magnitude from low to high is as likely. */
    public static Start logUniform(double low, double high) {
      return new Start(low, high, true);
    }

    private double quantile(double share) {
      if (low == high) {
        return low;
      }
      return isLogarithmic
          ? StrictMath.exp((1 - share) * StrictMath.log(low) + share * StrictMath.log(high))
          : (1 - share) * low + share * high;
    }
  }

  /**
   * The least and the greatest value, both allowed.
   *
   * @param low the least
   * @param high the greatest
   */
  public record Limits(double low, double high) {
    /** Every positive number. */
    public static final Limits NONE = new Limits(0, Double.MAX_VALUE);

    private boolean contain(double value) {
      return value >= low && value <= high;
    }

    private double nearest(double value) {
      return Math.min(Math.max(value, low), high);
    }
  }

  /** The name of the setting. */
  public String name() {
    return setting.name();
  }

  /** The value in the first generation. */
  double first(RandomStream stream, int member, int index) {
    return start.quantile(stream.uniform(member, index));
  }

  /**
   * A value changed by a random factor, whose logarithm is as likely to be above 0 as below.
   *
   * @param row of the stream: another one for each change
   * @param index of the setting within its space
   */
  double changed(double value, RandomStream stream, long row, int index) {
    double least = StrictMath.log1p(LEAST_STEP * width);
    double most = StrictMath.log1p(width);
    double next = value;
    for (int draw = 0; draw < DRAWS; draw++) {
      int position = index * POSITIONS + 2 * draw;
      double sign = stream.uniform(row, position) < 0.5 ? -1 : 1;
      double share = stream.uniform(row, position + 1);
      next = value * StrictMath.exp(sign * ((1 - share) * least + share * most));
      if (limits.contain(next)) {
        return next;
      }
    }
    return limits.nearest(next);
  }

  /** Settings in which this one has the value. */
  Settings set(Settings settings, double value) {
    double own = isShareDropped ? 1 - value : value;
    return setting instanceof RunOption<Double> option
        ? new Settings(settings.params(), settings.options().with(option, own))
        : new Settings(
            settings.params().with(((Hyperparameter<?>) setting).name(), own), settings.options());
  }
}
