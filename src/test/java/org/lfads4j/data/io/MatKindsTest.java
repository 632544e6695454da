package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;

/** MATLAB files as labs nest them: which array is taken for the counts, and what is said of it. */
class MatKindsTest {
  /**
   * Counts {@code c}, 3 trials x 4 bins x 2 neurons, and {@code d} with 3 columns; {@code k} is a
   * behaviour; {@code q} holds the times of the spikes of {@code c}, ms, trials x neurons.
   */
  private static final String VALUES =
      """
      c = (cube % 3).astype('f8')
      d = (np.arange(36).reshape(3, 4, 3) % 4).astype('f8')
      k = np.arange(36).reshape(3, 4, 3) / 4. - 2
      sp = scipy.sparse.csc_matrix
      def row(items):
          out = np.empty((1, len(items)), 'O')
          for i, item in enumerate(items):
              out[0, i] = item
          return out
      q = np.empty((3, 2), 'O')
      for e in range(3):
          for n in range(2):
              q[e, n] = np.repeat(np.arange(4) * 10 + 2.5, c[e, :, n].astype(int)).reshape(1, -1)
      back = q.copy()
      back[0, 0] = q[0, 0][:, ::-1]
      back[0, 1] = np.append(q[0, 1], [[np.nan]], 1)
      rm = dict(counts=np.swapaxes(c, 1, 2).astype('u1'))
      """;

  private static final double[] COUNTS = new double[24];
  private static final double[] TRUTH = new double[24];

  static {
    for (int i = 0; i < 24; i++) {
      COUNTS[i] = i % 3;
      TRUTH[i] = Math.min(1, i % 3);
    }
  }

  private static final String SHAPE = " (3 trials x 4 bins x 2 neurons)";

  @TempDir private Path folder;

  /** Variables, and what is said of where the counts of {@code c} were found. */
  private static Map<String, String> right() {
    Map<String, String> right = new LinkedHashMap<>();
    // Something else beside the counts.
    right.put("aux=list(d), counts=c", "'counts'*, behaviour from 'aux'");
    right.put("counts=c, aux=list(d)", "'counts'*, behaviour from 'aux'");
    right.put("counts=c, aux=row(list(k))", "'counts'*, behaviour from 'aux'");
    right.put("counts=c, info={'data': np.eye(2), 'n': 1.}", "'counts'*");
    right.put("info={'data': np.eye(2)}, counts=c", "'counts'*");
    right.put("info={'counts': 12., 'data': 3.}, Data={'counts': c}", "'Data.counts'*");
    right.put("info={'data': np.eye(2)}, trial=[{'spikes': x} for x in c]", "'trial.spikes'*");
    right.put("kin=list(k), spikes=list(c)", "'spikes'*, behaviour from 'kin'");
    right.put("spikes=list(c), kin=list(k)", "'spikes'*, behaviour from 'kin'");
    right.put("kin=list(k), data=list(c)", "'data'*, behaviour from 'kin'");
    right.put("kin=list(k), x=list(c)", "'x'*, behaviour from 'kin'");
    right.put("data=d, spikes=c", "'spikes'*, behaviour from 'behaviour_data'");
    right.put("kin=k, x=c", "'x'*, behaviour from 'kin'");
    right.put("counts=c, note='rat 7', none=np.zeros((0, 0)), s=sp(np.eye(3))", "'counts'*");
    // Structs.
    right.put("Data={'counts': c, 'bin_ms': 10.}", "'Data.counts'*");
    right.put("Data={'spikes': c, 'bin_ms': 10.}", "'Data.spikes'*");
    right.put("Data={'SpikeCounts': c}", "'Data.SpikeCounts'*");
    right.put("Data={'data': c}", "'Data.data'*");
    right.put("Data={'x': c}", "'Data.x'*");
    right.put("Data={'x': c, 'kin': k}", "'Data.x'*, behaviour from 'kin'");
    right.put("Data={'counts': d, 'spikes': c}", "'Data.spikes'*, behaviour from 'counts'");
    right.put("Data={'counts': c}, x=d", "'Data.counts'*, behaviour from 'x'");
    right.put("Data={'counts': d}, counts=c", "'counts'*");
    right.put("A={'spikes': c}, B={'data': d}", "'A.spikes'*");
    right.put("Data={'day': {'counts': c, 'bin_ms': 10.}}", "'Data.day.counts'*");
    right.put("Data={'bin_ms': 10., 'day': {'counts': c}}", "'Data.day.counts'*");
    right.put("s={'a': {'b': {'spikes': c}}}", "'s.a.b.spikes'*");
    right.put("S={'trial': [{'spikes': x} for x in c]}", "'S.trial.spikes'*");
    right.put(
        "trial=[{'kin': k[e], 'spikes': c[e], 'condition': 'ab'[e % 2]} for e in range(3)]",
        "'trial.spikes'*, behaviour from 'kin'");
    right.put("trial=[{'data': x} for x in c]", "'trial.data'*");
    // Sparse and other types.
    right.put("trial=[{'spikes': sp(x)} for x in c]", "'trial.spikes'*");
    right.put("spikes=[sp(x) for x in c]", "'spikes'*");
    right.put("spikes=row([x.astype('f4') for x in c])", "'spikes'*");
    right.put("spikes=[x.astype('u1') for x in c]", "'spikes'*");
    // Times of spikes.
    right.put("spike_times=q", "'spike_times', times of spikes in ms*");
    right.put("spikes=q", "'spikes', times of spikes in ms*");
    right.put("st=q", "'st', times of spikes in ms*");
    right.put("spike_times_s=q / 1000.", "'spike_times_s', times of spikes in ms*");
    right.put("spikeTimes=back", "'spikeTimes', times of spikes in ms*");
    right.put(
        "spike_times=q, kin=k", "'spike_times', times of spikes in ms*, behaviour from 'kin'");
    right.put("st=q, kin=k", "'st', times of spikes in ms*, behaviour from 'kin'");
    right.put("spike_times=q, counts=c", "'counts'*");
    right.put("R={'spike_times': q, 'rat': 'A7'}", "'R.spike_times', times of spikes in ms*");
    right.put("R={'spikes': q}", "'R.spikes', times of spikes in ms*");
    right.put(
        "R=[{'spikes': q[e:e + 1], 'condition': 'go'} for e in range(3)]",
        "'R.spikes', times of spikes in ms*");
    right.put(
        "R=[{'spikeTimes': back[e:e + 1]} for e in range(3)]",
        "'R.spikeTimes', times of spikes in ms*");
    // The run manager's times of bins, in single precision too.
    right.put("**rm, timeVecMs=(np.arange(4) * 10 + .1).astype('f4')", "'counts'*");
    right.put("**rm, timeVecMs=(np.arange(4) * 10 + 1e6).astype('f4')", "'counts'*");
    right.put("**rm, timeVecMs=np.arange(4).astype('i4') * 10", "'counts'*");
    right.put("D=dict(**rm, timeVecMs=np.arange(4) * 10. - 20)", "'D.counts'*");
    return right;
  }

  /** Variables, and why they are refused. */
  private static Map<String, String> refused() {
    Map<String, String> refused = new LinkedHashMap<>();
    String many = "file must hold one array that can be counts, got ";
    String none = "file must hold train_data (trials x bins x neurons), got ";
    refused.put("a=c, b=d", many + "'a' (3 x 4 x 2) and 'b' (3 x 4 x 3); choose one with CHOOSE a");
    refused.put(
        "x=list(c), y=list(d)",
        many + "'x' (3 x 4 x 2) and 'y' (3 x 4 x 3); choose one with CHOOSE x");
    refused.put(
        "A={'counts': c}, B={'counts': d}",
        many + "'A.counts' and 'B.counts'; choose one with CHOOSE A.counts");
    refused.put(
        "A={'day': {'counts': c}}, B={'counts': d}",
        many + "'A.day.counts' and 'B.counts'; choose one with CHOOSE A.day.counts");
    refused.put("A={'x': c, 'y': d}", many + "'A.x' and 'A.y'; choose one with CHOOSE A.x");
    refused.put("st=q, x=c", many + "'st' and 'x'; choose one with CHOOSE st");
    refused.put(
        "spikeTimes=q, spike_times=q",
        many + "'spikeTimes' and 'spike_times'; choose one with CHOOSE spikeTimes");
    refused.put("x=c[:, :, 0]", none + "x (3 x 4)");
    refused.put("trial=[{'x': y} for y in c], z=7.", none + "trial (3 structs with x), z (1 x 1)");
    refused.put("Data={'kin': k[:, :, 0], 'n': 1.}", none + "Data (a struct with kin, n)");
    refused.put(
        "counts=c[:, :, :, None] * np.ones(2)",
        "counts must have rank 3 (trials x bins x columns), got rank 4 (3 x 4 x 2 x 2)");
    refused.put(
        "spikes=[x[:4 - i // 2] for i, x in enumerate(c)]",
        "spikes must be as large in each trial as in the first (4 x 2), got 3 x 2 in trial 2"
            + " (counted from 0); cut all trials to one length");
    refused.put(
        "spike_times=q / 1000.",
        "'spike_times' must hold times of spikes in ms, over several bins of 10.0 ms, got times up"
            + " to 0.0325; multiply seconds by 1000, or use a narrower bin with Trials.load(path,"
            + " binMs)");
    refused.put("spike_times=q * np.nan", "'spike_times' must hold times of spikes, got none");
    refused.put(
        "**rm, timeVecMs=np.array([[0., 10., 20., 99.]])",
        "timeVecMs must be equal steps, got 10.0 ms before bin 1 where the average is 33.0 ms");
    return refused;
  }

  private List<Path> saved(String how, Iterable<String> files) throws Exception {
    StringBuilder script = new StringBuilder(MatTrialsTest.SAVE).append(VALUES);
    List<Path> paths = new ArrayList<>();
    for (String variables : files) {
      Path path = folder.resolve(paths.size() + ".mat");
      paths.add(path);
      script.append("save('%s', '%s', %s)\n".formatted(how, path.getFileName(), variables));
    }
    Python.run(folder, script.toString());
    return paths;
  }

  private static double[] counts(Trials trials) {
    float[] all = trials.counts().toArray();
    double[] counts = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      counts[i] = all[i];
    }
    return counts;
  }

  private static String refusal(Path path, LoadOptions options) {
    String message =
        assertThrows(RefusedException.class, () -> Trials.load(path, options)).getMessage();
    assertEquals(path + ": ", message.substring(0, (path + ": ").length()));
    return message.substring((path + ": ").length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "7.3"})
  void theCountsAreFound(String how) throws Exception {
    int next = 0;
    List<Path> paths = saved(how, right().keySet());
    for (Map.Entry<String, String> each : right().entrySet()) {
      Trials trials = Trials.load(paths.get(next++), LoadOptions.DEFAULT.withBinMs(10));
      assertArrayEquals(COUNTS, counts(trials), each.getKey());
      assertEquals(
          "took counts from " + each.getValue().replace('\'', '"').replace("*", SHAPE),
          trials.reading().get(0),
          each.getKey());
      assertEquals(10, trials.binMs(), each.getKey());
      if (each.getKey().contains("condition")) {
        assertEquals(3, trials.conditions().orElseThrow().size());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "7.3"})
  void whatCouldBeTwoThingsIsRefused(String how) throws Exception {
    int next = 0;
    List<Path> paths = saved(how, refused().keySet());
    for (Map.Entry<String, String> each : refused().entrySet()) {
      assertEquals(
          each.getValue()
              .replaceFirst(
                  "CHOOSE (.*)$", "Trials.load(path, LoadOptions.DEFAULT.withCounts('$1'))")
              .replace('\'', '"'),
          refusal(paths.get(next++), LoadOptions.DEFAULT.withBinMs(10)),
          each.getKey());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "7.3"})
  void whatIsChosenIsTaken(String how) throws Exception {
    Map<String, String> chosen = new LinkedHashMap<>();
    chosen.put("x=d, y=c", "y");
    chosen.put("A={'counts': d}, B={'counts': c}", "B.counts");
    chosen.put("A={'counts': d}, B={'counts': c }", "B");
    chosen.put("A={'counts': d, 'mine': c}", "A.mine");
    chosen.put("A={'day': {'counts': c}}, B={'counts': d}", "A.day.counts");
    chosen.put("A={'day': {'counts': c}}, B={'counts': d }", "A.day");
    chosen.put("counts=d, spike_times=q", "spike_times");
    chosen.put("counts=d, R={'spike_times': back}", "R.spike_times");
    chosen.put("counts=d, st=q", "st");
    int next = 0;
    List<Path> paths = saved(how, chosen.keySet());
    for (Map.Entry<String, String> each : chosen.entrySet()) {
      LoadOptions options = LoadOptions.DEFAULT.withBinMs(10).withCounts(each.getValue());
      assertArrayEquals(COUNTS, counts(Trials.load(paths.get(next++), options)), each.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "7.3"})
  void truthValuesAreOnesAndZeros(String how) throws Exception {
    for (Path path :
        saved(
            how,
            List.of(
                "counts=c > 0",
                "spikes=[x > 0 for x in c]",
                "spikes=[sp(x > 0) for x in c]",
                "trial=[{'spikes': sp(x > 0)} for x in c]"))) {
      assertArrayEquals(TRUTH, counts(Trials.load(path, 10)), path.toString());
    }
  }

  @Test
  void timesOfBinsInSinglePrecisionGiveTheWidthMeant() throws Exception {
    List<Path> paths =
        saved(
            "6",
            List.of(
                "**rm, timeVecMs=(np.arange(4) * 10 + .1).astype('f4')",
                "**rm, timeVecMs=(np.arange(4) * 1000 / 30).astype('f4')",
                "**rm, timeVecMs=np.arange(4) * 1000 / 60"));
    assertEquals(
        List.of(10.0, 1000.0 / 30, 1000.0 / 60),
        paths.stream().map(path -> Trials.load(path).binMs()).toList());
  }

  @Test
  void filesOfOtherProgramsAreNamed() throws Exception {
    Python.run(
        folder,
        """
        import gzip
        scipy.io.savemat('a4.mat', {'counts': np.ones((3, 8))}, format='4')
        scipy.io.savemat('b4.mat', {'name': 'rat', 'counts': np.ones((3, 8), 'i4')}, format='4')
        text = '# Created by Octave 6.4.0, Mon Jan 01 00:00:00 2024 UTC <a@b>\\n# name: counts\\n'
        open('c.mat', 'w').write(text)
        open('d.mat', 'wb').write(b'Octave-1-L\\0\\6\\0\\0\\0counts')
        open('e.mat', 'wb').write(gzip.compress(text.encode()))
        """);
    String start = "file must be of MATLAB 5 to 7.3, got ";
    String end = "; save it again with save -v7";
    List<String> said = new ArrayList<>();
    for (String name : List.of("a4", "b4", "c", "d", "e")) {
      Path path = folder.resolve(name + ".mat");
      assertEquals(true, Files.exists(path));
      said.add(refusal(path, LoadOptions.DEFAULT));
    }
    assertEquals(
        List.of(
            start + "MATLAB 4" + end,
            start + "MATLAB 4" + end,
            start + "a file in Octave's own format" + end,
            start + "a file in Octave's own format" + end,
            start + "a file packed with gzip, as Octave does" + end),
        said);
  }
}
