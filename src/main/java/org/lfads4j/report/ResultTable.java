package org.lfads4j.report;

import tech.tablesaw.api.Table;

/**
 * A table of the results.
 *
 * @param file its name in the folder of tables
 * @param table the table
 * @param caption one sentence that says what it holds
 */
record ResultTable(String file, Table table, String caption) {}
