package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Arrays;
import java.util.UUID;

/** What cells can call by its bare name, as in IJava. */
public final class Display {
  private Display() {}

  /**
   * Shows a value below the cell, as it would be as the cell's result.
   *
   * @param as MIME types, or none for the best
   * @return the id by which {@link #updateDisplay} replaces it
   */
  public static String display(Object value, String... as) {
    JavaKernel.running().stop().checkHere();
    DisplayData data = render(value, as);
    String id = data.hasDisplayId() ? data.getDisplayId() : UUID.randomUUID().toString();
    data.setDisplayId(id);
    JavaKernel.running().display(data);
    return id;
  }

  /** Replaces what was shown under an id. */
  public static void updateDisplay(String id, Object value, String... as) {
    JavaKernel.running().stop().checkHere();
    JavaKernel.running().getIO().display.updateDisplay(id, render(value, as));
  }

  /** A value in the forms that a notebook shows. */
  public static DisplayData render(Object value, String... as) {
    if (value instanceof DisplayData data) {
      return data;
    }
    if (value == null) {
      return new DisplayData("null");
    }
    var renderer = JavaKernel.running().getRenderer();
    // The renderer knows arrays of objects by their class alone.
    Object known =
        value instanceof Object[] array
            ? Arrays.copyOf(array, array.length, Object[].class)
            : value;
    return as.length > 0 ? renderer.renderAs(known, as) : renderer.render(known);
  }
}
