/**
 * The backends on DJL's engines, MXNet and PyTorch: eager computes operation by operation over an
 * engine's arrays, compiled records the model and runs it as one operator. No other package knows
 * the engines.
 *
 * <p>Traps of the engines that the code here walks around, each once:
 *
 * <ul>
 *   <li>a result of an array operation belongs to the receiver's manager, so every result is moved
 *       to the manager of the step, and long-lived arrays are never receivers;
 *   <li>on PyTorch a Java number in {@code mul} becomes a temporary that is freed while autograd
 *       still holds it, so constants are arrays that live as long as the step;
 *   <li>gradients accumulate on PyTorch and overwrite on MXNet, so an eager step differentiates
 *       fresh copies of the parameters;
 *   <li>two different compiled blocks in one recording give wrong gradients on MXNet, so there is
 *       one forward and one backward for each recording.
 * </ul>
 */
@org.lfads4j.config.Internal
package org.lfads4j.backend.engine;
