package org.lfads4j.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.Backend;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.ArrayFile;
import org.lfads4j.data.io.Block;
import org.lfads4j.data.io.Python;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

class PosteriorFileTest {
  @TempDir private Path folder;

  /** Value 100 x trial + 10 x bin + column. */
  private static Cube cube(int columns) {
    float[] values = new float[3 * 4 * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 * (i / columns / 4) + 10 * (i / columns % 4) + i % columns;
    }
    return Cube.of(3, 4, columns, values);
  }

  private static Grid grid(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return Grid.of(rows, columns, values);
  }

  private static final List<String> FORMATS = List.of("h5", "npz", "mat");

  private static PosteriorMeans means(boolean gaussian) {
    return new PosteriorMeans(
        new PosteriorMeans.Source("posterior_push_mean", 1, 0.1),
        new PosteriorMeans.Output(
            cube(2), gaussian ? Optional.of(cube(2).map(v -> v + 1)) : Optional.empty()),
        cube(3),
        cube(5),
        new PosteriorMeans.InitialConditions(
            grid(3, 2), grid(3, 2), grid(1, 2), grid(1, 2), grid(3, 5)),
        Optional.of(new PosteriorMeans.InferredInputs(cube(1), cube(1), cube(1))),
        new PosteriorMeans.TrialCosts(grid(3, 3), grid(3, 2)));
  }

  private static Trials trials() {
    return Trials.of(new int[3][4][2], 20).withTrialIds(List.of("a", "b", "c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h5", "npz", "mat"})
  void pythonReadsTheOriginalsNamesAndShapes(String extension) throws Exception {
    Split split = Split.of(new int[] {0, 2}, new int[] {1});
    PosteriorFile.write(
        means(false), trials(), Optional.of(split), folder.resolve("p." + extension));
    PosteriorFile.write(means(true), trials(), Optional.empty(), folder.resolve("g." + extension));
    Python.run(
        folder,
        """
        def load(name):
            if name.endswith('h5'):
                return {k: v[()] for k, v in h5py.File(name, 'r').items()}
            return np.load(name) if name.endswith('npz') else scipy.io.loadmat(name)
        def block(a, n):
            e, t, c = np.indices((3, 4, n))
            assert a.shape == (3, 4, n) and a.dtype == np.float32, (a.shape, a.dtype)
            assert (a == 100 * e + 10 * t + c).all(), a
        p = load('p.%1$s')
        block(p['factors'], 3)
        block(p['gen_states'], 5)
        block(p['controller_outputs'], 1)
        block(p['output_dist_params'], 2)
        assert (p['gen_ics'] == np.arange(1, 16).reshape(3, 5)).all()
        assert (p['prior_g0_mean'] == [[1, 2]] * 3).all()
        assert np.allclose(p['prior_g0_logvar'], np.log([[1, 2]] * 3))
        assert (p['post_g0_mean'] == [[1, 2], [3, 4], [5, 6]]).all()
        assert np.allclose(p['post_g0_logvar'], np.log([[1, 2], [3, 4], [5, 6]]))
        assert (np.ravel(p['costs']) == [6, 15, 24]).all()
        assert (np.ravel(p['nll_bound_vaes']) == [1, 3, 5]).all()
        assert (np.ravel(p['nll_bound_iwaes']) == [2, 4, 6]).all()
        assert (np.ravel(p['train_inds']) == [0, 2]).all() and np.ravel(p['valid_inds']) == [1]
        assert np.ravel(p['bin_ms']) == [20]
        g = load('g.%1$s')
        assert g['output_dist_params'].shape == (3, 4, 4)
        assert np.allclose(g['output_dist_params'][..., 2:],
                           np.log(g['output_dist_params'][..., :2] + 1))
        assert 'train_inds' not in g
        """
            .formatted(extension));
  }

  @Test
  void anotherEndOfTheNameIsRefused() {
    assertEquals(
        "file must end in .h5, .npz or .mat, got means.xls",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    PosteriorFile.write(
                        means(false), trials(), Optional.empty(), folder.resolve("means.xls")))
            .getMessage());
  }

  /** Values no two of which are alike, and of no short binary form. */
  private static float[] odd(int size, int seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) Math.exp(3 * random.nextGaussian());
    }
    return values;
  }

  private static Cube oddCube(int columns, int seed) {
    return Cube.of(3, 4, columns, odd(12 * columns, seed));
  }

  private static Grid oddGrid(int rows, int columns, int seed) {
    return Grid.of(rows, columns, odd(rows * columns, seed));
  }

  private static PosteriorMeans oddMeans(boolean gaussian, int inputs, int icDim) {
    return new PosteriorMeans(
        new PosteriorMeans.Source(
            "posterior_sample_and_average",
            37,
            0.1 + 1e-9,
            PosteriorDraws.ANTITHETIC,
            OptionalDouble.of(0.01 / 3)),
        new PosteriorMeans.Output(
            oddCube(2, 1), gaussian ? Optional.of(oddCube(2, 2)) : Optional.empty()),
        oddCube(3, 3),
        oddCube(5, 4),
        new PosteriorMeans.InitialConditions(
            oddGrid(3, icDim, 5),
            oddGrid(3, icDim, 6),
            oddGrid(1, icDim, 7),
            oddGrid(1, icDim, 8),
            oddGrid(3, 5, 9)),
        inputs == 0
            ? Optional.empty()
            : Optional.of(
                new PosteriorMeans.InferredInputs(
                    oddCube(inputs, 10), oddCube(inputs, 11), oddCube(inputs, 12))),
        new PosteriorMeans.TrialCosts(oddGrid(3, 3, 13), oddGrid(3, 2, 14)));
  }

  static List<PosteriorMeans> oddMeans() {
    return List.of(
        means(false),
        means(true),
        oddMeans(false, 0, 2),
        oddMeans(false, 1, 1),
        oddMeans(true, 2, 3),
        oddMeans(true, 0, 0),
        oddMeans(false, 3, 0));
  }

  private Path written(PosteriorMeans means, String format) {
    Path file = folder.resolve("means." + format);
    PosteriorFile.write(means, trials(), Optional.of(Split.ofRatio(3, 1)), file);
    return file;
  }

  @ParameterizedTest
  @MethodSource("oddMeans")
  void everyValueComesBackToTheBit(PosteriorMeans means) {
    for (String format : FORMATS) {
      assertEquals(means, PosteriorFile.read(written(means, format)), format);
    }
  }

  @Test
  void meansOfOneTrialBinAndNeuronComeBack() {
    Cube one = Cube.of(1, 1, 1, new float[] {.3f});
    Grid single = oddGrid(1, 1, 1);
    PosteriorMeans means =
        new PosteriorMeans(
            new PosteriorMeans.Source("posterior_push_mean", 1, 1),
            new PosteriorMeans.Output(one, Optional.of(one)),
            one,
            one,
            new PosteriorMeans.InitialConditions(single, single, single, single, single),
            Optional.of(new PosteriorMeans.InferredInputs(one, one, one)),
            new PosteriorMeans.TrialCosts(oddGrid(1, 3, 2), oddGrid(1, 2, 3)));
    for (String format : FORMATS) {
      Path file = folder.resolve("one." + format);
      PosteriorFile.write(means, Trials.of(new int[1][1][1], 10), Optional.empty(), file);
      assertEquals(means, PosteriorFile.read(file), format);
    }
  }

  /** With and without a controller, an initial condition, and Gaussian noise; of both kinds. */
  static List<RunParams> models() {
    RunParams params = TinyModels.params();
    return List.of(
        params.withNumSamplesPosterior(3),
        TinyModels.pushingMeans(),
        TinyModels.pushingMeans().withCoDim(0),
        TinyModels.pushingMeans().withIcDim(0),
        params.withNumSamplesPosterior(2).withOutputDist("gaussian"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void meansOfAModelComeBackToIt(RunParams params) {
    try (Backend backend = TinyModels.backend(params)) {
      Trials trials = Trials.of(TinyModels.counts(4), 10);
      PosteriorMeans means = TinyModels.means(backend, trials.counts(), params, 1);
      Path file = folder.resolve("means.h5");
      PosteriorFile.write(means, trials, Optional.empty(), file);
      assertEquals(means, PosteriorFile.read(file, backend.spec(), trials));
    }
  }

  private static ModelSpec model(RunParams params) {
    return ModelSpec.of(
        params, 4, List.of(new SessionSpec("a", 2, List.of(0, 1), List.of(0.0, 0.0))));
  }

  private static RunParams fitting() {
    return RunParams.defaults().withGenDim(5).withFactorsDim(3).withIcDim(2).withCoDim(1);
  }

  @Test
  void meansOfAnotherModelAreRefused() {
    Path file = written(means(false), "h5");
    assertEquals(means(false), PosteriorFile.read(file, model(fitting()), trials()));
    assertRefused(file, fitting().withGenDim(6), trials(), "c_gen_dim must be 6", 5);
    assertRefused(file, fitting().withFactorsDim(4), trials(), "c_factors_dim must be 4", 3);
    assertRefused(file, fitting().withIcDim(0), trials(), "c_ic_dim must be 0", 2);
    assertRefused(file, fitting().withCoDim(0), trials(), "c_co_dim must be 0", 1);
    assertRefused(
        file, fitting().withOutputDist("gaussian"), trials(), "output variances must be 2", 0);
    assertRefused(file, fitting(), Trials.of(new int[5][4][2], 20), "trials must be 5", 3);
    assertRefused(file, fitting(), Trials.of(new int[3][4][3], 20), "neurons must be 3", 2);
    ModelSpec longer =
        ModelSpec.of(
            fitting(), 6, List.of(new SessionSpec("a", 2, List.of(0, 1), List.of(0.0, 0.0))));
    assertEquals(
        file + ": bins must be 6 for this model and these trials, got 4",
        refusal(() -> PosteriorFile.read(file, longer, Trials.of(new int[3][6][2], 20))));
  }

  private static void assertRefused(
      Path file, RunParams params, Trials trials, String must, int got) {
    assertEquals(
        file + ": " + must + " for this model and these trials, got " + got,
        refusal(() -> PosteriorFile.read(file, model(params), trials)));
  }

  private static String refusal(Executable reading) {
    return assertThrows(IllegalArgumentException.class, reading).getMessage();
  }

  @Test
  void filesOfOthersAreRefusedByWhatTheyLack() {
    Path recording = folder.resolve("recording.h5");
    trials().save(recording);
    assertEquals(
        recording
            + ": file must hold posterior_mean_kind, got neuron_names, train_data, train_inds,"
            + " train_trial_id",
        refusal(() -> PosteriorFile.read(recording)));
    Path many = folder.resolve("many.npz");
    Map<String, Block> blocks = new LinkedHashMap<>();
    for (char name = 'l'; name >= 'a'; name--) {
      blocks.put("" + name, Block.ints(1));
    }
    ArrayFile.write(many, blocks);
    assertEquals(
        many
            + ": file must hold posterior_mean_kind, got a, b, c, d, e, f, g, h, i, j and"
            + " 2 more",
        refusal(() -> PosteriorFile.read(many)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          factors | 1 2 | factors must have rank 3 (trials x bins x columns), got rank 1 (2)
          post_g0_mean | 1 2 | post_g0_mean must have rank 2 (rows x columns), got rank 1
          gen_states | 2 x 4 x 5 | gen_states must be 3 x 4 x 5, got 2 x 4 x 5
          output_variance | 3 x 4 x 3 | output_dist_params must be 3 x 4 x 6, got 3 x 4 x 4
          post_co_mean | 3 x 4 x 2 | post_co_mean must be 3 x 4 x 1, got 3 x 4 x 2
          post_co_variance | 3 x 5 x 1 | post_co_variance must be 3 x 4 x 1, got 3 x 5 x 1
          gen_ics | 3 x 4 | gen_ics must be 3 x 5, got 3 x 4
          prior_g0_mean | 1 x 2 | prior_g0_mean must be 3 x 2, got 1 x 2
          prior_g0_variance | 1 x 3 | prior_g0_variance must be 1 x 2, got 1 x 3
          cost_terms | 3 x 2 | cost_terms must be 3 x 3, got 3 x 2
          nll_bound_iwaes | 1 2 | nll_bound_iwaes must be 3 values, got 2
          num_samples_posterior | 1 2 | num_samples_posterior must be one number, got 2
          num_samples_posterior | 0.5 | num_samples_posterior must be a whole number >= 1, got 0.5
          posterior_mean_kind | mean | posterior_mean_kind must be one of 'posterior_sample_and_average', 'posterior_push_mean', got "mean"
          """)
  void arraysThatDoNotFitAreNamed(String name, String instead, String message) {
    for (String format : List.of("h5", "npz")) {
      Path file = folder.resolve("means." + format);
      Map<String, Block> blocks =
          new LinkedHashMap<>(PosteriorFile.blocks(means(true), trials(), Optional.empty()));
      blocks.put(name, other(instead));
      ArrayFile.write(file, blocks);
      assertEquals(file + ": " + message, refusal(() -> PosteriorFile.read(file)));
    }
  }

  /** A list of numbers, a word, or a block of ones. */
  private static Block other(String what) {
    if (what.equals("mean")) {
      return Block.words(List.of(what));
    }
    if (what.contains(" x ")) {
      List<Integer> shape = Arrays.stream(what.split(" x ", -1)).map(Integer::valueOf).toList();
      int[] sizes = shape.stream().mapToInt(i -> i).toArray();
      return sizes.length == 2
          ? Block.of(oddGrid(sizes[0], sizes[1], 1))
          : Block.of(Cube.of(sizes[0], sizes[1], sizes[2], odd(sizes[0] * sizes[1] * sizes[2], 1)));
    }
    return Block.numbers(
        Arrays.stream(what.split(" ", -1)).mapToDouble(Double::parseDouble).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"h5", "npz", "mat"})
  void damagedFilesAreReadOrRefusedInOneSentence(String format) throws IOException {
    byte[] whole = Files.readAllBytes(written(oddMeans(true, 2, 3), format));
    Path file = folder.resolve("damaged." + format);
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] bytes = Arrays.copyOf(whole, i % 4 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int change = 0; change < i % 4 && bytes.length > 0; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try {
        assertEquals(3, PosteriorFile.read(file).costs().terms().columns());
      } catch (IllegalArgumentException | UncheckedIOException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused >= 50, refused + " refused");
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("means.h5"), "factors");
    assertEquals(
        text + " must be HDF5, NumPy's .npz or MATLAB, got none of them by its first bytes",
        refusal(() -> PosteriorFile.read(text)));
    Path missing = folder.resolve("missing.h5");
    assertEquals(
        missing + " must exist, got no such file",
        assertThrows(UncheckedIOException.class, () -> PosteriorFile.read(missing)).getMessage());
    assertEquals(
        folder + " must be a file, got a folder",
        assertThrows(UncheckedIOException.class, () -> PosteriorFile.read(folder)).getMessage());
  }
}
