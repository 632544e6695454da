package org.lfads4j.backend.engine;

import java.util.List;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Precision;
import org.lfads4j.backend.Support;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;

/** The eager backend: any model on any engine and device, and the reference for all others. */
public final class EagerProvider implements EngineProvider {
  @Override
  public String name() {
    return "eager";
  }

  @Override
  public String runsOn() {
    return "any engine";
  }

  @Override
  public List<String> engines() {
    return List.of(Engines.MXNET, Engines.PYTORCH);
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Support supports(ModelSpec spec, Execution execution, Precision precision) {
    return Support.YES;
  }

  @Override
  public Backend create(
      ModelSpec spec, Execution execution, Precision precision, List<String> notices) {
    return Engines.create(name(), EagerExecutor::new, spec, execution, precision, notices);
  }
}
