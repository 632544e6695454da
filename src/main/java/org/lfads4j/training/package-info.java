/**
 * How a model is trained: batches, ramps, the plateau rule, Adam and clipping, the log of epochs,
 * checkpoints as values, and when to stop. Reports through {@link org.lfads4j.training.Progress}
 * and never prints.
 */
package org.lfads4j.training;
