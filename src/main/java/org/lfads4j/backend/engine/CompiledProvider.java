package org.lfads4j.backend.engine;

import java.util.List;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Precision;
import org.lfads4j.backend.Support;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;

/** The compiled backend: any model, as one operator of MXNet. */
public final class CompiledProvider implements EngineProvider {
  @Override
  public String name() {
    return "compiled";
  }

  @Override
  public String runsOn() {
    return Engines.MXNET;
  }

  @Override
  public List<String> engines() {
    return List.of(Engines.MXNET);
  }

  @Override
  public int rank() {
    return 50;
  }

  @Override
  public Support supports(ModelSpec spec, Execution execution, Precision precision) {
    String engine = Engines.name(execution);
    return engine.equals(Engines.MXNET)
        ? Support.YES
        : Support.notMeantFor("must run on engine " + Engines.MXNET + ", got " + engine);
  }

  @Override
  public Backend create(
      ModelSpec spec, Execution execution, Precision precision, List<String> notices) {
    return Engines.create(name(), CompiledExecutor::new, spec, execution, precision, notices);
  }
}
