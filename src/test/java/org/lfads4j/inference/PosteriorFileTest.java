package org.lfads4j.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.Python;

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
}
