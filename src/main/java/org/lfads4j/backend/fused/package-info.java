/**
 * LFADS on the CPU: forward and backward pass written by hand over {@link
 * org.lfads4j.backend.kernels.Kernels}. The package {@code model} is the reference, and gives the
 * numbers of priors, penalties, weights of terms and dropout; tests compare each block and every
 * branch with it. The page {@code derivation} of the site derives the gradients.
 *
 * <p>Rows of a tile lie bin after bin (T x R x columns); columns are padded to whole vectors, rows
 * to an even number. Rows of padding never change a result: their weight in the cost is 0.
 */
@org.lfads4j.config.Internal
package org.lfads4j.backend.fused;
