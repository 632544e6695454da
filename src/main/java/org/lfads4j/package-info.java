/**
 * The entrance to lfads4j: {@link org.lfads4j.Lfads} makes a run ({@link org.lfads4j.LfadsRun}) of
 * recordings. Training a run gives a fit ({@link org.lfads4j.FittedLfads}), and a fit gives tables,
 * charts and files ({@link org.lfads4j.LfadsResults}). {@link org.lfads4j.AutoLfads} trains a
 * population of runs; {@link org.lfads4j.TrainedLfads} is a model without its recording. These
 * types are all that users meet here; they call the other packages and contain no numerics. {@link
 * org.lfads4j.PopulationTrainer} is how {@code runs}, which uses this package, is called from it.
 */
package org.lfads4j;
