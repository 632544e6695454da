package org.lfads4j.plots;

import java.util.Locale;
import java.util.Optional;
import org.lfads4j.config.Internal;

/** Tells that a machine has no fonts, without which Java draws no chart, from other failures. */
@Internal
public final class MissingFonts {
  private MissingFonts() {}

  /** What to do, if a chart failed because there is no font. */
  public static Optional<String> sentence(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String text = each.toString().toLowerCase(Locale.ROOT);
      if (each instanceof Error && (text.contains("font") || text.contains("freetype"))) {
        return Optional.of(
            "charts must have a font for their text, got none on this machine ("
                + each.getMessage()
                + "); install fontconfig and a font, such as the packages fontconfig and"
                + " fonts-dejavu-core");
      }
    }
    return Optional.empty();
  }
}
