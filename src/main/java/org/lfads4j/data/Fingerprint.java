package org.lfads4j.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lfads4j.config.Hash;

/**
 * The identity of a recording: SHA-256 of its content in one canonical form.
 *
 * <p>The form has, one after the other: the text {@code lfads4j recording, schema 1}; bin width and
 * start (ms, doubles); session (text); neuron names, held-out neurons and trial ids (lists of
 * texts); conditions (an optional list of texts); counts (block); the split (optional: places of
 * training trials, of validation trials, lists of integers); external inputs and truth (optional
 * blocks); behaviour (a list of: name, columns as a list of texts, unit, block); events (a list of:
 * name, times as a list of doubles, ms); alignment (optional: rows and columns of the matrix as
 * integers, its values as floats, bias as a list of doubles).
 *
 * <p>Integers have 4 bytes, all numbers the most significant byte first. A text is the number of
 * its bytes in UTF-8 and then these bytes; a list is the number of its items and then the items;
 * what is optional is a list of none or one. A block is trials, bins and columns, then its floats,
 * trial by trial, bin by bin. Floats and doubles are their IEEE 754 bits, every NaN as the
 * canonical one, -0 as 0.
 */
final class Fingerprint {
  private static final String SCHEMA = "lfads4j recording, schema 1";

  private final MessageDigest digest;
  private final ByteBuffer waiting = ByteBuffer.allocate(1 << 16);

  private Fingerprint(MessageDigest digest) {
    this.digest = digest;
  }

  static Hash of(Trials trials) {
    return Hash.of(
        digest -> {
          Fingerprint print = new Fingerprint(digest);
          print.add(trials);
          print.flush();
        });
  }

  private void add(Trials trials) {
    text(SCHEMA);
    number(trials.binMs());
    number(trials.startMs());
    text(trials.session());
    list(trials.neuronNames(), this::text);
    list(trials.heldOutNeurons(), this::text);
    list(trials.trialIds(), this::text);
    optional(trials.conditions(), labels -> list(labels, this::text));
    block(trials.counts());
    optional(trials.split(), this::split);
    optional(trials.externalInputs(), this::block);
    optional(trials.truthHz(), this::block);
    list(trials.behaviour(), this::behaviour);
    list(trials.events(), this::event);
    optional(trials.alignment(), this::alignment);
  }

  private void split(Split split) {
    list(Arrays.stream(split.train()).boxed().toList(), this::integer);
    list(Arrays.stream(split.valid()).boxed().toList(), this::integer);
  }

  private void behaviour(Behaviour series) {
    text(series.name());
    list(series.columns(), this::text);
    text(series.unit());
    block(series.values());
  }

  private void event(Event event) {
    text(event.name());
    list(event.timesMs(), this::number);
  }

  private void alignment(Alignment alignment) {
    integer(alignment.matrix().rows());
    integer(alignment.matrix().columns());
    floats(alignment.matrix().toArray());
    list(alignment.bias(), this::number);
  }

  private void block(Cube cube) {
    integer(cube.trials());
    integer(cube.bins());
    integer(cube.columns());
    float[] trial = new float[cube.bins() * cube.columns()];
    for (int e = 0; e < cube.trials(); e++) {
      cube.copyTrial(e, trial, 0);
      floats(trial);
    }
  }

  private <T> void optional(Optional<T> item, Consumer<T> adder) {
    list(item.stream().toList(), adder);
  }

  private <T> void list(List<T> items, Consumer<T> adder) {
    integer(items.size());
    items.forEach(adder);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    integer(bytes.length);
    flush();
    digest.update(bytes);
  }

  private void integer(int value) {
    room(Integer.BYTES).putInt(value);
  }

  /** Adding 0 makes -0 to 0 and leaves every other value. */
  private void number(double value) {
    room(Double.BYTES).putLong(Double.doubleToLongBits(value + 0.0));
  }

  private void floats(float[] values) {
    for (float value : values) {
      room(Float.BYTES).putInt(Float.floatToIntBits(value + 0.0f));
    }
  }

  private ByteBuffer room(int bytes) {
    if (waiting.remaining() < bytes) {
      flush();
    }
    return waiting;
  }

  private void flush() {
    digest.update(waiting.flip());
    waiting.clear();
  }
}
