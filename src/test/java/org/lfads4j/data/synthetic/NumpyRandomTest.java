package org.lfads4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Goldens printed by NumPy 2.4.6 from {@code r = np.random.RandomState(seed)} and the calls that
 * each test names. Uniforms and whole numbers are equal bit by bit; normals go through a logarithm,
 * so they are compared to the last digits only.
 */
class NumpyRandomTest {
  @Test
  void uniformsAreNumpys() {
    // RandomState(5).random_sample(3)
    NumpyRandom five = new NumpyRandom(5);
    assertEquals(0.22199317108973948, five.uniform());
    assertEquals(0.8707323061773764, five.uniform());
    assertEquals(0.20671915533942642, five.uniform());
    // RandomState(2**32 - 1).random_sample()
    assertEquals(0.0976320289940138, new NumpyRandom(4294967295L).uniform());
  }

  @Test
  void uniformsStayNumpysBeyondTheFirstBlock() {
    // r = RandomState(7); r.random_sample(1000); r.random_sample()
    NumpyRandom seven = new NumpyRandom(7);
    double last = 0;
    for (int i = 0; i <= 1000; i++) {
      last = seven.uniform();
    }
    assertEquals(0.08378587007198324, last);
  }

  @Test
  void normalsAreNumpys() {
    // RandomState(0).randn(5)
    assertArrayEquals(
        new double[] {
          1.764052345967664,
          0.4001572083672233,
          0.9787379841057392,
          2.240893199201458,
          1.8675579901499675
        },
        new NumpyRandom(0).normals(5),
        1e-14);
  }

  @Test
  void poissonCountsAreNumpys() {
    // r = RandomState(3); x = r.poisson(mean, 1000); x[:6], x.sum(), r.random_sample()
    assertPoisson(.15, new long[] {0, 0, 0, 0, 1, 0}, 145, 0.6965362585355716);
    assertPoisson(3, new long[] {5, 1, 1, 0, 4, 0}, 2987, 0.9316720066315954);
    assertPoisson(9.99, new long[] {9, 6, 10, 13, 9, 12}, 9949, 0.5450334632173733);
    assertPoisson(10, new long[] {10, 8, 6, 11, 12, 7}, 10189, 0.4260315109460153);
    assertPoisson(12.5, new long[] {13, 10, 8, 5, 14, 14}, 12731, 0.45222403927828514);
    assertPoisson(250, new long[] {252, 240, 273, 229, 215, 257}, 250455, 0.5349060131652226);
  }

  private static void assertPoisson(double mean, long[] first, long sum, double after) {
    NumpyRandom random = new NumpyRandom(3);
    long[] counts = LongStream.range(0, 1000).map(i -> random.poisson(mean)).toArray();
    assertArrayEquals(first, LongStream.of(counts).limit(6).toArray());
    assertEquals(sum, LongStream.of(counts).sum());
    assertEquals(after, random.uniform());
  }

  @Test
  void aMeanOfZeroDrawsNothing() {
    NumpyRandom random = new NumpyRandom(5);
    assertEquals(0, random.poisson(0));
    assertEquals(0.22199317108973948, random.uniform());
  }

  @Test
  void wholeNumbersAreNumpys() {
    // r = RandomState(11); r.choice(50, size=12); r.random_sample()
    NumpyRandom eleven = new NumpyRandom(11);
    assertArrayEquals(
        new int[] {25, 16, 27, 17, 13, 12, 33, 7, 18, 24, 45, 28},
        IntStream.range(0, 12).map(i -> eleven.below(50)).toArray());
    assertEquals(0.4873716073198716, eleven.uniform());
    // RandomState(11).choice(64, size=6)
    NumpyRandom power = new NumpyRandom(11);
    assertArrayEquals(
        new int[] {25, 63, 16, 27, 17, 55},
        IntStream.range(0, 6).map(i -> power.below(64)).toArray());
    // RandomState(11).randint(0, 2**31 - 1, size=3)
    NumpyRandom big = new NumpyRandom(11);
    assertArrayEquals(
        new int[] {774252441, 293375679, 83645520},
        IntStream.range(0, 3).map(i -> big.below(Integer.MAX_VALUE)).toArray());
  }

  @Test
  void aSingleChoiceDrawsNothing() {
    // r = RandomState(11); r.choice(1, size=2); r.random_sample()
    NumpyRandom random = new NumpyRandom(11);
    assertEquals(0, random.below(1));
    assertEquals(0.1802696888767692, random.uniform());
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertEquals("seed must be from 0 to 4294967295, got -1", messageOf(() -> new NumpyRandom(-1)));
    assertEquals(
        "seed must be from 0 to 4294967295, got 4294967296",
        messageOf(() -> new NumpyRandom(1L << 32)));
    assertEquals("bound must be >= 1, got 0", messageOf(() -> new NumpyRandom(0).below(0)));
    assertEquals(
        "mean must be >= 0, got NaN", messageOf(() -> new NumpyRandom(0).poisson(Double.NaN)));
  }

  private static String messageOf(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
