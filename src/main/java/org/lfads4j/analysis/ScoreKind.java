package org.lfads4j.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a score measures: the declaration of each score there is. Whoever shows, sorts or compares
 * scores reads its unit and its direction here and does not guess them from its name.
 *
 * @param name its name in files and tables, such as {@code co_smoothing}
 * @param label what is measured, with its unit
 * @param unit of its values, such as {@code bits/spike}
 * @param better which values are the better ones
 */
public record ScoreKind(String name, String label, String unit, Better better) {
  /** Which values are the better ones. */
  public enum Better {
    /** The higher, the better. */
    HIGHER,
    /** The lower, the better. */
    LOWER
  }

  private static final String NATS = "nats/trial";
  static final String BITS = "bits/spike";
  private static final String R2 = "R2";
  private static final String DECODING = "decoding_";
  private static final String FACTORS = "factors_";
  private static final String BEST_DECODING = "best_decoding_";

  /** The total validation cost of the epoch whose parameters were kept; not a score of a fit. */
  public static final ScoreKind VALIDATION_COST =
      new ScoreKind("validation_cost", "validation cost (nats/trial)", NATS, Better.LOWER);

  static final ScoreKind RECONSTRUCTION_NLL =
      new ScoreKind(
          "reconstruction_nll",
          "reconstruction of seen spikes (Poisson NLL, nats/trial)",
          NATS,
          Better.LOWER);

  static final ScoreKind RECONSTRUCTION =
      bits("reconstruction", "reconstruction of seen spikes (bits/spike)");

  static final ScoreKind CO_SMOOTHING =
      bits("co_smoothing", "co-smoothing of held-out neurons (bits/spike)");

  static final ScoreKind FORWARD_PREDICTION =
      bits("forward_prediction", "forward prediction of bins that no encoder read (bits/spike)");

  static final ScoreKind RATES_R2 =
      r2("rates_r2", "rates against true rates (R2, mean over neurons)");

  static final ScoreKind RATES_R2_POOLED =
      r2("rates_r2_pooled", "rates against true rates (R2, pooled)");

  static final ScoreKind PSTH_R2 =
      r2("psth_r2", "condition averages of rates against those of spikes (R2, mean over neurons)");

  private static final List<ScoreKind> ONCE =
      List.of(
          VALIDATION_COST,
          RECONSTRUCTION_NLL,
          RECONSTRUCTION,
          CO_SMOOTHING,
          FORWARD_PREDICTION,
          RATES_R2,
          RATES_R2_POOLED,
          PSTH_R2);

  /** How well rates decode a behaviour of this name. */
  static ScoreKind decoding(String behaviour) {
    return r2(
        DECODING + behaviour,
        "rates to " + behaviour + " (R2, mean over coordinates; ridge, lag chosen)");
  }

  /** How well factors decode a behaviour of this name. */
  static ScoreKind factors(String behaviour) {
    return r2(
        FACTORS + behaviour,
        "factors to " + behaviour + " (R2, mean over coordinates; least squares)");
  }

  /**
   * How well the best of several regressors decodes a behaviour.
   *
   * @param regressor the one that was chosen, in words
   */
  static ScoreKind bestDecoding(String behaviour, String regressor) {
    return r2(
        BEST_DECODING + behaviour,
        regressor
            + " to "
            + behaviour
            + " (R2, mean over coordinates; ridge, lag and regressor chosen on training trials)");
  }

  /**
   * The name of the score that repeats that of rates where these are the best regressor: of {@code
   * best_decoding_X}, {@code decoding_X}; else the name itself.
   */
  static String ofRates(String name) {
    return name.replaceFirst("^(.*\\.)?" + BEST_DECODING, "$1" + DECODING);
  }

  /** The behaviour that a score of that name decodes from rates, if it is such a score. */
  public static Optional<String> decoded(String name) {
    return name.startsWith(DECODING)
        ? Optional.of(name.substring(DECODING.length()))
        : Optional.empty();
  }

  /** The same of one session among several, whose name stands before its own. */
  public ScoreKind ofSession(String session) {
    return new ScoreKind(session + "." + name, session + ": " + label, unit, better);
  }

  /** Values from the worst to the best. */
  public Comparator<Double> worstFirst() {
    Comparator<Double> rising = Comparator.naturalOrder();
    return better == Better.HIGHER ? rising : rising.reversed();
  }

  /**
   * The kind of a score of which only name and label are known, as in files that do not state unit
   * and direction. A name that is not declared here, alone or after a session's name, gets the unit
   * {@code unknown} and counts as better when it is higher, and its label says so.
   */
  public static ScoreKind of(String name, String label) {
    return declared(name)
        .map(kind -> new ScoreKind(name, label, kind.unit, kind.better))
        .orElseGet(
            () ->
                new ScoreKind(
                    name,
                    label + " (unit unknown, higher taken as better)",
                    "unknown",
                    Better.HIGHER));
  }

  private static Optional<ScoreKind> declared(String name) {
    Optional<ScoreKind> once =
        ONCE.stream()
            .filter(kind -> name.equals(kind.name) || name.endsWith("." + kind.name))
            .findFirst();
    boolean ofBehaviour =
        ("." + name).matches("(?s).*\\.(" + DECODING + "|" + FACTORS + "|" + BEST_DECODING + ").*");
    return once.or(() -> ofBehaviour ? Optional.of(decoding(name)) : Optional.empty());
  }

  private static ScoreKind bits(String name, String label) {
    return new ScoreKind(name, label, BITS, Better.HIGHER);
  }

  private static ScoreKind r2(String name, String label) {
    return new ScoreKind(name, label, R2, Better.HIGHER);
  }
}
