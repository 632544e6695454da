package org.lfads4j.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;
import org.lfads4j.model.SessionSpec;

class WeightsFileTest {
  private static final RunParams SMALL =
      RunParams.defaults()
          .withCoDim(1)
          .withIcDim(3)
          .withGenDim(3)
          .withFactorsDim(2)
          .withIcEncDim(2)
          .withCiEncDim(1)
          .withConDim(2)
          .withIcPriorVarMax(0.30000000000000004)
          .withName("größe \"1\"");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"poisson", "gaussian"})
  void what_is_saved_is_loaded_to_the_bit(String output) {
    SessionSpec first =
        new SessionSpec("Früh/1 %2F", 4, List.of(0, 2, 3), List.of(-0.1, 1e-300, 1 / 3.0, -0.0));
    SessionSpec second = new SessionSpec("b", 1, List.of(0), List.of(2.0));
    ModelSpec spec =
        ModelSpec.of(SMALL.withOutputDist(output), 7, List.of(first, second))
            .withLinearGeneratorStart();
    RunOptions options =
        RunOptions.defaults()
            .withSeed(Long.MIN_VALUE)
            .withHeldOutNeurons("n1", "ñ2")
            .withEngine("PyTorch")
            .withMaxEpochs(3);
    SavedModel model =
        new SavedModel(spec, randomFloats(spec), options, Map.of("neurons", "a\nb\t\"ü\"", "", ""));
    assertEquals(model, saved(model));
  }

  @Test
  void same_structure_without_the_linear_start_is_another() {
    ModelSpec spec = spec(2);
    SavedModel model = new SavedModel(spec, randomFloats(spec), RunOptions.defaults(), Map.of());
    SavedModel loaded = saved(model);
    assertEquals(model, loaded);
    assertFalse(loaded.spec().asksForLinearGeneratorStart());
    assertNotEquals(spec.withLinearGeneratorStart(), loaded.spec());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 257})
  void any_number_of_neurons(int neurons) {
    ModelSpec spec = spec(neurons);
    SavedModel model = new SavedModel(spec, randomFloats(spec), RunOptions.defaults(), Map.of());
    assertEquals(model, saved(model));
  }

  @Test
  void saving_again_replaces_and_leaves_nothing_beside() throws IOException {
    ModelSpec spec = spec(2);
    SavedModel first = new SavedModel(spec, randomFloats(spec), RunOptions.defaults(), Map.of());
    SavedModel second =
        new SavedModel(spec, randomFloats(spec), RunOptions.defaults(), Map.of("n", "2"));
    assertEquals(first, saved(first));
    assertEquals(second, saved(second));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @Test
  void parameters_must_be_those_of_the_structure() {
    ModelSpec spec = spec(2);
    ParameterValues values = randomFloats(spec);
    String weights = Names.weights(Names.IC_MEAN);
    assertEquals(
        "weights must hold ic_enc_to_posterior_g0_mean_W with 12 values, got 1",
        refusal(() -> model(spec, values.with(weights, 1))));
    double[] broken = values.values(weights);
    broken[3] = Double.NaN;
    assertEquals(
        "weights must hold finite numbers, got others in ic_enc_to_posterior_g0_mean_W",
        refusal(() -> model(spec, values.with(weights, broken))));
  }

  @Test
  void damaged_files_are_refused_in_one_sentence() throws IOException {
    ModelSpec spec = spec(2);
    SavedModel unused = saved(model(spec, randomFloats(spec)));
    byte[] whole = Files.readAllBytes(file());
    int sealed = "sha256:".length() + 64;
    Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
    assertEquals(
        file()
            + " must be a complete HDF5 file, got "
            + whole.length / 2
            + " of "
            + (whole.length - sealed)
            + " bytes; copy it again",
        unreadable());
    Files.writeString(file(), "no HDF5");
    assertEquals(file() + " must be an HDF5 file, got a file without its signature", unreadable());
    Files.delete(file());
    assertEquals(file() + " must exist, got no such file", unreadable());
  }

  @Test
  void foreign_and_newer_files_are_refused_in_one_sentence() {
    assertEquals(
        file() + ": file must have the attribute format = \"lfads4j model\", got none",
        refusalOf(Map.of(), "{}"));
    assertEquals(
        file()
            + ": format_version must be 1 to 1, got 2; use the version of the program that wrote"
            + " the file",
        refusalOf(Map.of("format", "lfads4j model", "format_version", 2), "{}"));
    assertEquals(
        file() + ": model must be the text that a save writes, got no \"sessions\"",
        refusalOf(Map.of("format", "lfads4j model", "format_version", 1), "{}"));
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    ModelSpec spec = spec(2);
    SavedModel model = model(spec, randomFloats(spec));
    Path lost = folder.resolve("none").resolve("model.h5");
    String message =
        assertThrows(UncheckedIOException.class, () -> WeightsFile.save(lost, model)).getMessage();
    assertEquals(lost + " must lie in a folder that exists, got " + lost.getParent(), message);
  }

  private Path file() {
    return folder.resolve("model.h5");
  }

  private SavedModel saved(SavedModel model) {
    WeightsFile.save(file(), model);
    return WeightsFile.load(file());
  }

  private String refusalOf(Map<String, Object> attributes, String text) {
    try (WritableHdfFile root = HdfFile.write(file())) {
      attributes.forEach(
          (name, value) -> {
            var unused = root.putAttribute(name, value);
          });
      var unused = root.putDataset("model", text);
    }
    return refusal(() -> WeightsFile.load(file()));
  }

  private String unreadable() {
    return assertThrows(UncheckedIOException.class, () -> WeightsFile.load(file())).getMessage();
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }

  private static SavedModel model(ModelSpec spec, ParameterValues values) {
    return new SavedModel(spec, values, RunOptions.defaults(), Map.of());
  }

  private static ModelSpec spec(int neurons) {
    Integer[] columns = new Integer[neurons];
    Arrays.setAll(columns, i -> i);
    Double[] bias = new Double[neurons];
    Arrays.fill(bias, -1.5);
    return ModelSpec.of(
        SMALL, 2, List.of(new SessionSpec("a", neurons, List.of(columns), List.of(bias))));
  }

  /** Every kind of finite single-precision number. */
  private static ParameterValues randomFloats(ModelSpec spec) {
    Random random = new Random(1);
    ParameterValues values = ParameterValues.of(Map.of());
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      double[] drawn = new double[parameter.size()];
      for (int i = 0; i < drawn.length; i++) {
        float bits = Float.intBitsToFloat(random.nextInt());
        drawn[i] = Float.isFinite(bits) ? bits : i % 2 == 0 ? -0.0 : Float.MIN_VALUE;
      }
      values = values.with(parameter.name(), drawn);
    }
    return values;
  }
}
