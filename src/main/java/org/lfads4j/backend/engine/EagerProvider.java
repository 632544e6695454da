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

/** The eager backend: any model on any engine and device, and the reference for all others. */
public final class EagerProvider implements BackendProvider {
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
    return Engines.create(name(), EagerExecutor::new, spec, execution, precision, notices);
  }
}
