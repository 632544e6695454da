/**
 * Shows tables, charts, fits and recordings as the result of a cell, and training while it runs. It
 * does not depend on a kernel's classes: {@link org.lfads4j.notebook.Notebook#install} finds the
 * kernel that runs and reaches it by reflection, so that the same notebook runs on this project's
 * kernel, IJava and JJava. The kernel itself lives in {@code notebook.kernel}. No numerics.
 */
package org.lfads4j.notebook;
