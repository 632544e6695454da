package org.lfads4j.backend.engine;

import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.model.DropoutMask;
import org.lfads4j.model.ModelSpec;

/** Feeds the masks of {@link DropoutMask} to an engine. */
final class Dropout {
  private Dropout() {}

  static void addMasks(Feed feed, ModelSpec spec, int session, NoiseKey key) {
    for (DropoutMask mask : DropoutMask.of(spec, spec.sessions().get(session))) {
      int bins = mask.isPerBin() ? spec.bins() : 1;
      RandomStream.Use use = RandomStream.Use.of(mask);
      float[] values = key.masks(use, bins, mask.units(), spec.params().keepProb());
      if (mask.isPerBin()) {
        feed.put(mask.input(), values, bins, key.rows(), mask.units());
      } else {
        feed.put(mask.input(), values, key.rows(), mask.units());
      }
    }
  }
}
