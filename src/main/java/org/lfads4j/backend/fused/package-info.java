/**
 * LFADS on the CPU, forward and backward pass written out by hand over {@link
 * org.lfads4j.backend.kernels.Kernels}. The model's formulas are those of {@code model}, which
 * stays the reference: tests hold every branch to it.
 *
 * <p>Rows of a tile lie bin after bin (T x R x columns); columns are padded to whole vectors, rows
 * to an even number. What a row of padding holds never reaches a result: its weight in the cost is
 * 0.
 */
package org.lfads4j.backend.fused;
