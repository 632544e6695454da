package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import io.github.spencerpark.jupyter.kernel.history.HistoryManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cells that ran since the kernel began, which is session 0. */
final class CellHistory implements HistoryManager {
  private final List<HistoryEntry> cells = new ArrayList<>();

  /**
   * A cell has run.
   *
   * @param output the text of its value, empty if it has none
   */
  synchronized void add(int count, String code, String output) {
    cells.add(new HistoryEntry(0, count, code, output));
  }

  @Override
  public synchronized List<HistoryEntry> lookupTail(int most, Set<ResultFlag> flags) {
    return last(cells.stream(), most, flags);
  }

  /**
   * @param end the first that is left out, or 0 for none
   */
  @Override
  public synchronized List<HistoryEntry> lookupRange(
      int session, int start, int end, Set<ResultFlag> flags) {
    return last(
        cells.stream()
            .filter(cell -> session == cell.getSession())
            .filter(cell -> cell.getCellNumber() >= start)
            .filter(cell -> end <= 0 || cell.getCellNumber() < end),
        0,
        flags);
  }

  /**
   * @param pattern in which {@code *} stands for any text and {@code ?} for a letter; null for all
   */
  @Override
  public synchronized List<HistoryEntry> search(String pattern, int most, Set<ResultFlag> flags) {
    StringBuilder regex = new StringBuilder();
    (pattern == null ? "*" : pattern)
        .chars()
        .mapToObj(c -> String.valueOf((char) c))
        .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
        .forEach(regex::append);
    Pattern wanted = Pattern.compile(regex.toString(), Pattern.DOTALL);
    Stream<HistoryEntry> found =
        cells.stream().filter(cell -> wanted.matcher(cell.getInput()).matches());
    if (flags.contains(ResultFlag.UNIQUE)) {
      Map<String, HistoryEntry> latest = new LinkedHashMap<>();
      found.forEach(
          cell -> {
            latest.remove(cell.getInput());
            latest.put(cell.getInput(), cell);
          });
      found = latest.values().stream();
    }
    return last(found, most, flags);
  }

  private static List<HistoryEntry> last(
      Stream<HistoryEntry> found, int most, Set<ResultFlag> flags) {
    List<HistoryEntry> all = found.toList();
    boolean whole = flags.contains(ResultFlag.INCLUDE_OUTPUT);
    return all.subList(most > 0 ? Math.max(0, all.size() - most) : 0, all.size()).stream()
        .map(cell -> whole ? cell : new HistoryEntry(0, cell.getCellNumber(), cell.getInput()))
        .toList();
  }
}
