package org.lfads4j.notebook;

import java.util.UUID;

/** Where things are shown. */
interface FrontEnd {
  /** An id that nothing else is shown under. */
  static String newId() {
    return "lfads4j-" + UUID.randomUUID();
  }

  /** Shows something below the cell that runs. */
  void show(Bundle bundle);

  /** Shows something that can be replaced later by its id. */
  void show(Bundle bundle, String id);

  /** Replaces what was shown under an id, wherever it stands. */
  void update(Bundle bundle, String id);
}
