package org.lfads4j.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values requested of the hyperparameters; all others have their defaults. Immutable.
 *
 * <p>A value that was requested stays requested even if it equals the default ({@link #isSet}); two
 * {@code RunParams} are equal if the same values were requested of the same hyperparameters. Hashes
 * see values only.
 */
public final class RunParams implements HyperparameterWithers<RunParams>, HyperparameterValues {
  private static final RunParams DEFAULTS = new RunParams(Map.of());
  private static final int LINES_OF_DIFFERENCES = 8;

  /** In page order. */
  private final Map<Hyperparameter<?>, Object> requested;

  private RunParams(Map<Hyperparameter<?>, Object> requested) {
    this.requested = requested;
  }

  /** Nothing requested. */
  public static RunParams defaults() {
    return DEFAULTS;
  }

  @Override
  public <T> RunParams with(Hyperparameter<T> hyperparameter, T value) {
    return withRead(hyperparameter, value);
  }

  /**
   * A copy with one hyperparameter requested by its page name. Numbers of any type, booleans, texts
   * as on the command line, and maps are understood.
   *
   * @throws IllegalArgumentException if the name is unknown or the value is out of range
   */
  @Override
  public RunParams with(String name, Object value) {
    return withRead(Hyperparameter.named(name), value);
  }

  private RunParams withRead(Hyperparameter<?> hyperparameter, Object value) {
    if (hyperparameter == Hyperparameter.VERSION) {
      throw new IllegalArgumentException(
          "version must be left to the program, got " + Json.shown(value));
    }
    Object read = hyperparameter.read(value);
    Map<Hyperparameter<?>, Object> changed = new HashMap<>(requested);
    changed.put(hyperparameter, read);
    Map<Hyperparameter<?>, Object> ordered = new LinkedHashMap<>();
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      if (changed.containsKey(each)) {
        ordered.put(each, changed.get(each));
      }
    }
    return new RunParams(Collections.unmodifiableMap(ordered));
  }

  @Override
  @SuppressWarnings("unchecked") // every way in goes through the hyperparameter's own read
  public <T> T value(Hyperparameter<T> hyperparameter) {
    return (T) requested.getOrDefault(hyperparameter, hyperparameter.defaultValue());
  }

  /**
   * A grid: these parameters with each of the values of one hyperparameter, to be crossed with
   * others by {@link Sweep#sweep}. The values are read as by {@link #with(String, Object)}; equal
   * ones appear once.
   *
   * @throws IllegalArgumentException if the name is unknown, there is no value, or one is out of
   *     range
   */
  public Sweep sweep(String name, Object... values) {
    return Sweep.of(this).sweep(name, values);
  }

  /**
   * Random search: these parameters, {@code count} times with drawn values; of equal ones the first
   * is kept. The same seed gives the same draws on every machine, and more of them begin with the
   * same.
   *
   * <p>Each hyperparameter draws from a {@link java.util.SplittableRandom} of its own, seeded by
   * {@code new SplittableRandom(seed).nextLong() ^ name.hashCode()}, one {@code nextLong()} a time;
   * its upper 53 bits times 2^-53 are the share that {@link Draw#quantile} is asked for. So drawing
   * another hyperparameter too, or none, leaves the draws of the others as they were.
   *
   * @param count how often to draw, at least 1
   * @param seed where the randomness starts; no relation to the seed of training
   * @param draws one for each hyperparameter that varies, at least one
   * @throws IllegalArgumentException if the count is below 1, there is no draw, or two are of one
   *     hyperparameter
   */
  public Sweep sample(int count, long seed, Draw... draws) {
    return Sweep.sample(this, count, seed, draws);
  }

  /** Whether a value was requested, be it the default or another. */
  public boolean isSet(Hyperparameter<?> hyperparameter) {
    return requested.containsKey(hyperparameter);
  }

  /** The values that differ from their defaults, in page order. */
  public Map<Hyperparameter<?>, Object> differences() {
    Map<Hyperparameter<?>, Object> differences = new LinkedHashMap<>(requested);
    differences
        .entrySet()
        .removeIf(entry -> entry.getValue().equals(entry.getKey().defaultValue()));
    return Collections.unmodifiableMap(differences);
  }

  /**
   * A short name for people: what differs from the defaults, such as {@code co_dim=2
   * factors_dim=16}, or {@code defaults}. The label {@code name} is no difference.
   */
  public String differenceName() {
    String name =
        differences().keySet().stream()
            .filter(hyperparameter -> hyperparameter != Hyperparameter.NAME)
            .map(hyperparameter -> hyperparameter.shortName() + "=" + textOf(hyperparameter))
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? "defaults" : name;
  }

  /** How summaries name these values: the label {@code name}, if given, and the differences. */
  public String label() {
    return name().isEmpty() ? differenceName() : name() + " (" + differenceName() + ")";
  }

  /** Notices about values that were set and have no effect, one sentence each. */
  public List<String> notices() {
    return Hyperparameter.all().stream().flatMap(each -> each.notice(this).stream()).toList();
  }

  /**
   * The requested values as a JSON object under their page names, with the version; what was not
   * requested is left out. {@link #fromJson} gives an equal value.
   */
  public String toJson() {
    JsonObject object = new JsonObject();
    object.add(Hyperparameter.VERSION.name(), jsonOf(Hyperparameter.VERSION));
    requested.keySet().forEach(each -> object.add(each.name(), jsonOf(each)));
    return Json.writeLines(object);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is no JSON object, a name is unknown, a value is
   *     out of range, or the version is another one
   */
  public static RunParams fromJson(String json) {
    RunParams params = defaults();
    for (Map.Entry<String, JsonElement> entry :
        Json.requireObject("run parameters", json).entrySet()) {
      Object value = Json.plain(entry.getValue());
      if (entry.getKey().equals(Hyperparameter.VERSION.name())) {
        checkVersion(value);
      } else {
        params = params.with(entry.getKey(), value);
      }
    }
    return params;
  }

  private static void checkVersion(Object value) {
    Integer expected = Hyperparameter.VERSION.defaultValue();
    if (!Hyperparameter.VERSION.type().read(value).equals(Optional.of(expected))) {
      throw new IllegalArgumentException(
          "version must be " + expected + ", got " + Json.shown(value));
    }
  }

  private <T> JsonElement jsonOf(Hyperparameter<T> hyperparameter) {
    return hyperparameter.type().json(value(hyperparameter));
  }

  private <T> String textOf(Hyperparameter<T> hyperparameter) {
    return hyperparameter.text(value(hyperparameter));
  }

  /** A line of JSON for hashing: the value, requested or not. */
  String canonical(Hyperparameter<?> hyperparameter) {
    return hyperparameter.name() + "=" + Json.write(jsonOf(hyperparameter));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunParams params && requested.equals(params.requested);
  }

  @Override
  public int hashCode() {
    return requested.hashCode();
  }

  @Override
  public String toString() {
    List<Hyperparameter<?>> different = List.copyOf(differences().keySet());
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s of %s hyperparameters differ from their defaults"
            .formatted(different.size(), Hyperparameter.all().size()));
    different.stream()
        .limit(LINES_OF_DIFFERENCES)
        .map(each -> each.name() + " = " + Json.write(jsonOf(each)))
        .forEach(lines::add);
    if (different.size() > LINES_OF_DIFFERENCES) {
      lines.add("and " + (different.size() - LINES_OF_DIFFERENCES) + " more");
    }
    return String.join("\n", lines);
  }
}
