package org.lfads4j.data.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** Writes blocks as variables of a MATLAB 5 file. */
final class MatWriter {
  private MatWriter() {}

  static void write(Path file, Map<String, Block> blocks) throws IOException {
    try (Mat5File mat = Mat5.newMatFile();
        Sink sink = Sinks.newStreamingFile(file.toFile())) {
      for (Map.Entry<String, Block> block : blocks.entrySet()) {
        MatFile unused = mat.addArray(block.getKey(), array(block.getValue()));
      }
      mat.writeTo(sink);
    }
  }

  /** Refuses a name that MATLAB cannot give to a variable. */
  static void requireName(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "variable must have a name that MATLAB takes (a letter, then at most 62 letters, digits"
              + " and underscores), got \""
              + name
              + "\"; rename the behaviour, or write .npz");
    }
  }

  private static Array array(Block block) {
    return block.values() instanceof String[] words ? cell(words) : matrix(block);
  }

  private static Cell cell(String[] words) {
    Cell cell = Mat5.newCell(words.length, 1);
    for (int i = 0; i < words.length; i++) {
      cell.set(i, Mat5.newString(words[i]));
    }
    return cell;
  }

  private static Matrix matrix(Block block) {
    int[] shape = block.shape().stream().mapToInt(Integer::intValue).toArray();
    int[] dimensions = shape.length == 1 ? new int[] {shape[0], 1} : shape;
    Object values = block.values();
    RowMajor places = new RowMajor(dimensions, true);
    Matrix matrix = Mat5.newMatrix(dimensions, type(values));
    for (int i = 0; i < block.size(); i++) {
      int place = places.next();
      if (values instanceof float[] floats) {
        matrix.setFloat(i, floats[place]);
      } else if (values instanceof double[] doubles) {
        matrix.setDouble(i, doubles[place]);
      } else {
        matrix.setInt(i, ((int[]) values)[place]);
      }
    }
    return matrix;
  }

  private static MatlabType type(Object values) {
    if (values instanceof float[]) {
      return MatlabType.Single;
    }
    return values instanceof double[] ? MatlabType.Double : MatlabType.Int32;
  }
}
