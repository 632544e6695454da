/**
 * What makes lfads4j at home in a notebook: tables, charts, fits and recordings as a cell's result,
 * and training that is watched while it runs. Knows no kernel's classes: {@link
 * org.lfads4j.notebook.Notebook#install} finds the kernel that runs and reaches it by reflection,
 * so that the same notebook runs on this project's kernel, IJava and JJava. The kernel itself lives
 * in {@code notebook.kernel}. No numerics.
 */
package org.lfads4j.notebook;
