/**
 * The command line: arguments, exit codes, progress on the terminal, and the folder that a run
 * leaves. Only this package and {@code notebook} print; only this one ends the process. It contains
 * no numerics.
 */
package org.lfads4j.cli;
