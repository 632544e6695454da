package org.lfads4j.backend;

import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.model.DropoutMask;

/**
 * Random numbers as a function of (seed, phase, use, row, position): no state, no order. The seed
 * is Philox's key; position / 4, the two halves of the row, and 256 phase + use are its counter.
 *
 * <p>From a 32-bit word w: uniform u = (w >>> 8) 2^-24, in [0, 1). Normals come in pairs from two
 * words (Box and Muller 1958): with a = ((w0 >>> 8) + 1) 2^-24 and b = (w1 >>> 8) 2^-24 they are
 * sqrt(-2 ln a) cos(2 pi b) and sqrt(-2 ln a) sin(2 pi b), computed in double precision and then
 * rounded to single.
 */
@Internal
public record RandomStream(long seed, Phase phase, Use use) {
  private static final double TO_UNIT = 0x1.0p-24;

  /** Masks that are drawn at once. */
  private static final int CHUNK = 4 * Philox.BLOCKS;

  /** When numbers are drawn. */
  public enum Phase {
    /** Parameters, order, and every training step. */
    TRAINING(0),
    /** The cost of validation trials. */
    VALIDATION(1),
    /** Samples of the posterior. */
    POSTERIOR(2),
    /** Samples of the prior. */
    PRIOR(3),
    /** Settings of a population of models, and who is compared with whom. */
    POPULATION(4);

    private final int number;

    Phase(int number) {
      this.number = number;
    }
  }

  /** What numbers are for; each use has a stream of its own. */
  public enum Use {
    /** Initial values of parameters; a row for each parameter. */
    INITIALISE(0),
    /** The order of trials; a row for each epoch. */
    SHUFFLE(1),
    /** Noise of the initial condition. */
    IC_NOISE(2),
    /** Noise of the inferred inputs. */
    INPUT_NOISE(3),
    /** Dropout of spikes. */
    SPIKE_MASK(4),
    /** Dropout of external inputs. */
    EXTERNAL_MASK(5),
    /** Dropout of the initial-condition code. */
    IC_CODE_MASK(6),
    /** Dropout of the controller's forward encoding. */
    CONTROLLER_FORWARD_MASK(7),
    /** Dropout of the controller's reverse encoding. */
    CONTROLLER_REVERSE_MASK(8),
    /** Dropout of the controller's feedback. */
    FEEDBACK_MASK(9),
    /** Dropout between generator and factors. */
    GENERATOR_MASK(10),
    /** Jitter of spikes. */
    JITTER(11),
    /** Spikes drawn from rates. */
    COUNTS(12),
    /** Elements that a step hides from the encoders. */
    COORDINATED_MASK(13),
    /** Elements that are hidden throughout. */
    SAMPLE_MASK(14),
    /** The members that others are compared with; a row for each generation. */
    OPPONENT(15),
    /** Settings of members in the first generation; a row for each member. */
    FIRST_SETTINGS(16),
    /** Changes of settings; a row for each member of each generation. */
    CHANGED_SETTINGS(17),
    /** The states from which fixed points are searched; a row for each start. */
    START_STATE(18),
    /** Noise that is added to them; a row for each start. */
    START_NOISE(19);

    private final int number;

    Use(int number) {
      this.number = number;
    }

    /** The dropout of one place, which is named like its mask. */
    public static Use of(DropoutMask mask) {
      return valueOf(mask.input().name());
    }
  }

  /** One of a row's uniforms in [0, 1). */
  public double uniform(long row, int position) {
    int[] words = new int[4];
    Philox.block(position >>> 2, row, number(), seed, words);
    return (words[position & 3] >>> 8) * TO_UNIT;
  }

  /** One row's standard normals. */
  public void normals(long row, float[] out, int offset, int count) {
    int[] words = new int[4];
    for (int i = 0; i < count; i += 2) {
      if ((i & 3) == 0) {
        Philox.block(i >>> 2, row, number(), seed, words);
      }
      int pair = i & 2;
      double radius = Math.sqrt(-2 * StrictMath.log(((words[pair] >>> 8) + 1) * TO_UNIT));
      double angle = 2 * Math.PI * (words[pair + 1] >>> 8) * TO_UNIT;
      out[offset + i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < count) {
        out[offset + i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }

  /**
   * Inverted dropout for many rows, laid out bins x rows x units: 1 / keep with probability keep,
   * else 0. Position in a row is bin x units + unit, so that a row does not depend on its
   * neighbours.
   */
  public float[] masks(long[] rows, int bins, int units, double keepProbability) {
    float[] out = new float[Math.multiplyExact(Math.multiplyExact(bins, rows.length), units)];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(
            r -> masks(rows[r], bins, units, keepProbability, out, r * units, rows.length * units));
    return out;
  }

  /**
   * The same for one row, written in place.
   *
   * @param at where the first bin goes
   * @param binStride from one bin to the next
   */
  public void masks(
      long row, int bins, int units, double keepProbability, float[] out, int at, int binStride) {
    long[] words = new long[CHUNK];
    float[] chunk = new float[CHUNK];
    int used = CHUNK;
    int position = 0;
    for (int t = 0; t < bins; t++) {
      int to = at + t * binStride;
      for (int k = 0; k < units; ) {
        if (used == CHUNK) {
          Philox.blocks(position >>> 2, row, number(), seed, words);
          masks(words, keepProbability, chunk);
          used = 0;
        }
        int now = Math.min(units - k, CHUNK - used);
        System.arraycopy(chunk, used, out, to + k, now);
        k += now;
        used += now;
        position += now;
      }
    }
  }

  /** Masks of words laid out as {@link Philox#blocks} leaves them, in the order of the stream. */
  private static void masks(long[] words, double keepProbability, float[] out) {
    long limit = Math.round(keepProbability / TO_UNIT) << 8;
    pairs(words, limit, Float.floatToRawIntBits((float) (1 / keepProbability)));
    for (int i = 0; i < Philox.BLOCKS; i++) {
      long first = words[i];
      long second = words[i + Philox.BLOCKS];
      out[4 * i] = Float.intBitsToFloat((int) first);
      out[4 * i + 1] = Float.intBitsToFloat((int) (first >>> 32));
      out[4 * i + 2] = Float.intBitsToFloat((int) second);
      out[4 * i + 3] = Float.intBitsToFloat((int) (second >>> 32));
    }
  }

  /** In place of words: the bits of their masks, two to a number, in the first half. */
  private static void pairs(long[] words, long limit, long kept) {
    for (int i = 0; i < Philox.BLOCKS; i++) {
      // All ones below the limit, else all zeros: no branch, and the compiler makes vectors of it.
      long below0 = -((words[i] - limit) >>> 63);
      long below1 = -((words[i + Philox.BLOCKS] - limit) >>> 63);
      long below2 = -((words[i + 2 * Philox.BLOCKS] - limit) >>> 63);
      long below3 = -((words[i + 3 * Philox.BLOCKS] - limit) >>> 63);
      words[i] = (below0 & kept) | ((below1 & kept) << 32);
      words[i + Philox.BLOCKS] = (below2 & kept) | ((below3 & kept) << 32);
    }
  }

  /** Four words of a row, at positions 4 x block and after. */
  void words(long row, int block, int[] out) {
    Philox.block(block, row, number(), seed, out);
  }

  /** Tells this stream from all others of the seed. */
  private int number() {
    return 256 * phase.number + use.number;
  }
}
