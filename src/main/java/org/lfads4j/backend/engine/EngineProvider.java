package org.lfads4j.backend.engine;

import java.util.EnumSet;
import java.util.Set;
import org.lfads4j.backend.BackendProvider;
import org.lfads4j.backend.BitsDependOn;
import org.lfads4j.backend.Gpus;
import org.lfads4j.backend.MachineShare;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;

/** What all backends on engines answer alike. */
interface EngineProvider extends BackendProvider {
  @Override
  default Gpus gpus(ModelSpec spec, Execution execution) {
    return Engines.gpus(spec, execution);
  }

  @Override
  default MachineShare share(ModelSpec spec, Execution execution) {
    return Engines.share(spec, execution);
  }

  /** Everything: the order in which an engine sums depends on its number of threads. */
  @Override
  default Set<BitsDependOn> bitsDependOn() {
    return EnumSet.allOf(BitsDependOn.class);
  }
}
