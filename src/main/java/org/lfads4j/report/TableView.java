package org.lfads4j.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as HTML: numbers right, texts left; of a long or wide table only a part is shown. */
final class TableView {
  /** Rows that are shown of a long table. */
  static final int ROWS = 20;

  /** Columns that are shown of a wide table. */
  static final int COLUMNS = 16;

  private static final String HYPERPARAMETERS = "hyperparameters";
  private static final int CATALOGUE_ROWS = 100;
  private static final int LONGEST_TEXT = 160;
  private static final String CELL = "padding:2px 10px;white-space:nowrap;text-align:";
  private static final String WRAPPED = "padding:2px 10px;white-space:normal;text-align:left";
  private static final int DIGITS = 4;

  /** So that an R2 keeps its decimals in a column with costs of hundreds of nats. */
  private static final int LEAST_DECIMALS = 3;

  private static final int MOST_DECIMALS = 5;

  /** Tints of the page's background that say how often a hyperparameter is tuned. */
  private static final Map<String, String> TUNING =
      Map.of(
          "common", "rgba(80,170,60,0.25)",
          "occasional", "rgba(240,180,20,0.25)",
          "rare", "transparent");

  private final Table table;
  private final boolean catalogue;
  private final int rows;
  private final int columns;
  private final StringBuilder html = new StringBuilder();

  private TableView(Table table) {
    this.table = table;
    this.catalogue = table.name().equals(HYPERPARAMETERS) && table.containsColumn("tuning");
    this.rows = shown(table.rowCount(), catalogue ? CATALOGUE_ROWS : ROWS);
    this.columns = shown(table.columnCount(), COLUMNS);
  }

  /** A table with only one row more is shown whole. */
  private static int shown(int all, int most) {
    return all <= most + 1 ? all : most;
  }

  /** A table. */
  static String html(Table table) {
    return new TableView(table).html();
  }

  private String html() {
    html.append("<div style=\"overflow-x:auto\"><table style=\"border-collapse:collapse\">");
    html.append("<thead><tr>");
    List<Column<?>> all = table.columns();
    for (int c = 0; c < columns; c++) {
      html.append(Html.tag("th", style(all.get(c)), Html.text(all.get(c).name())));
    }
    if (columns < all.size()) {
      html.append(
          Html.tag("th", CELL + "left", Html.soft("... " + (all.size() - columns) + " more")));
    }
    html.append("</tr></thead><tbody>");
    List<List<String>> texts = all.subList(0, columns).stream().map(this::texts).toList();
    for (int r = 0; r < rows; r++) {
      addRow(r, texts);
    }
    if (rows < table.rowCount()) {
      html.append("<tr><td style=\"padding:2px 10px;text-align:left\" colspan=\"")
          .append(columns)
          .append("\">")
          .append(Html.soft("... " + (table.rowCount() - rows) + " more rows"))
          .append("</td></tr>");
    }
    html.append("</tbody></table></div>");
    html.append(
        Html.soft(
            table.name()
                + ": "
                + counted(table.rowCount(), "row")
                + ", "
                + counted(all.size(), "column")));
    return html.toString();
  }

  private void addRow(int row, List<List<String>> texts) {
    String colour =
        catalogue
            ? ";background:" + TUNING.getOrDefault(table.getString(row, "tuning"), "transparent")
            : "";
    html.append("<tr style=\"border-top:").append(Html.LINE).append(colour).append("\">");
    for (int c = 0; c < columns; c++) {
      html.append(Html.tag("td", style(table.column(c)), Html.text(texts.get(c).get(row))));
    }
    if (columns < table.columnCount()) {
      html.append(Html.tag("td", CELL + "left", Html.soft("...")));
    }
    html.append("</tr>");
  }

  private String style(Column<?> column) {
    if (catalogue && column.name().equals("description")) {
      return WRAPPED + ";min-width:32em";
    }
    if (catalogue && List.of("range", "group").contains(column.name())) {
      return WRAPPED + ";min-width:9em";
    }
    return CELL + (column instanceof NumericColumn ? "right" : "left");
  }

  /** The texts of a column's cells; all its numbers have the same decimals. */
  private List<String> texts(Column<?> column) {
    OptionalInt decimals = column instanceof DoubleColumn c ? decimals(c) : OptionalInt.empty();
    return IntStream.range(0, rows)
        .mapToObj(
            r ->
                decimals.isPresent() && !column.isMissing(r)
                    ? String.format(
                        Locale.ROOT,
                        "%." + decimals.getAsInt() + "f",
                        ((DoubleColumn) column).getDouble(r))
                    : cut(column.getString(r)))
        .toList();
  }

  /** Decimals with which the largest number has four digits, at least three; empty for extremes. */
  private OptionalInt decimals(DoubleColumn column) {
    double largest = 0;
    boolean whole = true;
    for (int r = 0; r < rows; r++) {
      double value = column.isMissing(r) ? 0 : column.getDouble(r);
      largest = Math.max(largest, Math.abs(value));
      whole &= value == Math.rint(value);
    }
    if (!(largest >= 1e-3 && largest < 1e6)) {
      return OptionalInt.empty();
    }
    int before = (int) Math.floor(Math.log10(largest)) + 1;
    int decimals = Math.max(LEAST_DECIMALS, Math.min(MOST_DECIMALS, DIGITS - before));
    return OptionalInt.of(whole ? 0 : decimals);
  }

  private String cut(String text) {
    return catalogue || text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, LONGEST_TEXT) + " ...";
  }

  private static String counted(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
