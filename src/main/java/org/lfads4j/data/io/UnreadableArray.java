package org.lfads4j.data.io;

import java.util.List;
import org.lfads4j.data.Cube;

/**
 * An array that no session is made of.
 *
 * @param name in the file
 * @param refusal what is said to those who ask for its values
 */
record UnreadableArray(String name, ContentException refusal) implements NamedArray {
  @Override
  public Kind kind() {
    return Kind.OTHER;
  }

  @Override
  public int[] shape() {
    return new int[0];
  }

  @Override
  public Cube cube() {
    throw refusal;
  }

  @Override
  public double[] numbers() {
    throw refusal;
  }

  @Override
  public List<String> words() {
    throw refusal;
  }

  @Override
  public List<String> attributeWords(String attribute) {
    return List.of();
  }
}
