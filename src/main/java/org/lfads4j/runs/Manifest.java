package org.lfads4j.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Json;
import org.lfads4j.config.Message;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.ProgramVersion;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.io.FileHash;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.Outcome;

/**
 * What happened to a run, in its folder as {@code manifest.json}: its state, the values that were
 * really used ({@code resolved}), every attempt with machine, versions and times, notices, and the
 * SHA-256 of inputs and outputs. It is written again at every checkpoint and every change of state.
 */
final class Manifest {
  private static final String FORMAT = "lfads4j manifest";
  private static final int VERSION = 1;
  private static final String STATE = "state";
  private static final String TRAINED = "trained";
  private static final String WHY = "why";
  private static final String WHY_ON_COMMAND_LINE = "why_on_command_line";
  private static final String DIVERGED = "diverged";
  private static final String BITS = "bits";
  private static final String ATTEMPTS = "attempts";
  private static final String OUTPUTS = "outputs";
  private static final String DRAWS = "draws";
  private static final String MOST_SAMPLES = "most_samples";
  private static final String WANTED_ERROR = "wanted_error";
  private static final int BRIEF_DIGITS = 8;

  /** Where a training ran of which nothing is known. */
  static final Placement UNKNOWN = new Placement("unknown", "unknown", "unknown", List.of());

  private final Path file;
  private final JsonObject object;

  private Manifest(Path file, JsonObject object) {
    this.file = file;
    this.object = object;
  }

  /**
   * The manifest in a folder, or a new one.
   *
   * @throws IllegalArgumentException if it is damaged, with the path
   * @throws NewerFormatException if it is of a newer version of the program
   */
  static Manifest of(RunFolder folder) {
    Path file = folder.manifest();
    if (!Files.exists(file)) {
      return new Manifest(file, StoredJson.start(FORMAT, VERSION));
    }
    Manifest manifest = new Manifest(file, StoredJson.read(file, FORMAT, VERSION));
    return StoredJson.content(file, manifest::checked);
  }

  /**
   * Makes sure that the manifest, if there is one, was not written by a newer version.
   *
   * @throws NewerFormatException if it is, with the path
   */
  static void requireKnown(RunFolder folder) {
    StoredJson.requireKnown(folder.manifest(), FORMAT, VERSION);
  }

  /**
   * The manifest in a folder, to be written. A damaged one is renamed, and a new one says so; the
   * state of the run then follows from the other files.
   *
   * @throws NewerFormatException if it is of a newer version of the program
   */
  static Manifest ofOrAnew(RunFolder folder) {
    try {
      return of(folder);
    } catch (NewerFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      Path aside = folder.setAside(folder.manifest());
      Manifest anew = of(folder);
      anew.notice(e.getMessage() + "; it was set aside as " + aside.getFileName());
      return anew;
    }
  }

  /** Reads every member once, so that damage is found here. */
  private Manifest checked() {
    boolean posterior = hasPosterior(RunParams.defaults(), RunOptions.defaults());
    List<Object> unused =
        List.of(
            status(),
            notices(),
            placement(),
            isTrained(),
            diverged(),
            posterior,
            bits(),
            object.has(OUTPUTS) ? hashes(object.getAsJsonObject(OUTPUTS)) : Map.of());
    if (object.has(ATTEMPTS)) {
      JsonObject unusedAttempt = lastAttempt();
    }
    return this;
  }

  /** Reads them all. */
  private static Map<String, Hash> hashes(JsonObject outputs) {
    Map<String, Hash> hashes = new LinkedHashMap<>();
    outputs.entrySet().forEach(e -> hashes.put(e.getKey(), new Hash(e.getValue().getAsString())));
    return hashes;
  }

  /**
   * What is wrong with a file that the run left, in a sentence; nothing if it is as it was written,
   * or its hash is not known.
   */
  Optional<String> damage(Path output) {
    JsonElement known =
        object.has(OUTPUTS)
            ? object.getAsJsonObject(OUTPUTS).get(output.getFileName().toString())
            : null;
    if (known == null) {
      return Optional.empty();
    }
    Hash written = new Hash(known.getAsString());
    if (!Files.exists(output)) {
      return Optional.of("%s must be as it was written, and it is not there".formatted(output));
    }
    String found = sha256(output);
    return found.equals(written.hex())
        ? Optional.empty()
        : Optional.of(
            "%s must be as it was written (SHA-256 %s), got another content (%s)"
                .formatted(output, written, found.substring(0, BRIEF_DIGITS)));
  }

  /** The files whose hashes are known. */
  List<String> outputs() {
    return object.has(OUTPUTS) ? List.copyOf(object.getAsJsonObject(OUTPUTS).keySet()) : List.of();
  }

  /** The files of these names are about to be written again, or are gone. */
  void forget(Predicate<String> names) {
    if (object.has(OUTPUTS)) {
      List<String> all = outputs();
      all.stream().filter(names).forEach(object.getAsJsonObject(OUTPUTS)::remove);
    }
    write();
  }

  /** Whether training came to its end, whatever happened later. */
  boolean isTrained() {
    return object.has(TRAINED) && object.get(TRAINED).getAsBoolean();
  }

  /** The state of the run if no process is running it. */
  RunStatus statusAtRest() {
    RunStatus written = status();
    return written.state() == RunState.RUNNING
        ? written.with(isTrained() ? RunState.TRAINED : RunState.STOPPED, Optional.empty())
        : written;
  }

  /** The state as it is written; a process that died may have left {@code running}. */
  RunStatus status() {
    if (!object.has(STATE)) {
      return RunStatus.WAITING;
    }
    JsonObject training =
        object.has("training") ? object.getAsJsonObject("training") : new JsonObject();
    return new RunStatus(
        stateOf(StoredJson.text(object, STATE, file)),
        whole(training, "epochs"),
        whole(training, "best_epoch"),
        training.has("validation_cost")
            ? OptionalDouble.of(training.get("validation_cost").getAsDouble())
            : OptionalDouble.empty(),
        training.has("seconds") ? training.get("seconds").getAsDouble() : 0,
        why());
  }

  private Optional<Message> why() {
    if (!object.has(WHY)) {
      return Optional.empty();
    }
    String why = object.get(WHY).getAsString();
    return Optional.of(
        object.has(WHY_ON_COMMAND_LINE)
            ? new Message(why, object.get(WHY_ON_COMMAND_LINE).getAsString())
            : Message.of(why));
  }

  /** Whether there are posterior means of the kind that the settings ask for. */
  boolean hasPosterior(RunParams params, RunOptions options) {
    if (!object.has("posterior")) {
      return false;
    }
    JsonObject how = object.getAsJsonObject("posterior");
    String kind = how.get("kind").getAsString();
    if (!kind.equals(params.posteriorMeanKind()) || kind.equals("posterior_push_mean")) {
      return kind.equals(params.posteriorMeanKind());
    }
    // Earlier versions wrote neither how samples were drawn nor what ended them.
    PosteriorDraws draws =
        how.has(DRAWS) ? PosteriorDraws.of(how.get(DRAWS).getAsString()) : PosteriorDraws.PLAIN;
    double wanted = how.has(WANTED_ERROR) ? how.get(WANTED_ERROR).getAsDouble() : 0;
    String most = how.has(MOST_SAMPLES) ? MOST_SAMPLES : "samples";
    return draws == options.posteriorDraws()
        && wanted == options.posteriorError()
        && how.get(most).getAsInt() == params.numSamplesPosterior();
  }

  /** Whether training diverged; it would diverge again. */
  boolean diverged() {
    return object.has(DIVERGED) && object.get(DIVERGED).getAsBoolean();
  }

  /** A process begins to run it. */
  void started(RunDescription run, List<DataFolder.Stored> data) {
    object.addProperty(STATE, RunState.RUNNING.word());
    object.remove(WHY);
    object.remove(WHY_ON_COMMAND_LINE);
    object.remove(DIVERGED);
    if (!object.has("created")) {
      object.addProperty("created", now());
    }
    object.addProperty("seed", run.options().seed());
    JsonObject inputs = new JsonObject();
    data.forEach(stored -> inputs.addProperty(stored.name(), stored.content().hex()));
    object.add("inputs", inputs);
    JsonArray attempts = object.has(ATTEMPTS) ? object.getAsJsonArray(ATTEMPTS) : new JsonArray();
    attempts.add(attempt());
    object.add(ATTEMPTS, attempts);
    write();
  }

  /** Notes the values that are really used. */
  void resolved(RunParams params, ModelSpec spec, int trainingTrials) {
    JsonObject resolved = new JsonObject();
    resolved.addProperty("bins", spec.bins());
    resolved.addProperty("c_num_steps_for_gen_ic", spec.icEncoderBins());
    resolved.addProperty("c_batch_size", Math.min(params.batchSize(), trainingTrials));
    resolved.addProperty("training_trials", trainingTrials);
    object.add("resolved", resolved);
  }

  /**
   * Training starts or continues.
   *
   * @param placement what it runs on
   * @param epoch done before
   */
  void placed(Placement placement, int epoch) {
    JsonObject attempt = lastAttempt();
    String here = Backends.installed().bits(placement);
    attempt.addProperty("placement", placement.toString());
    attempt.addProperty("from_epoch", epoch);
    if (epoch > 0 && !bits().orElse(here).equals(here)) {
      notice(
          ("training went on from epoch %s on %s after %s; the last digits of its results may"
                  + " differ from those of a run on one machine")
              .formatted(epoch, here, bits().get()));
    }
    object.addProperty(BITS, here);
    JsonObject parts = new JsonObject();
    parts.addProperty("engine", placement.engine());
    parts.addProperty("backend", placement.backend());
    parts.addProperty("device", placement.device());
    object.add("placement", parts);
    placement.notices().forEach(this::notice);
    write();
  }

  /** Where the last training ran; {@code unknown} if there was none. */
  Placement placement() {
    if (!object.has("placement")) {
      return UNKNOWN;
    }
    JsonObject parts = object.getAsJsonObject("placement");
    return new Placement(
        parts.get("engine").getAsString(),
        parts.get("backend").getAsString(),
        parts.get("device").getAsString(),
        List.of());
  }

  /** A checkpoint is on disk. */
  void checkpoint(Checkpoint checkpoint) {
    training(
        checkpoint.epoch(),
        checkpoint.best().epoch(),
        checkpoint.bestValidationCost(),
        checkpoint.seconds());
    write();
  }

  /** Training is over, and the model is on disk. */
  void trained(Outcome outcome, RunFolder folder) {
    training(
        outcome.epochs(),
        outcome.bestEpoch(),
        outcome.chosenBy().isPresent()
            ? OptionalDouble.of(outcome.bestValidationCost())
            : OptionalDouble.empty(),
        outcome.seconds());
    object.getAsJsonObject("training").addProperty("ended_because", outcome.reason().sentence());
    object.addProperty(STATE, RunState.TRAINED.word());
    object.addProperty(TRAINED, true);
    outputs(folder);
    write();
  }

  /** Everything is on disk. */
  void done(
      PosteriorMeans.Source posterior, RunParams params, RunOptions options, RunFolder folder) {
    JsonObject how = new JsonObject();
    how.addProperty("kind", posterior.kind());
    how.addProperty("samples", posterior.samples());
    how.addProperty("seconds", posterior.seconds());
    how.addProperty(DRAWS, posterior.draws().word());
    how.addProperty(MOST_SAMPLES, params.numSamplesPosterior());
    how.addProperty(WANTED_ERROR, options.posteriorError());
    posterior.relativeError().ifPresent(error -> how.addProperty("error", error));
    object.add("posterior", how);
    object.addProperty(STATE, RunState.DONE.word());
    ended();
    outputs(folder);
    write();
  }

  /** It was stopped before the end. */
  void stopped() {
    object.addProperty(STATE, (isTrained() ? RunState.TRAINED : RunState.STOPPED).word());
    ended();
    write();
  }

  /** It ended with an error. */
  void failed(Message why, boolean diverged) {
    object.addProperty(STATE, RunState.FAILED.word());
    object.addProperty(WHY, why.inJava());
    object.remove(WHY_ON_COMMAND_LINE);
    if (!why.onCommandLine().equals(why.inJava())) {
      object.addProperty(WHY_ON_COMMAND_LINE, why.onCommandLine());
    }
    object.addProperty(DIVERGED, diverged);
    ended();
    write();
  }

  /** Adds a sentence that a user should know, unless it is there already. */
  void notice(String sentence) {
    JsonArray notices = object.has("notices") ? object.getAsJsonArray("notices") : new JsonArray();
    if (Json.list(notices).stream().noneMatch(each -> each.getAsString().equals(sentence))) {
      notices.add(sentence);
    }
    object.add("notices", notices);
  }

  List<String> notices() {
    return object.has("notices")
        ? Json.list(object.get("notices")).stream().map(JsonElement::getAsString).toList()
        : List.of();
  }

  private Optional<String> bits() {
    return Optional.ofNullable(object.get(BITS)).map(JsonElement::getAsString);
  }

  private static RunState stateOf(String word) {
    return Stream.of(RunState.values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("state must be one of those known, got " + word));
  }

  private static int whole(JsonObject training, String name) {
    return training.has(name) ? training.get(name).getAsInt() : 0;
  }

  private void training(int epochs, int bestEpoch, OptionalDouble cost, double seconds) {
    JsonObject training = new JsonObject();
    training.addProperty("epochs", epochs);
    training.addProperty("best_epoch", bestEpoch);
    cost.ifPresent(c -> training.addProperty("validation_cost", c));
    training.addProperty("seconds", seconds);
    object.add("training", training);
  }

  private void ended() {
    if (!object.has(ATTEMPTS)) {
      // It failed before there was one.
      return;
    }
    lastAttempt().addProperty("ended", now());
  }

  private JsonObject lastAttempt() {
    JsonArray attempts = object.getAsJsonArray(ATTEMPTS);
    return attempts.get(attempts.size() - 1).getAsJsonObject();
  }

  private void outputs(RunFolder folder) {
    JsonObject outputs = new JsonObject();
    for (Path output : folder.outputs()) {
      if (Files.exists(output)) {
        outputs.addProperty(output.getFileName().toString(), sha256(output));
      }
    }
    object.add(OUTPUTS, outputs);
  }

  private void write() {
    StoredJson.write(file, object);
  }

  private static JsonObject attempt() {
    JsonObject attempt = new JsonObject();
    attempt.addProperty("started", now());
    attempt.add("ended", JsonNull.INSTANCE);
    attempt.addProperty("host", Lease.host());
    attempt.addProperty("process", ProcessHandle.current().pid());
    attempt.addProperty("processors", Runtime.getRuntime().availableProcessors());
    attempt.addProperty("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
    attempt.addProperty(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    attempt.addProperty("java", ManagementFactory.getRuntimeMXBean().getVmVersion());
    attempt.addProperty("lfads4j", ProgramVersion.full());
    return attempt;
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static String sha256(Path file) {
    try {
      return FileHash.of(file).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be readable, got " + e, e);
    }
  }

  /** The whole text, for tests and summaries. */
  JsonObject json() {
    return Json.parse(object.toString()).getAsJsonObject();
  }
}
