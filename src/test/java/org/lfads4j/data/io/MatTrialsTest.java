package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

class MatTrialsTest {
  /**
   * Writes variables as MATLAB does in version 5, compressed or not, and in version 7.3: lists are
   * columns of cells, object arrays cells of any shape, lists of dicts arrays of structs.
   */
  static final String SAVE =
      """
      import itertools
      number = itertools.count()
      def numbers(g, name, a):
          if a.size == 0:
              d = g.create_dataset(name, data=np.array(a.shape, 'u8'))
              d.attrs['MATLAB_empty'] = np.uint8(1)
          else:
              d = g.create_dataset(name, data=a.T)
          d.attrs['MATLAB_class'] = np.bytes_({'f8': 'double', 'f4': 'single', 'i4': 'int32',
              'u1': 'uint8', 'i8': 'int64', 'b1': 'logical'}[a.dtype.str[1:]])
          return d
      def put(f, g, name, v):
          if isinstance(v, str):
              d = g.create_dataset(name, data=np.array([[ord(c)] for c in v] or [[0]], 'u2'))
              if not v:
                  d.attrs['MATLAB_empty'] = np.uint8(1)
              d.attrs['MATLAB_class'] = np.bytes_('char')
          elif isinstance(v, dict):
              d = g.create_group(name)
              d.attrs['MATLAB_class'] = np.bytes_('struct')
              for k in v:
                  put(f, d, k, v[k])
          elif scipy.sparse.issparse(v):
              d = g.create_group(name)
              d.attrs['MATLAB_class'] = np.bytes_('logical' if v.dtype == bool else 'double')
              d.attrs['MATLAB_sparse'] = np.uint64(v.shape[0])
              d['jc'] = v.indptr.astype('u8')
              if v.nnz:
                  d['data'] = v.data.astype('u1') if v.dtype == bool else v.data
                  d['ir'] = v.indices.astype('u8')
          elif isinstance(v, np.ndarray) and v.dtype == object:
              d = refer(f, g, name, list(v.T.reshape(-1)), v.T.shape)
              d.attrs['MATLAB_class'] = np.bytes_('cell')
          elif isinstance(v, list) and v and isinstance(v[0], dict):
              d = g.create_group(name)
              d.attrs['MATLAB_class'] = np.bytes_('struct')
              for k in v[0]:
                  refer(f, d, k, [e[k] for e in v])
          elif isinstance(v, list):
              refer(f, g, name, v).attrs['MATLAB_class'] = np.bytes_('cell')
          else:
              d = numbers(g, name, np.atleast_2d(v))
          return g[name]
      def refer(f, g, name, items, shape=None):
          refs = f.require_group('#refs#')
          refer = np.empty(len(items), h5py.ref_dtype)
          for i, item in enumerate(items):
              refer[i] = put(f, refs, 'r%d' % next(number), item).ref
          return g.create_dataset(name, data=refer.reshape(shape or (len(items), 1)))
      def classic(v):
          if isinstance(v, dict):
              return {k: classic(v[k]) for k in v}
          if isinstance(v, np.ndarray) and v.dtype == object:
              out = np.empty(v.shape, 'O')
              for i in np.ndindex(v.shape):
                  out[i] = classic(v[i])
              return out
          if isinstance(v, list) and v and isinstance(v[0], dict):
              out = np.zeros((1, len(v)), dtype=[(k, 'O') for k in v[0]])
              for i, e in enumerate(v):
                  for k in e:
                      out[0, i][k] = classic(e[k])
              return out
          if isinstance(v, list):
              out = np.empty((len(v), 1), 'O')
              for i, e in enumerate(v):
                  out[i, 0] = classic(e)
              return out
          return v
      def save(how, file, **v):
          if how != '7.3':
              scipy.io.savemat(file, {k: classic(v[k]) for k in v}, do_compression=how == '7')
              return
          with h5py.File(file, 'w', userblock_size=512) as f:
              for k in v:
                  put(f, f, k, v[k])
          with open(file, 'r+b') as f:
              f.write(b'MATLAB 7.3 MAT-file, Platform: GLNXA64'.ljust(124) + b'\\0\\2IM')
      cube = np.arange(3 * 4 * 2).reshape(3, 4, 2)
      """;

  @TempDir private Path folder;

  private Path saved(String how, String variables) throws Exception {
    return saved(how, List.of(variables)).get(0);
  }

  /** A file for each list of variables, written by one Python, which takes long to start. */
  private List<Path> saved(String how, List<String> files) throws Exception {
    StringBuilder script = new StringBuilder(SAVE);
    List<Path> paths = new ArrayList<>();
    for (String variables : files) {
      Path path = folder.resolve(paths.size() + ".mat");
      script.append("save('%s', '%s', %s)\n".formatted(how, path.getFileName(), variables));
      paths.add(path);
    }
    Python.run(folder, script.toString());
    return paths;
  }

  /** Values 0, 1, ... trial by trial, bin by bin. */
  private static void assertCounts(Trials trials) {
    float[] expected = new float[24];
    for (int i = 0; i < 24; i++) {
      expected[i] = i;
    }
    assertEquals(Cube.of(3, 4, 2, expected), trials.counts());
  }

  private String messageOf(Path path) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path, 5)).getMessage();
    assertTrue(message.startsWith(path + ": "), message);
    return message.substring((path + ": ").length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "7", "7.3"})
  void aCubeOfAnyNameIsTrialsByBinsByNeurons(String how) throws Exception {
    List<String> files =
        Stream.of("f8", "f4", "i4", "u1", "i8")
            .map(type -> "myspikes=cube.astype('" + type + "')")
            .toList();
    for (Path path : saved(how, files)) {
      assertCounts(Trials.load(path, 10));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "7", "7.3"})
  void variablesHaveTheLayoutOfHdf5(String how) throws Exception {
    Trials trials =
        Trials.load(
            saved(
                how,
                "train_data=cube * 1., valid_data=cube[:1] * 1., dt=np.array([[0.01]]),"
                    + " train_cond=['a', 'b', ''], valid_cond=['go'],"
                    + " train_inds=np.array([[0., 1., 3.]]), valid_inds=np.array([[2.]]),"
                    + " train_speed=cube[:, :, :1] + .5, valid_speed=cube[:1, :, :1] + .5,"
                    + " session='tuesday'"));
    assertEquals(10, trials.binMs());
    assertEquals("tuesday", trials.session());
    assertEquals(List.of("a", "b", "go", "none"), trials.conditions().orElseThrow());
    assertEquals(23, trials.counts().at(3, 3, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "7", "7.3"})
  void oneStructATrial(String how) throws Exception {
    Path path =
        saved(
            how,
            "bin_ms=np.array([[20.]]), trials=[{'spikes': cube[e] * 1., 'condition': 'ab'[e % 2],"
                + " 'hand': cube[e] + 100., 'reactionTime': np.array([[3.]])} for e in range(3)]");
    Trials trials = Trials.load(path);
    assertCounts(trials);
    assertEquals(20, trials.binMs());
    assertEquals(List.of("a", "b", "a"), trials.conditions().orElseThrow());
    assertEquals(123, trials.behaviour("hand").values().at(2, 3, 1));
    assertEquals(1, trials.behaviour().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "7.3"})
  void neuronsByBinsWhenTold(String how) throws Exception {
    Path path = saved(how, "s=[{'spikes': cube[e].T * 1., 'trial_id': 7. + e} for e in range(3)]");
    Trials trials =
        MatTrials.read(path, OptionalDouble.of(5), MatTrials.Orientation.NEURONS_BY_BINS);
    assertCounts(trials);
    assertEquals(List.of("7", "8", "9"), trials.trialIds());
    Path cells = saved(how, "s=[cube[e].T * 1. for e in range(3)]");
    assertCounts(
        MatTrials.read(cells, OptionalDouble.of(5), MatTrials.Orientation.NEURONS_BY_BINS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "7", "7.3"})
  void theRunManagersStruct(String how) throws Exception {
    String fields =
        "counts=np.swapaxes(cube, 1, 2) * 1., timeVecMs=np.array([[-20., -10., 0., 10.]]),"
            + " conditionId=np.array([[1., np.nan, 2.]]), truth=np.swapaxes(cube, 1, 2) + .5,"
            + " externalInputs=np.ones((3, 5, 4))";
    List<Path> paths = saved(how, List.of(fields, "out=dict(" + fields + ")"));
    Trials trials = Trials.load(paths.get(0));
    assertCounts(trials);
    assertEquals("10.0 -20.0", trials.binMs() + " " + trials.startMs());
    assertEquals(List.of("1", "none", "2"), trials.conditions().orElseThrow());
    assertEquals(23.5f, trials.truthHz().orElseThrow().at(2, 3, 1));
    assertEquals(5, trials.externalInputs().orElseThrow().columns());
    assertEquals(trials, Trials.load(paths.get(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "7.3"})
  void whatIsWrongIsSaid(String how) throws Exception {
    List<Path> paths =
        saved(
            how,
            List.of(
                "s=[{'spikes': cube[e, :4 - e // 2] * 1.} for e in range(3)]",
                "counts=np.ones((2, 3, 4)), timeVecMs=np.array([[0., 5., 8., 12.]])",
                "counts=np.ones((2, 3, 4)), timeVecMs=np.array([[0., 5., 8.]])",
                "name='nothing'"));
    assertEquals(
        List.of(
            "s.spikes must be as large in each trial as in the first (4 x 2), got 3 x 2 in trial 2"
                + " (counted from 0); cut all trials to one length",
            "timeVecMs must be equal steps, got 5.0 ms before bin 1 where the average is 4.0 ms",
            "timeVecMs must be one time per bin, got 3 for 4 bins",
            "file must hold train_data (trials x bins x neurons), got name"),
        paths.stream().map(this::messageOf).toList());
  }

  @Test
  void aFileCutShortIsRefused() throws Exception {
    Path path = saved("6", "a=cube * 1.");
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(whole, whole.length - 9));
    assertTrue(messageOf(path).startsWith("file must "), messageOf(path));
    Files.writeString(path, "nothing of MATLAB's");
    assertEquals(
        path + " must be a readable MATLAB file, got a file without its signature",
        assertThrows(UncheckedIOException.class, () -> Trials.load(path, 5)).getMessage());
  }

  @Test
  void scipyReadsWhatIsWritten() throws Exception {
    Sessions.everything().save(folder.resolve("s.mat"));
    Python.run(
        folder,
        """
        z = scipy.io.loadmat('s.mat')
        assert z['train_data'].shape == (3, 4, 2) and z['train_data'].dtype == np.int32
        assert z['train_data'][1, 2, 1] == 100 * 2 + 10 * 2 + 1, z['train_data']
        assert [str(c[0][0]) for c in z['neuron_names']] == ['left', 'n\\u00e4chst'], z['neuron_names']
        assert z['bin_ms'].shape == (1, 1) and z['bin_ms'][0, 0] == 12.5
        assert z['train_truth'].dtype == np.float32 and z['train_truth'][0, 0, 0] == 0.25
        assert z['train_hand'].shape == (3, 4, 3), z['train_hand'].shape
        assert z['train_hand'][2, 3, 1] == 0.25 + ((3 * 4 + 3) * 3 + 1) / 8
        """);
  }
}
