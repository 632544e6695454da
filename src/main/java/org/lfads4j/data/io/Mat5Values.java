package org.lfads4j.data.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/** The variables of a file that MATLAB saved as version 5 to 7. */
final class Mat5Values {
  private Mat5Values() {}

  static Map<String, MatValue> read(Path file) throws IOException {
    Mat5Guard.check(file);
    try (Source source = Sources.openFile(file.toFile())) {
      Mat5File mat = Mat5.newReader(source).disableSubsystemProcessing().readMat();
      Map<String, MatValue> variables = new LinkedHashMap<>();
      for (MatFile.Entry entry : mat.getEntries()) {
        if (!entry.getName().isEmpty()) {
          variables.put(entry.getName(), value(entry.getValue()));
        }
      }
      return variables;
    } catch (RuntimeException e) {
      throw new IOException(FileReading.sentence(e), e);
    }
  }

  private static MatValue value(Array array) {
    if (array instanceof Struct structs) {
      return structs(structs);
    }
    if (array instanceof Cell cells) {
      return new MatValue.Cells(items(array, cells::get));
    }
    if (array instanceof Char text) {
      return new MatValue.Words(
          IntStream.range(0, text.getNumRows()).mapToObj(text::getRow).map(String::strip).toList());
    }
    return array instanceof Matrix matrix && !matrix.isComplex()
        ? new MatValue.Numbers(
            Arrays.stream(matrix.getDimensions()).boxed().toList(), matrix::getDouble)
        : new MatValue.Other();
  }

  private static MatValue structs(Struct structs) {
    Map<String, List<MatValue>> fields = new LinkedHashMap<>();
    for (String field : structs.getFieldNames()) {
      fields.put(field, items(structs, i -> structs.get(field, i)));
    }
    return new MatValue.Structs(structs.getNumElements(), fields);
  }

  /** Finds an element by its place, the first axis running fastest. */
  private interface Element {
    Array at(int place);
  }

  private static List<MatValue> items(Array array, Element element) {
    List<MatValue> items = new ArrayList<>();
    for (int i = 0; i < array.getNumElements(); i++) {
      items.add(value(element.at(i)));
    }
    return items;
  }
}
