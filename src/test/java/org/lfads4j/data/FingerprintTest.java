package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.Hash;
import org.lfads4j.data.io.Python;

class FingerprintTest {
  @TempDir private Path folder;

  private static Cube cube(int trials, int bins, int columns) {
    float[] values = new float[trials * bins * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * .1f;
    }
    return Cube.of(trials, bins, columns, values);
  }

  /** Four trials of two bins and three neurons, with everything that can lie beside them. */
  private static Trials full() {
    return Trials.of(cube(4, 2, 3).map(v -> Math.rint(10 * v)), 3.3)
        .withNeuronNames(List.of("a", "b", "µ"))
        .withTrialIds(List.of("w", "x", "y", "z"))
        .withConditions(List.of("left", "right", "left", "right"))
        .withExternalInputs(cube(4, 2, 3))
        .withTruthHz(cube(4, 2, 3))
        .withBehaviour(
            new Behaviour("hand", List.of("vx", "vy"), "cm/s", cube(4, 2, 2)),
            new Behaviour("eye", List.of("x"), "", cube(4, 2, 1).map(v -> v > .5 ? v : Double.NaN)))
        .withHeldOutNeurons("µ", "b")
        .withSession("monday")
        .withSplit(Split.of(new int[] {3, 0}, new int[] {2}))
        .withEvents(
            new Event("move", List.of(1.5, Double.NaN, 0.0, -3.0)),
            new Event("go", List.of(1.0, 2.0, 3.0, 4.0)))
        .withAlignment(
            new Alignment(Grid.of(3, 2, new float[] {1, 2, 3, 4, 5, 6}), List.of(.25, -.5, 0.0)))
        .withNotes(List.of("align left out trial v"))
        .withReading(List.of("took counts from \"data\""))
        .withStartMs(-12.5);
  }

  @Test
  void everyVerbThatChangesTheContentChangesIt() {
    Trials full = full();
    Map<String, Trials> changed = new HashMap<>();
    changed.put("withNeuronNames", full.withNeuronNames(List.of("a", "b", "c")));
    changed.put("withHeldOutNeurons", full.withHeldOutNeurons("µ"));
    changed.put("withTrialIds", full.withTrialIds(List.of("w", "x", "y", "zz")));
    changed.put("withConditions", full.withConditions(List.of("left", "right", "left", "left")));
    changed.put("withSession", full.withSession("tuesday"));
    changed.put("withExternalInputs", full.withExternalInputs(cube(4, 2, 1)));
    changed.put("withTruthHz", full.withTruthHz(cube(4, 2, 3).map(v -> v + 1)));
    changed.put("withBehaviour", full.withBehaviour(full.behaviour("hand")));
    changed.put("withEvents", full.withEvents(full.event("go")));
    changed.put(
        "withAlignment",
        full.withAlignment(new Alignment(Grid.of(3, 1, new float[3]), List.of(0.0, 0.0, 0.0))));
    changed.put("withSplit", full.withSplit(Split.of(new int[] {0}, new int[] {2, 3})));
    changed.put("withSplitEvery", full.withSplitEvery(2));
    changed.put("withoutSplit", full.withoutSplit());
    changed.put("withRandomSplit", full.withRandomSplit(.5, 1));
    changed.put("withStartMs", full.withStartMs(0));
    Set<String> verbs =
        Arrays.stream(Trials.class.getMethods())
            .map(Method::getName)
            .filter(name -> name.startsWith("with"))
            .filter(name -> !name.equals("withNotes") && !name.equals("withReading"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(verbs, new TreeSet<>(changed.keySet()));
    changed.forEach(
        (verb, trials) -> assertNotEquals(full.contentHash(), trials.contentHash(), verb));
    assertEquals(full.contentHash(), full.withNotes(List.of()).contentHash());
    assertEquals(full.contentHash(), full.withReading(List.of()).contentHash());
    assertEquals(full, full.withReading(List.of()));
  }

  /**
   * Every text, number and list that a recording is made of, found by reflection, changed alone: no
   * two of these recordings have the same hash.
   */
  @Test
  void everyComponentChangesIt() throws ReflectiveOperationException {
    List<Trials> all = new ArrayList<>(List.of(full()));
    Field[] fields = Trials.class.getDeclaredFields();
    for (int i = 0; i < fields.length; i++) {
      List<Trials> variants = new ArrayList<>();
      for (Object variant : Variants.of(value(fields[i]))) {
        Object[] arguments = new Object[fields.length];
        for (int j = 0; j < fields.length; j++) {
          arguments[j] = j == i ? variant : value(fields[j]);
        }
        made(Trials.class.getDeclaredConstructors()[0], arguments)
            .ifPresent(made -> variants.add((Trials) made));
      }
      assertTrue(!variants.isEmpty(), fields[i].getName());
      if (fields[i].getType() != Provenance.class) {
        all.addAll(variants);
      } else {
        variants.forEach(v -> assertEquals(full().contentHash(), v.contentHash()));
      }
    }
    assertTrue(all.size() > 60, all.size() + " recordings");
    Set<Hash> hashes = new HashSet<>();
    all.forEach(trials -> assertTrue(hashes.add(trials.contentHash()), trials.toString()));
  }

  private static Object value(Field field) throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(full());
  }

  /** What a constructor makes of these; nothing if it refuses them. */
  private static Optional<Object> made(Constructor<?> constructor, Object... arguments)
      throws ReflectiveOperationException {
    constructor.setAccessible(true);
    try {
      return Optional.of(constructor.newInstance(arguments));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Values with one thing changed somewhere inside. */
  private static final class Variants {
    private Variants() {}

    static List<Object> of(Object value) throws ReflectiveOperationException {
      if (value instanceof String text) {
        return List.of(text + "'");
      }
      if (value instanceof Double number) {
        return List.of(number.isNaN() ? 0.5 : number + 0.125);
      }
      if (value instanceof Optional<?> item) {
        List<Object> out = new ArrayList<>(List.of(Optional.empty()));
        for (Object inside : item.isPresent() ? of(item.get()) : List.of()) {
          out.add(Optional.of(inside));
        }
        return item.isPresent() ? out : List.of();
      }
      if (value instanceof List<?> list) {
        return ofList(list);
      }
      if (value instanceof Cube cube) {
        return changed(cube.toArray()).stream()
            .map(v -> (Object) Cube.of(cube.trials(), cube.bins(), cube.columns(), v))
            .toList();
      }
      if (value instanceof Grid grid) {
        return changed(grid.toArray()).stream()
            .map(v -> (Object) Grid.of(grid.rows(), grid.columns(), v))
            .toList();
      }
      if (value instanceof Split split) {
        return List.of(
            Split.of(split.valid(), split.train()),
            Split.of(split.all(), new int[] {1}),
            Split.of(new int[] {3}, split.valid()));
      }
      return ofRecord((Record) value);
    }

    /** A first or last number changed. */
    private static List<float[]> changed(float[] values) {
      return Stream.of(0, values.length - 1)
          .map(
              place -> {
                float[] other = values.clone();
                other[place] = Float.isNaN(other[place]) ? 7 : other[place] + 1;
                return other;
              })
          .toList();
    }

    private static List<Object> ofList(List<?> list) throws ReflectiveOperationException {
      List<Object> out = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        for (Object inside : of(list.get(i))) {
          List<Object> other = new ArrayList<>(list);
          other.set(i, inside);
          out.add(other);
        }
      }
      if (!list.isEmpty()) {
        out.add(list.subList(1, list.size()));
      }
      if (list.size() > 1) {
        List<Object> turned = new ArrayList<>(list.subList(1, list.size()));
        turned.add(list.get(0));
        out.add(turned);
      }
      return out;
    }

    private static List<Object> ofRecord(Record record) throws ReflectiveOperationException {
      RecordComponent[] components = record.getClass().getRecordComponents();
      List<Object> out = new ArrayList<>();
      for (int i = 0; i < components.length; i++) {
        int before = out.size();
        for (Object variant : of(part(record, components[i]))) {
          Object[] arguments = new Object[components.length];
          for (int j = 0; j < components.length; j++) {
            arguments[j] = j == i ? variant : part(record, components[j]);
          }
          Class<?>[] types =
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
          made(record.getClass().getDeclaredConstructor(types), arguments).ifPresent(out::add);
        }
        boolean absent = part(record, components[i]).equals(Optional.empty());
        assertTrue(absent || out.size() > before, components[i] + " has no other value");
      }
      return out;
    }

    private static Object part(Record record, RecordComponent component)
        throws ReflectiveOperationException {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h5", "npz", "mat"})
  void aFileKeepsIt(String format) {
    for (Trials trials :
        List.of(
            full(),
            unsplit(full()),
            Trials.of(full().counts().map(v -> v - 0.3), 5).withSplitEvery(2),
            Trials.of(new int[1][1][1], 10))) {
      Path file = folder.resolve("x." + format);
      trials.save(file);
      assertEquals(trials.contentHash(), Trials.load(file).contentHash());
    }
  }

  private static Trials unsplit(Trials trials) {
    Trials out =
        Trials.of(trials.counts(), trials.binMs())
            .withStartMs(trials.startMs())
            .withSession(trials.session())
            .withNeuronNames(trials.neuronNames())
            .withHeldOutNeurons(trials.heldOutNeurons())
            .withTrialIds(trials.trialIds())
            .withConditions(trials.conditions().orElseThrow())
            .withExternalInputs(trials.externalInputs().orElseThrow())
            .withTruthHz(trials.truthHz().orElseThrow())
            .withBehaviour(trials.behaviour())
            .withEvents(trials.events())
            .withAlignment(trials.alignment().orElseThrow());
    assertEquals(Optional.empty(), out.split());
    return out;
  }

  @Test
  void piecesHaveItAsTheRecordingThatTheyAre() {
    Trials pieces = full().chop(1, 0);
    assertEquals(8, pieces.pieces().size());
    Path file = folder.resolve("pieces.h5");
    pieces.save(file);
    Trials loaded = Trials.load(file);
    assertNotEquals(pieces, loaded);
    assertEquals(pieces.contentHash(), loaded.contentHash());
  }

  @Test
  void arraysOfWholeNumbersAndOfRealOnesHaveTheSame() {
    Trials whole = Trials.of(new int[][][] {{{0, 1}, {2, 3}}, {{4, 0}, {0, 5}}}, 20);
    Trials real = Trials.of(new double[][][] {{{-0.0, 1}, {2, 3}}, {{4, 0}, {0, 5}}}, 20);
    assertNotEquals(whole, real);
    assertEquals(whole.contentHash(), real.contentHash());
    assertEquals(whole.contentHash(), whole.withStartMs(-0.0).contentHash());
  }

  @Test
  void everyNaNIsTheSame() {
    Trials plain = Trials.of(new int[1][1][1], 10);
    float other = Float.intBitsToFloat(0x7fc00001);
    assertEquals(gaze(plain, Float.NaN).contentHash(), gaze(plain, other).contentHash());
  }

  private static Trials gaze(Trials trials, float value) {
    return trials.withBehaviour(
        new Behaviour("gaze", List.of("x"), "", Cube.of(1, 1, 1, new float[] {value})));
  }

  @Test
  void neighboursAreToldApart() {
    Trials two = Trials.of(new int[1][1][2], 10);
    List<Trials> alike =
        List.of(
            two,
            Trials.of(new int[1][2][1], 10),
            Trials.of(new int[2][1][1], 10),
            two.withNeuronNames(List.of("ab", "c")),
            two.withNeuronNames(List.of("a", "bc")),
            two.withSession("sessionn1"),
            two.withExternalInputs(cube(1, 1, 2)),
            two.withTruthHz(cube(1, 1, 2)));
    assertEquals(alike.size(), alike.stream().map(Trials::contentHash).distinct().count());
  }

  /** More values than one block of the digest's buffer, and a trial that ends within one. */
  @Test
  void everyValueOfALongRecordingCounts() {
    Cube zeros = Cube.of(3, 101, 97, new float[3 * 101 * 97]);
    Hash hash = Trials.of(zeros, 10).contentHash();
    for (int place : new int[] {0, 16383, 16384, 101 * 97 - 1, 101 * 97, 3 * 101 * 97 - 1}) {
      float[] values = zeros.toArray();
      values[place] = 1;
      Trials other = Trials.of(Cube.of(3, 101, 97, values), 10);
      assertNotEquals(hash, other.contentHash(), "value " + place);
    }
  }

  private static Trials tiny() {
    return Trials.of(new int[][][] {{{0, 1}}, {{2, 3}}}, 10)
        .withNeuronNames(List.of("a", "µ"))
        .withTrialIds(List.of("1", "2"))
        .withConditions(List.of("go", "stop"))
        .withSplitEvery(2)
        .withEvents(new Event("cue", List.of(2.5, Double.NaN)));
  }

  /** By the recipe of {@link #pythonMakesTheSameOfTheForm}; it changes with the schema alone. */
  @Test
  void itStaysTheSameFromVersionToVersion() {
    assertEquals(
        "1c5bb0500b043973cd86e56162a52f8bc99c724e539d646e8d1b524fa519a7c8",
        tiny().contentHash().hex());
  }

  @Test
  void pythonMakesTheSameOfTheForm() throws IOException, InterruptedException {
    Python.run(
        folder,
        """
        import hashlib, struct
        def integer(i): return struct.pack('>i', i)
        def number(x): return struct.pack('>d', x)
        def text(s): return integer(len(s.encode())) + s.encode()
        def items(kind, *values): return integer(len(values)) + b''.join(map(kind, values))
        def same(b): return b
        form = text('lfads4j recording, schema 1') + number(10) + number(0) + text('session')
        form += items(text, 'a', 'µ') + items(text) + items(text, '1', '2')
        form += items(same, items(text, 'go', 'stop'))
        form += integer(2) + integer(1) + integer(2) + struct.pack('>4f', 0, 1, 2, 3)
        form += items(same, items(integer, 1) + items(integer, 0))
        form += items(same) + items(same) + items(same)
        form += items(same, text('cue') + items(number, 2.5, float('nan')))
        form += items(same)
        got = hashlib.sha256(form).hexdigest()
        assert got == '%s', got
        """
            .formatted(tiny().contentHash().hex()));
  }
}
