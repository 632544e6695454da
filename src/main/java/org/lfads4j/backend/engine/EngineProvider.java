package org.lfads4j.backend.engine;

import java.util.EnumSet;
import java.util.Set;
import org.lfads4j.backend.AskedDevice;
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

  /** A GPU, if the run asks for one that is there; else the whole machine. */
  @Override
  default MachineShare share(ModelSpec spec, Execution execution) {
    AskedDevice asked = AskedDevice.of(spec.params(), execution);
    if (asked.gpu().isEmpty()) {
      return MachineShare.WHOLE;
    }
    Gpus gpus = gpus(spec, execution);
    return asked.among(gpus).isPresent() ? MachineShare.ofGpus(gpus.count()) : MachineShare.WHOLE;
  }

  /** Everything: the order in which an engine sums depends on its number of threads. */
  @Override
  default Set<BitsDependOn> bitsDependOn() {
    return EnumSet.allOf(BitsDependOn.class);
  }
}
