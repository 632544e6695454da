package org.lfads4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.OutsideData;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.IntegrationToBound.Options;

/**
 * Goldens from NumPy 2.4 with a made-up network, whose weights are small binary fractions so that
 * any language has the same; and, where the published file lies in {@code -Dlfads4j.data}, with
 * that.
 */
class IntegrationToBoundTest {
  private static final String PUBLISHED = "model-65000.data-00000-of-00001";

  @TempDir private Path folder;

  @Test
  void inputsAreNumpys() {
    double[][] inputsCT = IntegrationToBound.inputs(IntegrationToBound.defaults());
    assertEquals(800, inputsCT.length);
    assertEquals(-.07794592, inputsCT[0][0], 5e-9);
    assertEquals(.18225098, inputsCT[0][1], 5e-9);
    assertEquals(.05445520, inputsCT[0][2], 5e-9);
  }

  @Test
  void mixingIsNumpys() {
    assertEquals(.06239899, Activity.mixing(50, new NumpyRandom(5))[0][0], 5e-9);
  }

  @Test
  void aSmallSetOfAMadeUpNetworkIsNumpys() throws IOException {
    Trials trials =
        IntegrationToBound.trials(
            IntegratorWeights.read(madeUp()),
            IntegrationToBound.defaults().withConditions(4).withRepeats(5));
    Spikes.assertSides(12173, 2915, trials);
    Spikes.assertScaled(new double[] {.44889593, .46622001, .49919313}, trials, 0, 0, 0, 1, 2);
    Spikes.assertScaled(new double[] {.08774634}, trials, 4, 49, 99);
    Spikes.assertScaled(new double[] {.43953223, .47325609, .51807413}, trials, 19, 0, 0, 1, 2);
    Cube decision = trials.behaviour("decision").values();
    assertEquals(.25535355, decision.at(0, 0, 0), 3e-8);
    assertEquals(.26497000, decision.at(19, 99, 0), 3e-8);
    assertEquals(.18225098, trials.behaviour("input").values().at(4, 1, 0), 2e-8);
    assertArrayEquals(new int[] {4, 9, 14, 19}, trials.split().orElseThrow().valid());
  }

  @Test
  void theFileIsReadAtItsOffsets() throws IOException {
    IntegratorWeights weights = IntegratorWeights.read(madeUp());
    assertEquals(-8 / 64.0, weights.recurrent(0, 0));
    assertEquals(-7 / 64.0, weights.recurrent(0, 1));
    assertEquals((50 % 17 - 8) / 64.0, weights.recurrent(1, 0));
    assertEquals(65000, weights.trainedSteps());
  }

  @Test
  @Tag("slow")
  void theWholeSetOfThePublishedNetwork() {
    Path file = OutsideData.file(PUBLISHED);
    IntegratorWeights weights = IntegratorWeights.read(file);
    assertEquals(.07149375, weights.recurrent(0, 0), 5e-9);
    assertEquals(.00528239, weights.recurrent(0, 1), 5e-9);
    assertEquals(.03945724, weights.recurrent(0, 2), 5e-9);
    assertEquals(65000, weights.trainedSteps());
    Trials trials = IntegrationToBound.trials(weights, IntegrationToBound.defaults());
    Spikes.assertSides(2397408, 599412, trials);
    Spikes.assertScaled(new double[] {.67795327, .53463981, .58387648}, trials, 0, 0, 0, 1, 2);
  }

  @Test
  void everyConstantActs() throws IOException {
    IntegratorWeights weights = IntegratorWeights.read(madeUp());
    Options small = IntegrationToBound.defaults().withConditions(1).withRepeats(2);
    Trials usual = IntegrationToBound.trials(weights, small);
    assertEquals(usual, IntegrationToBound.trials(weights, small));
    assertNotEquals(usual, IntegrationToBound.trials(weights, small.withInputSd(.5)));
    assertNotEquals(usual, IntegrationToBound.trials(weights, small.withMaxRateHz(20)));
    assertNotEquals(usual, IntegrationToBound.trials(weights, small.withSeed(6)));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = folder.resolve("short");
    Path unused = Files.write(file, new byte[7]);
    assertEquals(
        "integrator weights must be a file of 10608 bytes, got 7 ("
            + file
            + "); name trained_itb/model-65000.data-00000-of-00001 of lfads/models",
        assertThrows(IllegalArgumentException.class, () -> IntegratorWeights.read(file))
            .getMessage());
    byte[] bytes = bytes();
    ByteBuffer unusedBuffer =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(10204, Float.NaN);
    Path broken = written(bytes);
    assertEquals(
        "integrator weights must be finite, got NaN at byte 10204 (" + broken + ")",
        assertThrows(IllegalArgumentException.class, () -> IntegratorWeights.read(broken))
            .getMessage());
    Path missing = folder.resolve("none");
    assertEquals(
        "integrator weights must be a file that can be read, got "
            + missing
            + " (java.nio.file.NoSuchFileException: "
            + missing
            + ")",
        assertThrows(UncheckedIOException.class, () -> IntegratorWeights.read(missing))
            .getMessage());
  }

  private Path madeUp() throws IOException {
    return written(bytes());
  }

  private Path written(byte[] bytes) throws IOException {
    return Files.write(folder.resolve(PUBLISHED), bytes);
  }

  private static byte[] bytes() {
    byte[] out = new byte[10608];
    ByteBuffer bytes = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    put(bytes, 2500, 17, 64);
    put(bytes, 50, 5, 16);
    put(bytes, 50, 7, 4);
    put(bytes, 50, 3, 8);
    ByteBuffer unused = bytes.putFloat(.25f).putInt(65000);
    return out;
  }

  private static void put(ByteBuffer bytes, int count, int period, float divisor) {
    for (int i = 0; i < count; i++) {
      ByteBuffer unused = bytes.putFloat((i % period - period / 2) / divisor);
    }
  }
}
