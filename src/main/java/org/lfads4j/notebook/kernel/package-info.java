/**
 * A Jupyter kernel for Java on the base library of IJava, with IJava's display functions and
 * magics. It runs cells with the JDK's own JShell in this process, so that a cell's value is the
 * object itself, knows lfads4j and shows its results, and can be stopped half-way without losing
 * what a cell was about to give. {@link org.lfads4j.notebook.kernel.KernelSpec} tells Jupyter of
 * it.
 */
@org.lfads4j.config.Internal
package org.lfads4j.notebook.kernel;
