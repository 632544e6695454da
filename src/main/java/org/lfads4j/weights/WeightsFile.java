package org.lfads4j.weights;

import com.google.gson.JsonParseException;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.data.io.ContentException;
import org.lfads4j.data.io.Hdf5File;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/**
 * A trained model in one HDF5 file, which other programs can read too: each parameter as a set
 * {@code weights/NAME} of 32-bit numbers, matrices as inputs x outputs (slash and per cent sign in
 * a name as {@code %2F} and {@code %25}; a parameter without values is left out); all the rest as
 * JSON in the set {@code model}; the layout's version in the attribute {@code format_version}.
 */
public final class WeightsFile {
  private static final String FORMAT = "lfads4j model";
  private static final int VERSION = 1;

  private WeightsFile() {}

  /**
   * Writes a model. The file appears when it is complete, and replaces an earlier one.
   *
   * @throws java.io.UncheckedIOException if it cannot be written, with the path
   */
  public static void save(Path file, SavedModel model) {
    Hdf5File.write(file, root -> write(root, model));
  }

  /**
   * Reads a model back, each parameter as it was in single precision.
   *
   * @throws java.io.UncheckedIOException if the file is no readable HDF5 file, with the path
   * @throws IllegalArgumentException if it holds no model, or one of a newer layout
   */
  public static SavedModel load(Path file) {
    return Hdf5File.read(file, WeightsFile::read);
  }

  private static void write(WritableHdfFile root, SavedModel model) {
    var unusedFormat = root.putAttribute("format", FORMAT);
    var unusedVersion = root.putAttribute("format_version", VERSION);
    var unusedModel = root.putDataset("model", ModelJson.write(model));
    WritableGroup weights = root.putGroup("weights");
    for (ParameterSpec parameter : ParameterInventory.of(model.spec()).parameters()) {
      if (parameter.size() > 0) {
        double[] values = model.values().values(parameter.name());
        var unused = weights.putDataset(escaped(parameter.name()), array(parameter, values));
      }
    }
  }

  private static SavedModel read(Group root) {
    checkFormat(root);
    if (!(root.getChildren().get("model") instanceof Dataset dataset
        && dataset.getData() instanceof String text)) {
      throw new ContentException("file must hold a text \"model\"");
    }
    try {
      ModelJson json = ModelJson.read(text);
      ModelSpec spec = json.spec();
      WeightGroup weights = new WeightGroup(root);
      Map<String, double[]> values = new LinkedHashMap<>();
      for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
        int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
        values.put(parameter.name(), weights.values(escaped(parameter.name()), shape));
      }
      return new SavedModel(spec, ParameterValues.of(values), json.options(), json.metadata());
    } catch (IllegalArgumentException e) {
      throw new ContentException(e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new ContentException(
          "model must be the text that a save writes, got " + e.getMessage());
    }
  }

  private static void checkFormat(Group root) {
    Object format = attribute(root, "format");
    if (!FORMAT.equals(format)) {
      throw new ContentException(
          "file must have the attribute format = \""
              + FORMAT
              + "\", got "
              + (format == null ? "none" : "\"" + format + "\""));
    }
    Object version = attribute(root, "format_version");
    if (!(version instanceof Integer number && number >= 1 && number <= VERSION)) {
      throw new ContentException(
          ("format_version must be 1 to %s, got %s;"
                  + " use the version of the program that wrote the file")
              .formatted(VERSION, version));
    }
  }

  private static Object attribute(Group root, String name) {
    Attribute attribute = root.getAttributes().get(name);
    return attribute == null || attribute.isEmpty() ? null : attribute.getData();
  }

  /** In the shape of the parameter. */
  private static Object array(ParameterSpec parameter, double[] values) {
    List<Integer> shape = parameter.shape();
    int columns = shape.get(shape.size() - 1);
    float[][] rows = new float[values.length / columns][columns];
    for (int i = 0; i < values.length; i++) {
      rows[i / columns][i % columns] = (float) values[i];
    }
    return shape.size() == 1 ? rows[0] : rows;
  }

  private static String escaped(String name) {
    return name.replace("%", "%25").replace("/", "%2F");
  }
}
