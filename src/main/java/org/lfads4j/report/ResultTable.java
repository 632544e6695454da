package org.lfads4j.report;

import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/**
 * A table of the results.
 *
 * @param file its name in the folder of tables
 * @param table makes the table
 * @param caption one sentence that says what it holds
 */
record ResultTable(String file, Supplier<Table> table, String caption) {}
