/**
 * The command line: arguments, exit codes, progress on the terminal, and the folder that a run
 * leaves. Beside a notebook's display the only room that prints, and the only one that exits. No
 * numerics live here.
 */
package org.lfads4j.cli;
