package org.lfads4j.backend.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.BackendProvider;
import org.lfads4j.backend.BitsDependOn;
import org.lfads4j.backend.Gpus;
import org.lfads4j.backend.MachineShare;
import org.lfads4j.backend.Precision;
import org.lfads4j.backend.Support;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;

/** The compiled backend: any model, as one operator of MXNet. */
public final class CompiledProvider implements BackendProvider {
  @Override
  public String name() {
    return "compiled";
  }

  @Override
  public String runsOn() {
    return "MXNet";
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
  public Gpus gpus(ModelSpec spec, Execution execution) {
    return Engines.gpus(spec, execution);
  }

  @Override
  public MachineShare share(ModelSpec spec, Execution execution) {
    return Engines.share(spec, execution);
  }

  /** All: an engine sums in an order that depends on its number of threads. */
  @Override
  public Set<BitsDependOn> bitsDependOn() {
    return EnumSet.allOf(BitsDependOn.class);
  }

  @Override
  public Backend create(
      ModelSpec spec, Execution execution, Precision precision, List<String> notices) {
    return Engines.create(name(), CompiledExecutor::new, spec, execution, precision, notices);
  }
}
