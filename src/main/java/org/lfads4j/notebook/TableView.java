package org.lfads4j.notebook;

import java.util.List;
import java.util.Map;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as HTML: numbers to the right, texts to the left, long and wide ones cut with a word. */
final class TableView {
  /** Rows that are shown of a long table. */
  static final int ROWS = 20;

  /** Columns that are shown of a wide table. */
  static final int COLUMNS = 16;

  private static final String HYPERPARAMETERS = "hyperparameters";
  private static final int CATALOGUE_ROWS = 100;
  private static final int LONGEST_TEXT = 160;
  private static final String CELL = "padding:2px 10px;white-space:nowrap;text-align:";
  private static final String WRAPPED = "padding:2px 10px;white-space:normal;text-align:";

  /** How often a hyperparameter is tuned, by the colours of the established page. */
  private static final Map<String, String> TUNING =
      Map.of("common", "#d6ecd2", "occasional", "#fdf0c8", "rare", "#ffffff");

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

  /** One row more is no reason to cut. */
  private static int shown(int all, int most) {
    return all <= most + 1 ? all : most;
  }

  static Bundle of(Table table) {
    return Bundle.html(new TableView(table).html(), table.toString());
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
    for (int r = 0; r < rows; r++) {
      addRow(r);
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

  private void addRow(int row) {
    String colour =
        catalogue
            ? ";background:" + TUNING.getOrDefault(table.getString(row, "tuning"), "#ffffff")
            : "";
    html.append("<tr style=\"border-top:1px solid #eee").append(colour).append("\">");
    for (int c = 0; c < columns; c++) {
      Column<?> column = table.column(c);
      html.append(Html.tag("td", style(column), Html.text(cut(column.getString(row)))));
    }
    if (columns < table.columnCount()) {
      html.append(Html.tag("td", CELL + "left", Html.soft("...")));
    }
    html.append("</tr>");
  }

  private String style(Column<?> column) {
    boolean wraps = catalogue && List.of("description", "range").contains(column.name());
    return (wraps ? WRAPPED : CELL) + (column instanceof NumericColumn ? "right" : "left");
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
