package org.lfads4j.notebook.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lfads4j.config.Json;

/**
 * A notebook's code.
 *
 * @param codeCells their texts, in order
 */
public record NotebookFile(List<String> codeCells) {
  /** Keeps its own copy. */
  public NotebookFile {
    codeCells = List.copyOf(codeCells);
  }

  /**
   * Reads an {@code .ipynb} file of format 4.
   *
   * @throws IllegalArgumentException if it is no such file
   */
  public static NotebookFile read(Path file) {
    try {
      JsonObject notebook = Json.parse(Files.readString(file)).getAsJsonObject();
      List<String> cells = new ArrayList<>();
      for (JsonElement each : notebook.getAsJsonArray("cells")) {
        JsonObject cell = each.getAsJsonObject();
        if (cell.get("cell_type").getAsString().equals("code")) {
          cells.add(text(cell.get("source")));
        }
      }
      return new NotebookFile(cells);
    } catch (IOException e) {
      throw new UncheckedIOException("notebook must be readable, got " + file + " (" + e + ")", e);
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IllegalArgumentException(
          "notebook must be an .ipynb file of format 4, got " + file + " (" + e.getMessage() + ")",
          e);
    }
  }

  private static String text(JsonElement source) {
    if (source instanceof JsonArray lines) {
      StringBuilder all = new StringBuilder();
      lines.forEach(line -> all.append(line.getAsString()));
      return all.toString();
    }
    return source.getAsString();
  }
}
