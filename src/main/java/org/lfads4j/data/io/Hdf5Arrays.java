package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.data.Cube;

/** The sets and attributes of one HDF5 group. */
record Hdf5Arrays(Group group) implements NamedArrays {
  /** Groups lie one in the other no deeper than this. */
  private static final int DEEPEST = 4;

  @Override
  public List<String> names() {
    return List.copyOf(Hdf5Values.children(group).keySet());
  }

  @Override
  public Optional<NamedArray> array(String name) {
    try {
      Optional<Dataset> set =
          name.contains("/")
              ? Optional.of(Hdf5Values.datasetAt(group, name))
              : Hdf5Values.dataset(group, name);
      return set.map(found -> array(name, found));
    } catch (ContentException e) {
      return Optional.of(new UnreadableArray(name, e));
    }
  }

  private static NamedArray array(String name, Dataset set) {
    return Hdf5Types.kind(set) == NamedArray.Kind.OTHER
        ? new UnreadableArray(
            name,
            new ContentException(
                "\"%s\" must hold numbers or text, got %s".formatted(name, Hdf5Types.words(set))))
        : new Array(name, set);
  }

  @Override
  public String described(String name) {
    Node node = Hdf5Values.children(group).get(name);
    return node instanceof Group inner
        ? name
            + " (a group of "
            + CountsChoice.some(List.copyOf(inner.getChildren().keySet()))
            + ")"
        : NamedArrays.super.described(name);
  }

  @Override
  public List<String> deeper() {
    List<String> found = new ArrayList<>();
    blocks(group, "", found, DEEPEST);
    return found;
  }

  private static void blocks(Group group, String path, List<String> found, int left) {
    for (Map.Entry<String, Node> each : Hdf5Values.children(group).entrySet()) {
      if (each.getValue() instanceof Group inner && left > 0) {
        blocks(inner, path + each.getKey() + "/", found, left - 1);
      } else if (!path.isEmpty()
          && each.getValue() instanceof Dataset set
          && array(each.getKey(), set).isNumbers(3)) {
        found.add(path + each.getKey());
      }
    }
  }

  @Override
  public Optional<Double> number(String name) {
    boolean isOther = array(name).filter(a -> a.kind() == NamedArray.Kind.OTHER).isPresent();
    return isOther ? Optional.empty() : Hdf5Values.number(group, name);
  }

  @Override
  public Optional<String> word(String name) {
    boolean isOther = array(name).filter(a -> a.kind() == NamedArray.Kind.OTHER).isPresent();
    return isOther ? Optional.empty() : Hdf5Values.word(group, name);
  }

  @Override
  public List<String> attributeWords(String name) {
    return Hdf5Values.attributeWords(group, name);
  }

  private record Array(String name, Dataset dataset) implements NamedArray {
    @Override
    public Kind kind() {
      return Hdf5Types.kind(dataset);
    }

    @Override
    public int[] shape() {
      return Hdf5Values.shape(dataset);
    }

    @Override
    public Cube cube() {
      return Hdf5Values.cube(dataset);
    }

    @Override
    public double[] numbers() {
      return Hdf5Values.numbers(dataset);
    }

    @Override
    public List<String> words() {
      return Hdf5Values.words(dataset);
    }

    @Override
    public List<String> attributeWords(String name) {
      return Hdf5Values.attributeWords(dataset, name);
    }
  }
}
