package org.lfads4j.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Message;
import org.lfads4j.data.io.Hdf5Block;
import org.lfads4j.data.io.TrialFile;
import tech.tablesaw.api.Table;

/**
 * One recording session, cut into trials of equal length: spike counts, trials x bins x neurons,
 * and what is known beside them. Immutable; every {@code with} method returns a changed copy.
 * Indices of trials, bins and neurons start at 0; trial ids are labels, "0", "1", ... unless given.
 *
 * <p>Values may be real numbers where the model's output is Gaussian; {@link #countProblem()} says
 * whether they are counts that a Poisson output can take.
 */
public final class Trials {
  private final Cube counts;
  private final Clock clock;
  private final Neurons neurons;
  private final TrialLabels labels;
  private final Extras extras;
  private final Optional<Split> split;
  private final Provenance origin;

  private Trials(
      Cube counts,
      Clock clock,
      Neurons neurons,
      TrialLabels labels,
      Extras extras,
      Optional<Split> split,
      Provenance origin) {
    this.counts = counts;
    this.clock = clock;
    this.neurons = neurons;
    this.labels = labels;
    this.extras = extras;
    this.split = split;
    this.origin = origin;
    CountRules.requireFinite(this);
    extras.requireFit(counts);
    split.ifPresent(s -> requireInside(s, counts.trials()));
  }

  private static void requireInside(Split split, int trials) {
    if (split.last() >= trials) {
      throw new IllegalArgumentException(
          "split must name trials below " + trials + ", got " + split.last());
    }
  }

  /**
   * Reads a file that states its bin width: HDF5, NumPy or MATLAB. {@link TrialFile} says in what
   * layouts. An NWB recording is refused: {@link org.lfads4j.data.io.Nwb} cuts it into trials.
   *
   * @throws IllegalArgumentException if the file's content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials load(Path file) {
    return load(file, LoadOptions.DEFAULT);
  }

  /**
   * Reads a file that does not state its bin width: one of those, or a table of comma-separated
   * values with the columns of {@link #of(Table, double)}.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if the file's content does not fit, or states another bin
   *     width
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials load(Path file, double binMs) {
    return load(file, LoadOptions.DEFAULT.withBinMs(binMs));
  }

  /**
   * Reads a file of any of these formats; {@link #reading()} says what was taken as what.
   *
   * @param options which array holds the counts, the order of its axes, the width of a bin, where
   *     the file does not say so
   * @throws IllegalArgumentException if the file's content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials load(Path file, LoadOptions options) {
    return TrialFile.read(file, options);
  }

  /**
   * Writes a file that {@link #load(Path)} reads back as the same: HDF5 ({@code .h5}), NumPy
   * ({@code .npz}) or MATLAB 5 ({@code .mat}). It appears when it is complete, and replaces an
   * earlier one.
   *
   * @throws IllegalArgumentException if the name ends in none of them
   * @throws java.io.UncheckedIOException if it cannot be written, with the path
   */
  public void save(Path file) {
    TrialFile.write(this, file);
  }

  /**
   * A table with a row for each count, or without a column {@code count} a row for each spike. Its
   * columns, ignoring case: {@code trial} or {@code trial_id}; {@code neuron}, {@code neuron_id} or
   * {@code unit}; {@code time} or {@code time_ms} (ms) or {@code time_s} (seconds); {@code count},
   * {@code counts} or {@code spikes}; {@code condition}, if known. Bins without a row are 0.
   *
   * <p>The time of a count is that of its bin's start; the first bin is that of the first row in
   * time. Spikes are counted from 0 ms, or from before where there are negative times. Trials and
   * neurons lie in the order of their numbers, or where they have names, of the rows. A trial or a
   * neuron without any row is unknown.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if a column is missing, or a row does not fit
   */
  public static Trials of(Table table, double binMs) {
    return LongTable.trials(table, binMs);
  }

  /**
   * Reads one dataset, trials x bins x neurons, of an HDF5 file; {@link Hdf5Block} reads a part.
   *
   * @param dataset its path inside the file, such as {@code /session/counts}
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if there is no such block of numbers, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials load(Path file, String dataset, double binMs) {
    return Hdf5Block.of(file, dataset).read(binMs);
  }

  /**
   * Counts as trials x bins x neurons.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if the block is empty or ragged
   */
  public static Trials of(int[][][] counts, double binMs) {
    return of(CountBlocks.of(counts), binMs);
  }

  /**
   * Counts, or real values for a Gaussian output, as trials x bins x neurons.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if the block is empty or ragged, or a value is not finite
   */
  public static Trials of(double[][][] values, double binMs) {
    return of(CountBlocks.of(values), binMs);
  }

  /**
   * Counts, or real values for a Gaussian output, as trials x bins x neurons. Neurons are called
   * {@code n0}, {@code n1}, ..., trials {@code 0}, {@code 1}, ..., the session {@code session}.
   *
   * @param binMs width of a bin, ms
   * @throws IllegalArgumentException if the block is empty or a value is not finite
   */
  public static Trials of(Cube counts, double binMs) {
    CountRules.requireNotEmpty(counts);
    return new Trials(
        counts,
        new Clock(binMs, 0),
        new Neurons(NameRules.numbered("n", counts.columns()), List.of()),
        new TrialLabels("session", NameRules.numbered("", counts.trials()), Optional.empty()),
        Extras.NONE,
        Optional.empty(),
        Provenance.NONE);
  }

  /** Other names: one per neuron, unique ignoring case, none a table's own column. */
  public Trials withNeuronNames(List<String> names) {
    return new Trials(counts, clock, neurons.withNames(names), labels, extras, split, origin);
  }

  /** Neurons that encoders do not see though the model reconstructs them; replaces earlier ones. */
  public Trials withHeldOutNeurons(List<String> names) {
    return new Trials(counts, clock, neurons.withHeldOut(names), labels, extras, split, origin);
  }

  /** Neurons that encoders do not see though the model reconstructs them; replaces earlier ones. */
  public Trials withHeldOutNeurons(String... names) {
    return withHeldOutNeurons(List.of(names));
  }

  /** Other trial ids: one per trial, unique. */
  public Trials withTrialIds(List<String> ids) {
    return new Trials(counts, clock, neurons, labels.withIds(ids), extras, split, origin);
  }

  /** A condition label for each trial. */
  public Trials withConditions(List<String> conditions) {
    return withLabels(new TrialLabels(session(), trialIds(), Optional.of(conditions)));
  }

  /** Another name of the session. */
  public Trials withSession(String session) {
    return withLabels(new TrialLabels(session, trialIds(), conditions()));
  }

  private Trials withLabels(TrialLabels changed) {
    return new Trials(counts, clock, neurons, changed, extras, split, origin);
  }

  /** Inputs known from outside, trials x bins x inputs, any unit, finite. */
  public Trials withExternalInputs(Cube inputs) {
    return withExtras(extras.withExternalInputs(inputs));
  }

  /** The rates that made the counts, trials x bins x neurons, spikes per second. */
  public Trials withTruthHz(Cube ratesHz) {
    return withExtras(extras.withTruthHz(ratesHz));
  }

  /** What was measured beside the spikes; replaces earlier series. */
  public Trials withBehaviour(List<Behaviour> series) {
    return withExtras(extras.withBehaviour(series));
  }

  /** What was measured beside the spikes; replaces earlier series. */
  public Trials withBehaviour(Behaviour... series) {
    return withBehaviour(List.of(series));
  }

  /** When things happened in each trial; replaces earlier events. */
  public Trials withEvents(List<Event> events) {
    return withExtras(extras.withEvents(events));
  }

  /** When things happened in each trial; replaces earlier events. */
  public Trials withEvents(Event... events) {
    return withEvents(List.of(events));
  }

  /** How its neurons become factors shared by sessions. */
  public Trials withAlignment(Alignment alignment) {
    return withExtras(extras.withAlignment(Optional.of(alignment)));
  }

  private Trials withExtras(Extras changed) {
    return new Trials(counts, clock, neurons, labels, changed, split, origin);
  }

  /** Another split into training and validation trials. */
  public Trials withSplit(Split changed) {
    return new Trials(counts, clock, neurons, labels, extras, Optional.of(changed), origin);
  }

  /** The same without a split, for trials that trained no model. */
  public Trials withoutSplit() {
    return new Trials(counts, clock, neurons, labels, extras, Optional.empty(), origin);
  }

  /** Every n-th trial validates, from the first on, and the others train. */
  public Trials withSplitEvery(int n) {
    return withSplit(Split.ofRatio(trials(), n - 1));
  }

  /**
   * Trials drawn at random validate, and the others train. Overlapping pieces of one recording are
   * no independent trials: split the recording first, then {@link #chop} it.
   *
   * @param validFraction share of trials that validate, between 0 and 1; at least one does
   * @param seed the same seed draws the same trials
   */
  public Trials withRandomSplit(double validFraction, long seed) {
    return withSplit(Split.ofFraction(trials(), validFraction, seed));
  }

  /** Notes on how these trials were made, such as trials left out; replaces earlier notes. */
  public Trials withNotes(List<String> notes) {
    return new Trials(
        counts, clock, neurons, labels, extras, split, origin.withNotes(List.copyOf(notes)));
  }

  /** Another time of the first bin, ms. */
  public Trials withStartMs(double startMs) {
    return new Trials(counts, new Clock(binMs(), startMs), neurons, labels, extras, split, origin);
  }

  /** The number of trials. */
  public int trials() {
    return counts.trials();
  }

  /** The number of bins in a trial. */
  public int bins() {
    return counts.bins();
  }

  /** The number of neurons, held-out ones included. */
  public int neurons() {
    return counts.columns();
  }

  /** Counts per bin, trials x bins x neurons. */
  public Cube counts() {
    return counts;
  }

  /** The width of a bin, ms. */
  public double binMs() {
    return clock.binMs();
  }

  /** The time of the first bin, ms. */
  public double startMs() {
    return clock.startMs();
  }

  /** The time of a bin, ms. */
  public double timeMs(int bin) {
    return clock.startMs() + bin * clock.binMs();
  }

  /** One name per neuron. */
  public List<String> neuronNames() {
    return neurons.names();
  }

  /** The names of the neurons that encoders do not see. */
  public List<String> heldOutNeurons() {
    return neurons.heldOut();
  }

  /** One id per trial. */
  public List<String> trialIds() {
    return labels.ids();
  }

  /** One label per trial, if conditions are known. */
  public Optional<List<String>> conditions() {
    return labels.conditions();
  }

  /** The name of the recording session. */
  public String session() {
    return labels.session();
  }

  /** Inputs known from outside, trials x bins x inputs. */
  public Optional<Cube> externalInputs() {
    return extras.externalInputs();
  }

  /** The rates that made the counts, trials x bins x neurons, spikes per second. */
  public Optional<Cube> truthHz() {
    return extras.truthHz();
  }

  /** How its neurons become factors shared by sessions, if that is known. */
  public Optional<Alignment> alignment() {
    return extras.alignment();
  }

  /** What was measured beside the spikes. */
  public List<Behaviour> behaviour() {
    return extras.behaviour();
  }

  /**
   * One measured series.
   *
   * @throws IllegalArgumentException if there is none of that name; the message holds the nearest
   */
  public Behaviour behaviour(String name) {
    List<String> names = behaviour().stream().map(Behaviour::name).toList();
    return behaviour().get(NameRules.indexOf("behaviour", names, name));
  }

  /** When things happened in each trial. */
  public List<Event> events() {
    return extras.events();
  }

  /**
   * One event.
   *
   * @throws IllegalArgumentException if there is none of that name; the message holds the nearest
   */
  public Event event(String name) {
    return events()
        .get(NameRules.indexOf("event", events().stream().map(Event::name).toList(), name));
  }

  /** Notes on how these trials were made, such as what was left out, one sentence each. */
  public List<String> notes() {
    return origin.notes();
  }

  /**
   * What was taken as what out of the file they were read from, and what may be wrong about it, one
   * sentence each; empty for trials made of arrays. No part of what makes two sessions equal.
   */
  public List<String> reading() {
    return origin.reading();
  }

  /** The same with other sentences about how they were read. */
  public Trials withReading(List<String> lines) {
    return new Trials(
        counts, clock, neurons, labels, extras, split, origin.withReading(List.copyOf(lines)));
  }

  /** Where each trial was cut from; empty unless {@link #chop} made them. */
  public List<Piece> pieces() {
    return origin.pieces().map(Pieces::places).orElse(List.of());
  }

  Provenance origin() {
    return origin;
  }

  /**
   * What identifies the content of this recording, whatever file or array it came from: counts, bin
   * width and start, all names and labels, held-out neurons, the split, external inputs, truth,
   * behaviour, events and alignment. {@link #notes()} and {@link #pieces()} are not part of it:
   * they change no result, and files do not keep where pieces came from.
   */
  public Hash contentHash() {
    return Fingerprint.of(this);
  }

  /** The split that came with the data, if any. */
  public Optional<Split> split() {
    return split;
  }

  /**
   * The place of a neuron among the columns.
   *
   * @throws IllegalArgumentException if there is none of that name; the message holds the nearest
   */
  public int neuronIndex(String name) {
    return NameRules.indexOf("neuron", neuronNames(), name);
  }

  /**
   * The place of a trial.
   *
   * @throws IllegalArgumentException if there is none of that id; the message holds the nearest
   */
  public int trialIndex(String id) {
    return NameRules.indexOf("trial id", trialIds(), id);
  }

  /** The names of the neurons that never fire. */
  public List<String> silentNeurons() {
    return CountRules.silent(this);
  }

  /**
   * Why a Poisson output cannot take these values: the first one that is negative, fractional, or
   * 16777216 and more (single precision no longer counts by ones); empty if it can.
   */
  public Optional<Message> countProblem() {
    return CountRules.problem(this);
  }

  /**
   * Counts of wider bins. Counts are summed; truth, external inputs and behaviour are averaged (the
   * original sums them); bins that do not fill a last wide one are dropped. A wide bin has the time
   * of its first narrow one.
   *
   * @param ms the new width, a whole multiple of {@link #binMs()}
   * @throws IllegalArgumentException if it is no such multiple, or wider than a trial
   */
  public Trials rebin(double ms) {
    int group = clock.groupOf(ms);
    if (group > bins()) {
      throw new IllegalArgumentException(
          "rebin must leave at least one bin, got %s ms for trials of %s ms"
              .formatted(Numbers.text(ms), Numbers.text(bins() * binMs())));
    }
    return new Trials(
        CountBlocks.sumBins(counts, group),
        new Clock(ms, startMs()),
        neurons,
        labels,
        averaged(group),
        split,
        group == 1 ? origin : origin.whole());
  }

  private Extras averaged(int group) {
    return group == 1
        ? extras
        : extras.map(cube -> CountBlocks.averageBins(cube, group)).withAlignment(Optional.empty());
  }

  /**
   * The trials at these places, in this order. A split stays if both its sides still have trials.
   *
   * @throws IllegalArgumentException if none is named, one is named twice or is out of range
   */
  public Trials select(int... chosen) {
    for (int trial : chosen) {
      if (trial < 0 || trial >= trials()) {
        throw new IllegalArgumentException(
            "select must name trials from 0 to " + (trials() - 1) + ", got " + trial);
      }
    }
    CountRules.requireSome("select", "trial", chosen.length);
    return new Trials(
        counts.selectTrials(chosen),
        clock,
        neurons,
        labels.select(chosen),
        extras.select(chosen),
        split.flatMap(s -> s.select(chosen)),
        origin.select(chosen));
  }

  /**
   * The neurons named, in this order; held-out ones among them stay held out.
   *
   * @throws IllegalArgumentException if none is named, one is named twice or is unknown
   */
  public Trials selectNeurons(String... names) {
    int[] places = Arrays.stream(names).mapToInt(this::neuronIndex).toArray();
    CountRules.requireSome("selectNeurons", "neuron", places.length);
    return new Trials(
        counts.selectColumns(places),
        clock,
        neurons.select(List.of(names)),
        labels,
        extras.selectNeurons(places),
        split,
        origin);
  }

  /** What the session holds and what looks suspicious in it. */
  public TrialsSummary summary() {
    return Summarizing.of(this);
  }

  /** These neurons are held out too. */
  public Trials holdOutNeurons(String... names) {
    return withHeldOutNeurons(
        Stream.concat(heldOutNeurons().stream(), Stream.of(names)).distinct().toList());
  }

  /**
   * Neurons drawn at random are held out too.
   *
   * @param fraction share of the neurons not held out yet, between 0 and 1; at least one is drawn
   *     and one is left
   * @param seed the same seed draws the same neurons
   * @throws IllegalArgumentException if the fraction is out of range or fewer than 2 are left
   */
  public Trials holdOutNeurons(double fraction, long seed) {
    List<String> seen = neurons.seen();
    return holdOutNeurons(
        Arrays.stream(RandomSubset.share("held-out neurons", fraction, seen.size(), seed))
            .mapToObj(seen::get)
            .toArray(String[]::new));
  }

  /**
   * The neurons that fire; a note names the others.
   *
   * @throws IllegalArgumentException if none fires
   */
  public Trials dropSilent() {
    List<String> silent = silentNeurons();
    String[] firing =
        neuronNames().stream().filter(name -> !silent.contains(name)).toArray(String[]::new);
    CountRules.requireFiring(firing.length, neurons());
    return selectNeurons(firing)
        .withNotes(origin.without("dropSilent", silent, neurons(), "neurons", ", silent").notes());
  }

  /**
   * Many short trials out of long ones, for continuous recordings. Pieces begin every {@code bins -
   * overlap} bins; where the last would reach beyond the end it begins earlier, so that nothing is
   * lost. Time is 0 where a piece begins; ids are the long trial's with {@code -0}, {@code -1},
   * ...; conditions and sides of a split are the long trial's.
   *
   * @param bins length of a piece, from 1 to {@link #bins()}
   * @param overlap bins that neighbours share, from 0 to {@code bins - 1}
   * @throws IllegalArgumentException if either is out of range
   * @see #merge
   */
  public Trials chop(int bins, int overlap) {
    return Chop.of(this, bins, overlap);
  }

  /**
   * Results of pieces put together to the length of the long trials that {@link #chop} cut. Where
   * pieces overlap, the one fades out as the other fades in, in equal steps from bin to bin.
   *
   * @param results one block per piece, trials x bins x columns
   * @return long trials x their bins x columns, in the order in which the pieces name them
   * @throws IllegalStateException if these trials are not pieces
   * @throws IllegalArgumentException if the sizes differ or a bin has no piece
   */
  public Cube merge(Cube results) {
    return origin
        .pieces()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "merge must follow chop, got trials that are no pieces; call it on what chop"
                        + " returned"))
        .merge(results);
  }

  /**
   * The same window around an event in every trial. The bin that holds the event begins at 0 ms, so
   * that the event is at 0 to within one bin. Trials without the event (NaN) and trials that do not
   * hold the whole window are left out; {@link #notes()} names them.
   *
   * @param event name of one of {@link #events()}
   * @param fromMs begin of the window from the event on, ms, whole bins; negative is before
   * @param toMs end of the window, ms, whole bins, after {@code fromMs}
   * @throws IllegalArgumentException if there is no such event, the window is not one of whole
   *     bins, or no trial is left
   */
  public Trials align(String event, double fromMs, double toMs) {
    return EventWindows.of(this, event, fromMs, toMs);
  }

  /** The same session in other windows, which begin at {@code startMs}. */
  Trials cut(Windows windows, double startMs, List<String> ids, Provenance changed) {
    Clock after = new Clock(binMs(), startMs);
    return new Trials(
        windows.cut(counts),
        after,
        neurons,
        labels.select(windows.trials(), ids),
        extras.cut(windows, clock, after),
        split.flatMap(s -> s.select(windows.trials())),
        changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trials t
        && counts.equals(t.counts)
        && clock.equals(t.clock)
        && neurons.equals(t.neurons)
        && labels.equals(t.labels)
        && extras.equals(t.extras)
        && split.equals(t.split)
        && origin.equals(t.origin);
  }

  @Override
  public int hashCode() {
    return Objects.hash(counts, clock, neurons, labels, extras, split, origin);
  }

  @Override
  public String toString() {
    return TrialsText.of(this);
  }
}
