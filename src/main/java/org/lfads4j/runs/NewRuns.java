package org.lfads4j.runs;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;

/** Runs that begin with new parameters, and the data that they need in the collection's folder. */
final class NewRuns {
  private final Path collection;
  private final Recordings recordings;
  private final Set<Path> made = new HashSet<>();

  NewRuns(Path collection, Recordings recordings) {
    this.collection = collection;
    this.recordings = recordings;
  }

  /** A run; sessions are read for their content hashes, and nothing is written. */
  Run of(RunSpec spec, RunParams params, RunOptions options) {
    List<RunDescription.Session> sessions =
        spec.sessions().stream()
            .map(
                source ->
                    new RunDescription.Session(
                        source.name(), source.origin(), recordings.hash(source)))
            .toList();
    return new Run(collection, RunDescription.of(spec.name(), sessions, params, options));
  }

  /**
   * Checks a run, and writes its description and its data, unless they are there.
   *
   * @throws IllegalArgumentException if its settings or data do not fit
   */
  void prepare(Run run, RunSpec spec) {
    List<Trials> trials = spec.sessions().stream().map(recordings::trials).toList();
    LfadsRun whole = Lfads.run(trials).withParams(run.params()).withOptions(o -> run.options());
    whole.check();
    Path data = run.dataFolder();
    if (!made.contains(data)) {
      DataFolder unusedData = DataFolder.make(data, run.dataHash(), whole::recordings);
      made.add(data);
    }
    RunExecution.describe(run);
  }
}
