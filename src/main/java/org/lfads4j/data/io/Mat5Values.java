package org.lfads4j.data.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Sparse;
import us.hebi.matlab.mat.types.Struct;

/** The variables of a file that MATLAB saved as version 5 to 7, each read when it is asked for. */
final class Mat5Values {
  private Mat5Values() {}

  static Map<String, MatValue> read(Path file) throws IOException {
    Mat5Guard.check(file);
    Map<String, Mat5Reader.EntryHeader> headers = new LinkedHashMap<>();
    Mat5Reader.EntryFilter none =
        header -> {
          if (!header.getName().isEmpty()) {
            headers.put(header.getName(), header);
          }
          return false;
        };
    variables(file, none).close();
    return new LazyMap<>(
        List.copyOf(headers.keySet()), name -> value(file, name, headers.get(name)));
  }

  private static Mat5File variables(Path file, Mat5Reader.EntryFilter filter) throws IOException {
    try (Source source = Sources.openFile(file.toFile())) {
      return Mat5.newReader(source).disableSubsystemProcessing().setEntryFilter(filter).readMat();
    } catch (RuntimeException e) {
      throw new IOException(FileReading.sentence(e), e);
    }
  }

  private static MatValue value(Path file, String name, Mat5Reader.EntryHeader header) {
    MatlabType type = header.getType();
    boolean isNumbers = type.id() >= MatlabType.Double.id() && type.id() <= MatlabType.UInt64.id();
    if (isNumbers && !header.isComplex()) {
      return new MatValue.Numbers(axes(header.getDimensions()), once(file, name, header));
    }
    try {
      return value(array(file, name));
    } catch (IOException | RuntimeException e) {
      return new MatValue.Other("something that cannot be read (" + FileReading.sentence(e) + ")");
    }
  }

  private static Array array(Path file, String name) throws IOException {
    Mat5File found = variables(file, header -> header.getName().equals(name));
    for (MatFile.Entry entry : found.getEntries()) {
      return entry.getValue();
    }
    throw new IOException("no " + name);
  }

  /** Reads the values when the first is asked for. */
  private static IntToDoubleFunction once(Path file, String name, Mat5Reader.EntryHeader header) {
    Matrix[] read = new Matrix[1];
    return i -> {
      if (read[0] == null) {
        long[] shape = Arrays.stream(header.getDimensions()).asLongStream().toArray();
        int unused = ArraySizes.requireMemory(name, shape);
        try {
          read[0] = (Matrix) array(file, name);
        } catch (IOException e) {
          throw new ContentException(name + " must be readable, got " + FileReading.sentence(e));
        }
      }
      return read[0].getDouble(i);
    };
  }

  private static List<Integer> axes(int[] dimensions) {
    return Arrays.stream(dimensions).boxed().toList();
  }

  private static MatValue value(Array array) {
    if (array instanceof Struct structs) {
      return structs(structs);
    }
    if (array instanceof Cell cells) {
      return new MatValue.Cells(axes(cells.getDimensions()), items(array, cells::get));
    }
    if (array instanceof Char text) {
      return new MatValue.Words(
          IntStream.range(0, text.getNumRows()).mapToObj(text::getRow).map(String::strip).toList());
    }
    if (!(array instanceof Matrix matrix)) {
      return new MatValue.Other("a " + array.getType());
    }
    if (matrix.isComplex()) {
      return new MatValue.Other("complex numbers");
    }
    return matrix instanceof Sparse sparse
        ? full(sparse)
        : new MatValue.Numbers(axes(matrix.getDimensions()), matrix::getDouble);
  }

  /** A sparse matrix with its zeros. */
  private static MatValue full(Sparse sparse) {
    int rows = sparse.getNumRows();
    int size = ArraySizes.requireMemory("a sparse matrix", rows, sparse.getNumCols());
    double[] values = new double[size];
    sparse.forEach((row, column, real, imaginary) -> values[row + rows * column] = real);
    return new MatValue.Numbers(axes(sparse.getDimensions()), i -> values[i]);
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
