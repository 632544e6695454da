package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Trials;

class NumpyTrialsTest {
  @TempDir private Path folder;

  private String messageOf(Path path) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path, 5)).getMessage();
    assertTrue(message.startsWith(path + ": "), message);
    return message.substring((path + ": ").length());
  }

  private Path header(String dictionary, int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(dictionary.length());
    out.write(0);
    out.write(dictionary.getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[bytes]);
    return Files.write(folder.resolve("made.npy"), out.toByteArray());
  }

  @Test
  void numpysTypesOrdersAndEndsAreRead() throws Exception {
    List<String> types =
        List.of(
            "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16",
            "float32", "float64", "bool");
    Python.run(
        folder,
        """
        for t in '%s'.split():
            a = (np.arange(24).reshape(2, 3, 4) * (1 if t == 'bool' else 5)).astype(t)
            for end in '<>':
                typed = a.astype(a.dtype.newbyteorder(end))
                np.save(t + end + 'c.npy', np.ascontiguousarray(typed))
                np.save(t + end + 'f.npy', np.asfortranarray(typed))
        """
            .formatted(String.join(" ", types)));
    for (String type : types) {
      float[] expected = new float[24];
      for (int i = 0; i < 24; i++) {
        expected[i] = type.equals("bool") ? Math.min(i, 1) : 5 * i;
      }
      for (String name : List.of("<c.npy", "<f.npy", ">c.npy", ">f.npy")) {
        Trials trials = Trials.load(folder.resolve(type + name), 10);
        assertEquals("2 3 4", trials.trials() + " " + trials.bins() + " " + trials.neurons());
        assertArrayEquals(expected, trials.counts().toArray(), type + name);
      }
    }
  }

  @Test
  void extremeNumbersAreThoseOfNumpy() throws Exception {
    Python.run(
        folder,
        """
        np.savez('x.npz',
            u8=np.array([2**64 - 1, 2**63, 2**53 + 1, 2**63 + 1025], 'u8'),
            i8=np.array([-2**63, 2**63 - 1], '>i8'),
            u4=np.array([2**32 - 1], '>u4'), i1=np.array([-128, 127], 'i1'),
            f2=np.array([6e-8, -6.1e-5, 65504, np.inf, -np.inf, np.nan, -0.1], '>f2'))
        with open('x.txt', 'w') as f:
            z = np.load('x.npz')
            for n in z.files:
                f.write(n + ' ' + ' '.join(repr(float(v)) for v in z[n]) + '\\n')
        """);
    Map<String, double[]> read =
        FileReading.of(
            folder.resolve("x.npz"),
            "x",
            path ->
                NpzFile.read(
                    path,
                    arrays -> {
                      Map<String, double[]> out = new LinkedHashMap<>();
                      arrays
                          .names()
                          .forEach(n -> out.put(n, arrays.array(n).orElseThrow().numbers()));
                      return out;
                    }));
    for (String line : Files.readAllLines(folder.resolve("x.txt"))) {
      String[] words = line.split(" ", 0);
      double[] expected = new double[words.length - 1];
      for (int i = 0; i < expected.length; i++) {
        String word = words[i + 1].replace("inf", "Infinity").replace("nan", "NaN");
        expected[i] = Double.parseDouble(word);
      }
      assertArrayEquals(expected, read.get(words[0]), words[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"savez", "savez_compressed"})
  void archivesHaveTheLayoutOfHdf5(String how) throws Exception {
    Python.run(
        folder,
        """
        r = np.random.RandomState(1)
        np.%s('s.npz', train_data=r.poisson(2, (3, 4, 2)), valid_data=r.poisson(2, (1, 4, 2)),
            train_inds=np.array([0, 2, 3]), valid_inds=np.array([1]), dt=0.02,
            train_cond=np.array(['a', 'b', 'a']), valid_cond=np.array(['b']),
            train_hand=np.ones((3, 4, 2), 'f4'), valid_hand=np.zeros((1, 4, 2), '>f8'),
            train_truth=np.asfortranarray(r.rand(3, 4, 2)), valid_truth=r.rand(1, 4, 2))
        """
            .formatted(how));
    Trials trials = Trials.load(folder.resolve("s.npz"));
    assertEquals(20, trials.binMs());
    assertEquals(List.of("a", "b", "b", "a"), trials.conditions().orElseThrow());
    assertEquals(List.of("hand_0", "hand_1"), trials.behaviour("hand").columns());
    assertEquals(1, trials.behaviour("hand").values().at(2, 3, 1));
    assertArrayEquals(new int[] {1}, trials.split().orElseThrow().valid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz", "mat", "h5"})
  void savingAndLoadingGivesTheSame(String extension) {
    Trials trials = Sessions.everything();
    Path path = folder.resolve("s." + extension);
    trials.save(path);
    assertEquals(trials, Trials.load(path));
    Trials bare = Trials.of(new int[][][] {{{1}}}, 3);
    bare.save(path);
    assertEquals(bare.counts(), Trials.load(path, 3).counts());
  }

  @Test
  void numpyReadsWhatIsWritten() throws Exception {
    Sessions.everything().save(folder.resolve("s.npz"));
    Python.run(
        folder,
        """
        z = np.load('s.npz', allow_pickle=False)
        assert z['train_data'].shape == (3, 4, 2) and z['train_data'].dtype == np.int32
        assert z['train_data'][1, 2, 1] == 100 * 2 + 10 * 2 + 1, z['train_data']
        assert z['valid_data'].shape == (1, 4, 2) and list(z['valid_inds']) == [1]
        assert list(z['neuron_names']) == ['left', 'n\\u00e4chst']
        assert z['bin_ms'][0] == 12.5 and str(z['session'][0]) == 'monday'
        assert z['train_truth'].dtype == np.float32 and z['train_truth'][0, 0, 0] == 0.25
        assert list(z['train_hand_columns']) == ['x', 'y', 'z']
        """);
  }

  @Test
  void pickledObjectsAreRefused() throws Exception {
    Python.run(folder, "np.save('o.npy', np.array([{}, None], dtype=object))\n");
    assertEquals(
        "array must hold numbers or text, got Python objects, which are pickled and never loaded;"
            + " use array.astype('float32') or astype('U') before saving",
        messageOf(folder.resolve("o.npy")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }|16|array must have rank 3"
            + " (trials x bins x columns), got rank 2 (2 x 2)",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (2, 2), }|32|array must hold whole"
            + " numbers of 8 to 64 bits, floating-point numbers of 16 to 64, truth values or text,"
            + " got NumPy's type \"<c8\"; use array.astype('float32') before saving",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1048576, 1024, 1024), }|16|array must"
            + " hold the 1099511627776 elements of its shape [1048576, 1024, 1024], got a file of"
            + " at most 16 bytes of them; copy it again",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 2), }|17|array must hold the 4"
            + " elements of its shape [1, 2, 2], got more bytes; save it again",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 2), }|15|array must hold the 4"
            + " elements of its shape [1, 2, 2], got a file of at most 15 bytes of them; copy it"
            + " again",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }|4|array must hold one"
            + " number or text per place, got a structured array; save its fields",
        "{'descr': '<f4', 'shape': (1,), }|4|array must have a header with descr, fortran_order and"
            + " shape, got another",
        "{'descr': '<U1', 'fortran_order': False, 'shape': (1, 1, 1), }|4|array must hold numbers,"
            + " got text",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3, 2), }|0|trials must hold at least"
            + " one trial, one bin and one neuron, got 0 x 3 x 2",
      })
  void whatIsWrongIsSaid(String dictionary, int bytes, String message) throws IOException {
    assertEquals(message, messageOf(header(dictionary, bytes)));
  }

  @Test
  void anArrayNeedsABinWidth() throws IOException {
    Path path = header("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1), }", 4);
    assertEquals(
        path + ": array must come with its bin width; use Trials.load(path, binMs)",
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path)).getMessage());
  }

  @Test
  void theSignatureTellsNotTheName() throws IOException {
    Path path = header("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1, 2), }", 2);
    Path renamed = Files.move(path, folder.resolve("counts.h5"));
    assertEquals(2, Trials.load(renamed, 1).neurons());
  }
}
