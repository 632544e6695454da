package org.lfads4j.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Sequences that may be absent, cut into bins. */
final class PerBin {
  private PerBin() {}

  static List<Optional<Tensor>> of(Optional<Tensor> sequenceTBK, int bins) {
    return sequenceTBK
        .map(s -> s.unstack(bins).stream().map(Optional::of).toList())
        .orElseGet(() -> Collections.nCopies(bins, Optional.empty()));
  }
}
