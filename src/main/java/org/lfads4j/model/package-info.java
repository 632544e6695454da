/**
 * LFADS, written once against {@link org.lfads4j.model.Tensor}: cells, encoders, controller,
 * generator, factor map, read-in and read-out, priors, likelihoods, the objective, and the
 * inventory of parameters. Knows neither the engine nor the backend that runs it, nor files.
 *
 * <p>A tensor's local name ends in its axes:
 *
 * <table>
 * <caption>Axes</caption>
 * <tr><td>S</td><td>samples</td></tr>
 * <tr><td>B</td><td>trials of a batch</td></tr>
 * <tr><td>R</td><td>rows: trials x samples</td></tr>
 * <tr><td>T</td><td>time bins</td></tr>
 * <tr><td>N</td><td>neurons</td></tr>
 * <tr><td>X</td><td>external inputs</td></tr>
 * <tr><td>E</td><td>encoder units</td></tr>
 * <tr><td>C</td><td>controller units</td></tr>
 * <tr><td>U</td><td>inferred inputs</td></tr>
 * <tr><td>G</td><td>generator units</td></tr>
 * <tr><td>F</td><td>factors</td></tr>
 * <tr><td>Z</td><td>initial condition</td></tr>
 * </table>
 *
 * <p>Time comes first (T x B x units), so that one bin of all trials is contiguous. Layers act on
 * row vectors: y = x W + b, with W of shape inputs x outputs.
 */
package org.lfads4j.model;
