package org.lfads4j.config;

import java.util.Arrays;
import java.util.List;

/**
 * How random search draws the values of one hyperparameter. The bounds or values are checked
 * against its range when the draw is made.
 */
public sealed interface Draw {

  /** The hyperparameter's name, such as {@code c_keep_prob}. */
  String name();

  /**
   * The value below which a share of all draws lie.
   *
   * @param share in [0, 1)
   * @throws IllegalArgumentException if the share is not
   */
  Object quantile(double share);

  /**
   * Numbers from {@code low} to {@code high}, each as likely. Of a whole-number hyperparameter, the
   * whole numbers from {@code low} to {@code high}, each as likely.
   *
   * @throws IllegalArgumentException if the name is unknown or not that of a number, the bounds do
   *     not rise, or one of them is out of the hyperparameter's range
   */
  static Draw uniform(String name, double low, double high) {
    return new Uniform(name, low, high);
  }

  /**
   * Numbers from {@code low} to {@code high}, each order of magnitude as likely: for weights, rates
   * and sizes whose scale is not known. Of a whole-number hyperparameter, the same from half below
   * the first whole number to half above the last, rounded.
   *
   * @throws IllegalArgumentException if {@code low} is not above 0, or as for {@link #uniform}
   */
  static Draw logUniform(String name, double low, double high) {
    return new LogUniform(name, low, high);
  }

  /**
   * One of some values, each as likely; one that is given twice is twice as likely. They are read
   * as by {@link RunParams#with(String, Object)}.
   *
   * @throws IllegalArgumentException if there is none, the name is unknown, or one is out of range
   */
  static Draw choice(String name, Object... values) {
    return new Choice(name, Arrays.asList(values));
  }

  /**
   * See {@link Draw#uniform}.
   *
   * @param name the hyperparameter
   * @param low the least value
   * @param high the greatest value
   */
  record Uniform(String name, double low, double high) implements Draw {
    /** Checks the bounds. */
    public Uniform {
      Interval unused = Interval.of(name, low, high);
    }

    @Override
    public Object quantile(double share) {
      Interval interval = Interval.of(name, low, high);
      double left = 1 - checked(share);
      return interval.value(left * interval.from() + share * interval.to());
    }
  }

  /**
   * See {@link Draw#logUniform}.
   *
   * @param name the hyperparameter
   * @param low the least value, above 0
   * @param high the greatest value
   */
  record LogUniform(String name, double low, double high) implements Draw {
    /** Checks the bounds. */
    public LogUniform {
      if (!(low > 0)) {
        throw new IllegalArgumentException(
            "draw of %s must have low > 0, got %s; use Draw.uniform, or a small low"
                .formatted(name, low));
      }
      Interval unused = Interval.of(name, low, high);
    }

    @Override
    public Object quantile(double share) {
      Interval interval = Interval.of(name, low, high);
      double left = 1 - checked(share);
      // StrictMath, for the same bits on every machine.
      return interval.value(
          StrictMath.exp(
              left * StrictMath.log(interval.from()) + share * StrictMath.log(interval.to())));
    }
  }

  /**
   * See {@link Draw#choice}.
   *
   * @param name the hyperparameter
   * @param values what is drawn from, at least one
   */
  record Choice(String name, List<Object> values) implements Draw {
    /** Reads the values. */
    public Choice {
      Hyperparameter<?> hyperparameter = Hyperparameter.named(name);
      values = values.stream().<Object>map(hyperparameter::read).toList();
      if (values.isEmpty()) {
        throw new IllegalArgumentException("draw of " + name + " must have at least one value");
      }
    }

    @Override
    public Object quantile(double share) {
      return values.get((int) (checked(share) * values.size()));
    }
  }

  private static double checked(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("share must be >= 0 and < 1, got " + share);
    }
    return share;
  }
}
