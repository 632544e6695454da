package org.lfads4j.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

class ModelParamsFileTest {
  @TempDir private Path folder;

  private static RunParams small() {
    return RunParams.defaults()
        .withGenDim(5)
        .withFactorsDim(3)
        .withIcDim(4)
        .withIcEncDim(3)
        .withCiEncDim(3)
        .withConDim(2)
        .withCoDim(2);
  }

  private static ModelSpec spec(RunParams params, int neurons) {
    return ModelSpec.of(
        params,
        10,
        List.of(
            new SessionSpec(
                "monday",
                neurons,
                IntStream.range(0, neurons).boxed().toList(),
                Collections.nCopies(neurons, 0.5))));
  }

  private static ParameterValues values(ModelSpec spec) {
    return ParameterValues.initial(ParameterInventory.of(spec), 3);
  }

  private Set<String> names(Path path) {
    try (HdfFile file = new HdfFile(path)) {
      return new TreeSet<>(file.getChildren().keySet());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"poisson", "gaussian", "no controller", "no ic", "trained prior", "same dims"})
  void parametersComeBack(String kind) {
    RunParams params =
        switch (kind) {
          case "gaussian" -> small().withOutputDist("gaussian");
          case "no controller" -> small().withCoDim(0);
          case "no ic" -> small().withIcDim(0);
          case "trained prior" -> small().withIcPriorVarMax(2);
          case "same dims" -> small().withIcDim(5);
          default -> small();
        };
    ModelSpec spec = spec(params, 6);
    ParameterValues values = values(spec);
    Path path = folder.resolve("model_params");
    ModelParamsFile.write(path, spec, values);
    ParameterValues read = ModelParamsFile.read(path, spec);
    assertEquals(values.names(), read.names());
    for (String name : values.names()) {
      assertArrayEquals(values.values(name), read.values(name), 1e-6, name);
    }
  }

  @Test
  void namesAreThoseThatTheRunManagerReads() {
    ModelSpec spec = spec(small(), 6);
    Path path = folder.resolve("model_params");
    ModelParamsFile.write(path, spec, values(spec));
    Set<String> expected = new TreeSet<>();
    for (String direction : List.of("fwd", "rev")) {
      for (String encoder : List.of("ic", "ci")) {
        String cell = "LFADS_" + encoder + "_enc_" + direction + "_";
        expected.add(cell + encoder + "_enc_t0_" + direction + ":0");
        for (String end : List.of("W:0", "b:0")) {
          expected.add(cell + "GRU_Gates_xh_2_ru_" + end);
          expected.add(cell + "GRU_Candidate_xrh_2_c_" + end);
        }
      }
    }
    for (String cell : List.of("LFADS_con_GenGRU_", "LFADS_gen_GenGRU_")) {
      expected.add(cell + "Gates_x_2_ru_W:0");
      expected.add(cell + "Candidate_x_2_c_W:0");
      for (String end : List.of("W:0", "b:0")) {
        expected.add(cell + "Gates_h_2_ru_" + end);
        expected.add(cell + "Candidate_rh_2_c_" + end);
      }
    }
    for (String end : List.of("W:0", "b:0")) {
      expected.add("LFADS_z_ic_enc_2_post_g0_mean_" + end);
      expected.add("LFADS_z_ic_enc_2_post_g0_logvar_" + end);
      expected.add("LFADS_gen_g0_2_gen_ic_" + end);
      expected.add("LFADS_con_con_to_post_co_mean_" + end);
      expected.add("LFADS_con_con_to_post_co_logvar_" + end);
      expected.add("LFADS_glm_fac_2_logrates_monday.h5_" + end);
    }
    expected.addAll(
        List.of(
            "LFADS_z_prior_g0_mean:0",
            "LFADS_z_prior_g0_logvar:0",
            "LFADS_con_c0:0",
            "LFADS_z_u_prior_ar1_logevars:0",
            "LFADS_z_u_prior_ar1_logatau:0",
            "LFADS_gen_gen_2_fac_W:0"));
    Set<String> written = names(path);
    written.removeIf(name -> name.startsWith("LFADS_x_2_infac_monday.h5_"));
    assertEquals(expected, written);
  }

  @Test
  void theOriginalsTrainedPriorIsTheExponentOfItsLogit() {
    ModelSpec spec = spec(small().withIcPriorVarMax(2), 6);
    ParameterValues values = values(spec).with("prior_g0_variance_logit", 0.5, 2, -1, 3);
    Path path = folder.resolve("model_params");
    ModelParamsFile.write(path, spec, values);
    try (HdfFile file = new HdfFile(path)) {
      float[] logs = (float[]) file.getDatasetByPath("/LFADS_z_prior_g0_logvar:0").getDataFlat();
      assertArrayEquals(
          new float[] {
            (float) Math.log(0.5), (float) Math.log(2), -20.723267f, (float) Math.log(3)
          },
          logs,
          1e-5f);
    }
  }

  @Test
  void whatIsMissingOrOfAnotherSizeIsSaid() {
    ModelSpec spec = spec(small().withCoDim(0), 6);
    Path path = folder.resolve("model_params");
    ModelParamsFile.write(path, spec, values(spec));
    assertEquals(
        path + ": LFADS_gen_g0_2_gen_ic_W:0 must be [4, 7], got [4, 5]",
        message(path, spec(small().withCoDim(0).withGenDim(7), 6)));
    assertEquals(
        path + ": file must hold LFADS_ci_enc_fwd_ci_enc_t0_fwd:0",
        message(path, spec(small(), 6)));
  }

  private static String message(Path path, ModelSpec spec) {
    return assertThrows(IllegalArgumentException.class, () -> ModelParamsFile.read(path, spec))
        .getMessage();
  }
}
