package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.data.Cube;

/** The sets and attributes of one HDF5 group. */
record Hdf5Arrays(Group group) implements NamedArrays {
  @Override
  public List<String> names() {
    return Hdf5Values.children(group).entrySet().stream()
        .filter(child -> Hdf5Links.isThere(child.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public Optional<NamedArray> array(String name) {
    return Hdf5Values.dataset(group, name).map(Array::new);
  }

  @Override
  public Optional<Double> number(String name) {
    return Hdf5Values.number(group, name);
  }

  @Override
  public Optional<String> word(String name) {
    return Hdf5Values.word(group, name);
  }

  @Override
  public List<String> attributeWords(String name) {
    return Hdf5Values.attributeWords(group, name);
  }

  private record Array(Dataset dataset) implements NamedArray {
    @Override
    public String name() {
      return dataset.getName();
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
