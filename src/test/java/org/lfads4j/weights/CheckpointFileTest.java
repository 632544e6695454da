package org.lfads4j.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Hash;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.io.Python;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;
import org.lfads4j.model.SessionSpec;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Origin;

class CheckpointFileTest {
  private static final String RUN = "a run";
  private static final ModelSpec SPEC = spec(RunParams.defaults());

  @TempDir private Path folder;

  private static ModelSpec spec(RunParams params) {
    return ModelSpec.of(
        params
            .withCoDim(1)
            .withIcDim(3)
            .withGenDim(4)
            .withFactorsDim(2)
            .withIcEncDim(2)
            .withCiEncDim(2)
            .withConDim(2),
        5,
        List.of(new SessionSpec("a", 3, List.of(0, 1, 2), List.of(0.1, 0.2, 0.3))));
  }

  /** Drawn single-precision values, under the parameters' names and an ending. */
  private static ParameterValues values(ModelSpec spec, long seed, String... endings) {
    Random random = new Random(seed);
    Map<String, double[]> values = new LinkedHashMap<>();
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      for (String ending : endings) {
        double[] drawn = new double[parameter.size()];
        for (int i = 0; i < drawn.length; i++) {
          drawn[i] = (float) random.nextGaussian();
        }
        values.put(parameter.name() + ending, drawn);
      }
    }
    return ParameterValues.of(values);
  }

  private static Checkpoint checkpoint(ModelSpec spec, int epochs, OptionalDouble cost) {
    return checkpoint(spec, epochs, cost, Optional.empty());
  }

  private static Checkpoint checkpoint(
      ModelSpec spec, int epochs, OptionalDouble cost, Optional<Origin> origin) {
    List<EpochRecord> log = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      LossTerms terms = new LossTerms(0.1 + epoch, 0.2, 0.3 / epoch, 0, 1e-300, -1);
      log.add(
          new EpochRecord(
              epoch,
              3 * epoch,
              terms,
              terms,
              new RampWeights(0.1, 1),
              new EpochRecord.Pace(0.01, Math.PI, 0.1 * epoch),
              origin.isPresent() ? 1.0 / epoch : terms.total()));
    }
    return new Checkpoint(
        new Checkpoint.State(
            3 * epochs,
            values(spec, epochs, ""),
            values(spec, epochs + 100, "/m", "/v"),
            new Checkpoint.Plateau(0.1 + 0.2, List.of(Double.POSITIVE_INFINITY, 1.0 / 3), 7)),
        new Checkpoint.Best(values(spec, epochs + 200, ""), epochs, cost),
        log,
        1.0 / 3,
        origin);
  }

  @Test
  void comesBackToTheBit() {
    Path file = folder.resolve("c.npz");
    for (OptionalDouble cost : List.of(OptionalDouble.empty(), OptionalDouble.of(2.0 / 3))) {
      for (Optional<Origin> origin :
          List.of(
              Optional.<Origin>empty(),
              Optional.of(new Origin(new Hash("0123456789abcdef".repeat(4)), 105)))) {
        Checkpoint checkpoint = checkpoint(SPEC, 4, cost, origin);
        CheckpointFile.write(file, checkpoint, SPEC, RUN);
        assertEquals(checkpoint, CheckpointFile.read(file, SPEC, RUN));
        assertEquals(checkpoint.contentHash(), CheckpointFile.read(file, SPEC, RUN).contentHash());
      }
    }
  }

  @Test
  void numpyReadsIt() throws IOException, InterruptedException {
    CheckpointFile.write(
        folder.resolve("c.npz"), checkpoint(SPEC, 4, OptionalDouble.of(1)), SPEC, RUN);
    String name = ParameterInventory.of(SPEC).parameters().get(0).name();
    Python.run(
        folder,
        "import json\n"
            + "a = np.load('c.npz')\n"
            + "state = json.loads(str(a['state'][0]))\n"
            + "assert state['format'] == 'lfads4j checkpoint' and state['epoch'] == 4, state\n"
            + "for group in ['parameters', 'best', 'adam_m', 'adam_v']:\n"
            + "    assert a[group + '/"
            + name
            + "'].dtype == np.float32\n"
            + "assert np.isinf(a['recent_costs'][0])\n"
            + "assert a['log'].shape[0] == 4, a['log'].shape\n");
  }

  @Test
  void whatBelongsToOthersIsRefused() {
    Path file = folder.resolve("c.npz");
    CheckpointFile.write(file, checkpoint(SPEC, 1, OptionalDouble.empty()), SPEC, RUN);
    assertEquals(
        file + ": run must be another, got a run; it belongs to another run",
        assertThrows(
                IllegalArgumentException.class, () -> CheckpointFile.read(file, SPEC, "another"))
            .getMessage());
    ModelSpec larger = ModelSpec.of(SPEC.params().withGenDim(5), 5, SPEC.sessions());
    String message =
        assertThrows(IllegalArgumentException.class, () -> CheckpointFile.read(file, larger, RUN))
            .getMessage();
    assertTrue(message.startsWith(file + ": parameters/"), message);
    assertEquals(Optional.empty(), CheckpointFile.newerVersion(file));
    assertEquals(Optional.empty(), CheckpointFile.newerVersion(folder.resolve("none")));
  }

  private CheckpointFolder keeper(ModelSpec spec, Duration every, List<Integer> written) {
    return new CheckpointFolder(folder, spec, RUN, every, c -> written.add(c.epoch()));
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void asManyOfEachKindStayAsAskedFor() {
    ModelSpec spec = spec(RunParams.defaults().withMaxCkptToKeep(2).withMaxCkptToKeepLve(3));
    List<Integer> written = new ArrayList<>();
    CheckpointFolder keeper = keeper(spec, Duration.ZERO, written);
    assertEquals(Optional.empty(), keeper.last());
    assertEquals(List.of(), keeper.notices());
    for (int epoch = 1; epoch <= 9; epoch++) {
      Checkpoint now = checkpoint(spec, epoch, OptionalDouble.of(1));
      keeper.epochDone(
          () -> now, new CheckpointKeeper.Moment(now.epoch() % 2 == 0, now.epoch() == 9));
    }
    assertEquals(
        List.of(
            "best-000004.npz",
            "best-000006.npz",
            "best-000008.npz",
            "recent-000008.npz",
            "recent-000009.npz"),
        names());
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), written);
    assertEquals(9, keeper(spec, Duration.ZERO, written).last().orElseThrow().epoch());
  }

  @Test
  void theBestWaitsForItsTimeAndIsWrittenAtTheEnd() {
    List<Integer> written = new ArrayList<>();
    CheckpointFolder keeper = keeper(SPEC, Duration.ofHours(1), written);
    for (int epoch = 1; epoch <= 6; epoch++) {
      int now = epoch;
      keeper.epochDone(
          () -> {
            assertTrue(now == 3 || now == 4 || now == 6, "nothing is copied for nobody");
            return checkpoint(SPEC, now, OptionalDouble.of(1));
          },
          new CheckpointKeeper.Moment(now == 3 || now == 4, now == 6));
    }
    assertEquals(List.of("best-000004.npz", "recent-000006.npz"), names());
    assertEquals(List.of(6), written);
  }

  @Test
  void aFolderIsNotNeededToFindNothing() {
    CheckpointFolder keeper =
        new CheckpointFolder(folder.resolve("none"), SPEC, RUN, Duration.ZERO, c -> {});
    assertEquals(Optional.empty(), keeper.last());
    assertEquals(Optional.empty(), keeper.newest());
    assertEquals(Optional.empty(), CheckpointFolder.newerVersion(folder.resolve("none")));
  }
}
