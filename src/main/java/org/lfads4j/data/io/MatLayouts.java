package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lfads4j.data.Axis;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;

/** Finds the counts in the layouts that {@link MatTrials} describes. */
final class MatLayouts {
  /** Under this name counts lie that were put together; no variable can be called so. */
  private static final String COUNTS = "counts of all trials";

  private static final String SIDES = "train_data";

  /** Names of a trial's fields, and what {@link TrialLayout} calls them. */
  private static final Map<String, String> PER_TRIAL =
      Map.of(
          "condition", "cond",
          "conditionId", "cond",
          "cond", "cond",
          "trial_id", "trial_id",
          "trialId", "trial_id",
          "externalInputs", "ext_input");

  /**
   * A field of a struct, or a variable, that may hold the counts.
   *
   * @param variable the struct, with points if it is one in another; empty for a variable
   * @param isSure whether its name says that it holds counts
   * @param isOneMatrix whether it is one matrix, which may be anything
   */
  private record Candidate(String variable, String field, boolean isSure, boolean isOneMatrix) {
    String shown() {
      return variable.isEmpty() ? field : variable + "." + field;
    }
  }

  private final Map<String, MatValue> variables;
  private final LoadOptions options;
  private final boolean binsFirst;

  private MatLayouts(Map<String, MatValue> variables, LoadOptions options) {
    this.variables = variables;
    this.options = options;
    List<Axis> order = options.orientation();
    this.binsFirst =
        !order.contains(Axis.NEURONS) || order.indexOf(Axis.BINS) < order.indexOf(Axis.NEURONS);
  }

  /** What the variables of a file say of a session. */
  static Trials read(Map<String, MatValue> variables, LoadOptions options) {
    return ContentException.unlessRefused(() -> new MatLayouts(variables, options).trials());
  }

  private Trials trials() {
    if (options.counts().isPresent()) {
      return named(options.counts().get());
    }
    MatArrays top = arrays(variables);
    if (variables.containsKey(SIDES)) {
      return TrialLayout.read(top, options);
    }
    if (MatTimed.fits(variables) && options.orientation().isEmpty()) {
      return runManager("counts", variables);
    }
    if (isAny(top, name -> CountsChoice.rank(name) >= 0)) {
      return TrialLayout.read(top, options);
    }
    Optional<String> times = times(name -> CountsChoice.rank(name) >= 0);
    if (times.isPresent()) {
      return times(times.get());
    }
    List<Candidate> sure = candidates(true, false);
    if (!sure.isEmpty()) {
      return only(sure, List.of());
    }
    List<Candidate> called = timesByName();
    if (!called.isEmpty()) {
      return only(called, List.of());
    }
    if (isAny(top, CountsChoice::isData)) {
      return TrialLayout.read(top, options);
    }
    List<Candidate> likely = candidates(false, false);
    if (!likely.isEmpty()) {
      return only(likely, List.of());
    }
    return unsure(top);
  }

  private Trials unsure(MatArrays top) {
    List<Candidate> matrices = candidates(true, true);
    if (!matrices.isEmpty()) {
      return only(matrices, whole(top));
    }
    List<Candidate> data = candidates(false, true);
    Optional<String> times = times(name -> true);
    if (isAny(top, name -> true)) {
      // One that cannot be counts gives way to times of spikes.
      List<String> whole = times.isPresent() ? whole(top) : List.of();
      return times.isEmpty() || whole.size() > 1
          ? TrialLayout.read(top, options)
          : only(List.of(new Candidate("", times.get(), false, false)), whole);
    }
    if (!data.isEmpty()) {
      return only(data, List.of());
    }
    if (times.isPresent()) {
      return times(times.get());
    }
    List<Candidate> blocks = new ArrayList<>();
    structs(
        (path, structs) ->
            structs.fields().keySet().stream()
                .filter(field -> isCountsBlock(structs, field))
                .forEach(field -> blocks.add(new Candidate(path, field, false, false))));
    return blocks.isEmpty() ? TrialLayout.read(top, options) : only(blocks, List.of());
  }

  private static List<String> whole(MatArrays top) {
    return top.names().stream()
        .filter(name -> isBlock(top, name))
        .filter(name -> ReadCounts.canBe(top.array(name).orElseThrow().cube()))
        .toList();
  }

  /** Whether the field of one struct is a block that can be counts. */
  private static boolean isCountsBlock(MatValue.Structs structs, String field) {
    return structs.size() == 1
        && structs.fields().get(field).get(0) instanceof MatValue.Numbers numbers
        && numbers.shape().size() == 3
        && ReadCounts.canBe(
            new MatArrays(Map.of(field, numbers), List.of()).array(field).orElseThrow().cube());
  }

  /** Variables, and fields of structs, that are called like times of spikes. */
  private List<Candidate> timesByName() {
    List<Candidate> found = new ArrayList<>();
    for (String name : variables.keySet()) {
      if (MatSpikeTimes.areCalled(name)
          && variables.get(name) instanceof MatValue.Cells cells
          && MatSpikeTimes.canBe(cells)) {
        found.add(new Candidate("", name, true, false));
      }
    }
    structs(
        (path, structs) ->
            structs.fields().keySet().stream()
                .filter(MatSpikeTimes::areCalled)
                .filter(
                    field ->
                        structs.fields().get(field).stream()
                            .allMatch(value -> value instanceof MatValue.Cells))
                .forEach(field -> found.add(new Candidate(path, field, true, false))));
    return found;
  }

  /** Takes a struct and where it is. */
  private interface Visitor {
    void visit(String path, MatValue.Structs structs);
  }

  /** All structs, and those that are fields of one struct. */
  private void structs(Visitor visitor) {
    for (String name : variables.keySet()) {
      structs(name, variables.get(name), visitor);
    }
  }

  private static void structs(String path, MatValue value, Visitor visitor) {
    if (value instanceof MatValue.Structs structs && structs.size() > 0) {
      visitor.visit(path, structs);
      if (structs.size() == 1) {
        structs.fields().forEach((field, of) -> structs(path + "." + field, of.get(0), visitor));
      }
    }
  }

  /** The variable of this name, or the field of structs in structs; null if there is none. */
  private MatValue at(String path) {
    String[] names = path.split("\\.", -1);
    MatValue value = variables.get(names[0]);
    for (int i = 1; i < names.length; i++) {
      value =
          value instanceof MatValue.Structs structs
                  && structs.size() == 1
                  && structs.fields().containsKey(names[i])
              ? structs.fields().get(names[i]).get(0)
              : null;
    }
    return value;
  }

  private static boolean isAny(MatArrays top, Predicate<String> name) {
    return top.names().stream().filter(name).anyMatch(n -> isBlock(top, n));
  }

  private static boolean isBlock(MatArrays top, String name) {
    return top.array(name).filter(array -> array.isNumbers(3)).isPresent();
  }

  /** The only candidate, or a refusal that names all. */
  private Trials only(List<Candidate> found, List<String> others) {
    if (found.size() + others.size() == 1) {
      return of(found.get(0));
    }
    List<String> shown = new ArrayList<>();
    found.forEach(each -> shown.add("\"" + each.shown() + "\""));
    others.forEach(each -> shown.add("\"" + each + "\""));
    throw CountsChoice.tooMany(shown, found.get(0).shown());
  }

  /** The variable, or the field of a struct, that the caller names. */
  private Trials named(String name) {
    int point = at(name) instanceof MatValue.Structs ? -1 : name.lastIndexOf('.');
    String variable = point < 0 ? name : name.substring(0, point);
    MatValue value = at(variable);
    if (value == null) {
      throw new ContentException(
          "file must hold \""
              + name
              + "\", got "
              + CountsChoice.some(List.copyOf(variables.keySet())));
    }
    if (value instanceof MatValue.Cells cells
        && MatSpikeTimes.areCalled(name)
        && MatSpikeTimes.canBe(cells)) {
      return times(name);
    }
    if (value instanceof MatValue.Structs structs) {
      String field = point < 0 ? field(structs, true, true) : name.substring(point + 1);
      if (field.isEmpty() || !structs.fields().containsKey(field)) {
        throw new ContentException(
            "\"%s\" must have a field with the counts, got %s"
                .formatted(
                    variable,
                    point < 0
                        ? CountsChoice.some(List.copyOf(structs.fields().keySet()))
                        : "no \"" + field + "\""));
      }
      return of(new Candidate(variable, field, true, false));
    }
    if (isTimes(value)) {
      return times(variable);
    }
    return TrialLayout.read(arrays(variables), options);
  }

  private List<Candidate> candidates(boolean areSure, boolean areMatrices) {
    List<Candidate> found = new ArrayList<>();
    structs(
        (path, structs) -> {
          String field = field(structs, areSure, !areSure);
          if (!field.isEmpty() && isOneMatrix(structs, field) == areMatrices) {
            found.add(new Candidate(path, field, areSure, areMatrices));
          }
        });
    return found;
  }

  /** The name of the field with the counts; empty if there is none. */
  private static String field(MatValue.Structs structs, boolean sure, boolean data) {
    if (sure && structs.fields().containsKey(SIDES)) {
      return SIDES;
    }
    return structs.fields().keySet().stream()
        .filter(
            name -> (sure && CountsChoice.rank(name) >= 0) || (data && CountsChoice.isData(name)))
        .filter(
            name ->
                structs.fields().get(name).get(0) instanceof MatValue.Numbers
                    || structs.fields().get(name).get(0) instanceof MatValue.Cells)
        .min(Comparator.comparingInt(name -> CountsChoice.rank(name) & Integer.MAX_VALUE))
        .orElse("");
  }

  private static boolean isOneMatrix(MatValue.Structs structs, String field) {
    return structs.size() == 1
        && !field.equals(SIDES)
        && structs.fields().get(field).get(0) instanceof MatValue.Numbers numbers
        && numbers.shape().size() == 2
        && !MatTimed.fits(first(structs));
  }

  private static Map<String, MatValue> first(MatValue.Structs structs) {
    Map<String, MatValue> first = new LinkedHashMap<>();
    structs.fields().forEach((field, values) -> first.put(field, values.get(0)));
    return first;
  }

  private Trials of(Candidate candidate) {
    if (candidate.variable().isEmpty()) {
      return times(candidate.field());
    }
    MatValue.Structs structs = (MatValue.Structs) at(candidate.variable());
    Map<String, MatValue> all = around(candidate.variable());
    if (structs.size() == 1) {
      Map<String, MatValue> fields = first(structs);
      if (MatTimed.fits(fields) && options.orientation().isEmpty()) {
        return runManager(candidate.shown(), fields);
      }
      MatValue counts = fields.get(candidate.field());
      if (isTimes(counts)
          || (MatSpikeTimes.areCalled(candidate.field())
              && MatSpikeTimes.canBe((MatValue.Cells) counts))) {
        fields.forEach(all::putIfAbsent);
        return times(candidate.shown(), MatSpikeTimes.of((MatValue.Cells) counts), all);
      }
      if (!isOneMatrix(structs, candidate.field())) {
        all.putAll(fields);
        MatArrays arrays = arrays(all);
        return candidate.field().equals(SIDES)
            ? TrialLayout.read(arrays, options)
            : TrialLayout.read(
                arrays, options, candidate.field(), TrialLayout.quoted(candidate.shown()));
      }
    }
    List<MatValue> counts = structs.fields().get(candidate.field());
    if (counts.stream().allMatch(value -> value instanceof MatValue.Cells)) {
      boolean areInOrder = !MatSpikeTimes.areCalled(candidate.field());
      all.putAll(labels(structs));
      return times(candidate.shown(), MatSpikeTimes.ofTrials(counts, areInOrder), all);
    }
    all.putAll(perTrial(candidate, structs));
    return TrialLayout.read(arrays(all), options, COUNTS, TrialLayout.quoted(candidate.shown()));
  }

  /** The variables of the file without a struct, and the fields of the structs that it is in. */
  private Map<String, MatValue> around(String path) {
    String[] names = path.split("\\.", -1);
    Map<String, MatValue> all = new LinkedHashMap<>();
    variables.keySet().stream()
        .filter(name -> !name.equals(names[0]))
        .forEach(name -> all.put(name, variables.get(name)));
    String above = "";
    for (int i = 1; i < names.length; i++) {
      above = i == 1 ? names[0] : above + "." + names[i - 1];
      Map<String, MatValue> fields = first((MatValue.Structs) at(above));
      fields.remove(names[i]);
      all.putAll(fields);
    }
    return all;
  }

  private Trials runManager(String shown, Map<String, MatValue> fields) {
    Map<String, MatValue> found = MatTimed.standard(fields);
    return TrialLayout.read(
        new MatArrays(found, List.of()), options, MatTimed.COUNTS, TrialLayout.quoted(shown));
  }

  /** Variables as named arrays; a cell array of matrices is a block. */
  private MatArrays arrays(Map<String, MatValue> values) {
    return new MatArrays(
        new LazyMap<>(
            List.copyOf(values.keySet()),
            name ->
                values.get(name) instanceof MatValue.Cells cells && isMatrices(cells)
                    ? stacked(name, cells.items())
                    : values.get(name)),
        options.orientation());
  }

  private static boolean isMatrices(MatValue.Cells cells) {
    return !cells.items().isEmpty()
        && cells.isList()
        && cells.items().stream()
            .allMatch(
                item ->
                    item instanceof MatValue.Numbers numbers
                        && numbers.shape().size() == 2
                        && numbers.size() > 1)
        && !isTimes(cells);
  }

  private static boolean isTimes(MatValue value) {
    return value instanceof MatValue.Cells cells && MatSpikeTimes.are(cells);
  }

  private Optional<String> times(Predicate<String> name) {
    return variables.keySet().stream()
        .filter(name)
        .filter(variable -> isTimes(variables.get(variable)))
        .findFirst();
  }

  private Trials times(String variable) {
    Map<String, MatValue> rest = new LinkedHashMap<>();
    variables.keySet().stream()
        .filter(name -> !name.equals(variable))
        .forEach(name -> rest.put(name, variables.get(name)));
    return times(variable, MatSpikeTimes.of((MatValue.Cells) variables.get(variable)), rest);
  }

  private Trials times(String shown, MatSpikeTimes spikes, Map<String, MatValue> rest) {
    Map<String, MatValue> all = new LinkedHashMap<>(rest);
    all.putAll(spikes.binned(shown, options, arrays(rest), COUNTS));
    return TrialLayout.read(
        arrays(all), options, COUNTS, TrialLayout.quoted(shown) + ", times of spikes in ms");
  }

  private Map<String, MatValue> perTrial(Candidate candidate, MatValue.Structs structs) {
    MatValue.Numbers counts = stacked(candidate.shown(), structs.fields().get(candidate.field()));
    Map<String, MatValue> out = new LinkedHashMap<>();
    out.put(COUNTS, counts);
    structs
        .fields()
        .forEach(
            (field, values) -> {
              if (!field.equals(candidate.field()) && isBeside(values, counts)) {
                out.put(
                    PER_TRIAL.getOrDefault(field, field),
                    stacked(candidate.variable() + "." + field, values));
              }
            });
    out.putAll(labels(structs));
    return out;
  }

  /** The condition and the id of each trial, where they are known. */
  private static Map<String, MatValue> labels(MatValue.Structs structs) {
    Map<String, MatValue> out = new LinkedHashMap<>();
    structs
        .fields()
        .forEach(
            (field, values) -> {
              String standard = PER_TRIAL.getOrDefault(field, field);
              if (standard.equals("cond") || standard.equals("trial_id")) {
                out.put(standard, new MatValue.Cells(List.of(values.size(), 1), values));
              }
            });
    return out;
  }

  private boolean isBeside(List<MatValue> values, MatValue.Numbers counts) {
    return values.stream()
            .allMatch(
                value ->
                    value instanceof MatValue.Numbers numbers
                        && numbers.shape().size() == 2
                        && numbers.shape().get(binsFirst ? 0 : 1).equals(counts.shape().get(1)))
        && values.stream().map(v -> ((MatValue.Numbers) v).shape()).distinct().count() == 1;
  }

  /** Matrices, one a trial, as one array trials x bins x columns. */
  private MatValue.Numbers stacked(String name, List<MatValue> trials) {
    List<MatValue.Numbers> matrices =
        IntStream.range(0, trials.size()).mapToObj(e -> matrix(name, trials, e)).toList();
    List<Integer> shape = matrices.get(0).shape();
    int bins = shape.get(binsFirst ? 0 : 1);
    int columns = shape.get(binsFirst ? 1 : 0);
    return new MatValue.Numbers(
        List.of(trials.size(), bins, columns),
        true,
        i -> {
          int bin = i / trials.size() % bins;
          int column = i / trials.size() / bins;
          return matrices
              .get(i % trials.size())
              .values()
              .applyAsDouble(binsFirst ? bin + bins * column : column + columns * bin);
        });
  }

  private static MatValue.Numbers matrix(String name, List<MatValue> trials, int trial) {
    if (!(trials.get(trial) instanceof MatValue.Numbers numbers) || numbers.shape().size() != 2) {
      throw new ContentException(
          "%s must be a matrix of numbers in each trial, got another in trial %s (counted from 0)"
              .formatted(name, trial));
    }
    if (trials.get(0) instanceof MatValue.Numbers first && !numbers.shape().equals(first.shape())) {
      throw new ContentException(
          ("%s must be as large in each trial as in the first (%s), got %s in trial %s (counted"
                  + " from 0); cut all trials to one length")
              .formatted(name, text(first.shape()), text(numbers.shape()), trial));
    }
    return numbers;
  }

  private static String text(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }
}
