package org.lfads4j.weights;

import com.google.gson.JsonObject;
import java.util.Optional;
import org.lfads4j.config.Hash;
import org.lfads4j.training.Origin;

/** The origin of a training in its files; a training that began with new parameters has none. */
final class OriginJson {
  private static final String PARENT = "parent";
  private static final String EPOCHS = "epochs_before";

  private OriginJson() {}

  static void write(Optional<Origin> origin, JsonObject state) {
    origin.ifPresent(
        known -> {
          state.addProperty(PARENT, known.parent().hex());
          state.addProperty(EPOCHS, known.epochs());
        });
  }

  static Optional<Origin> read(JsonObject state) {
    return state.has(PARENT)
        ? Optional.of(
            new Origin(new Hash(state.get(PARENT).getAsString()), state.get(EPOCHS).getAsInt()))
        : Optional.empty();
  }
}
