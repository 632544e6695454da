/**
 * The entrance to lfads4j: {@link org.lfads4j.Lfads} makes a run ({@link org.lfads4j.LfadsRun}) of
 * recordings. Training a run gives a fit ({@link org.lfads4j.FittedLfads}), and a fit gives tables,
 * charts and files ({@link org.lfads4j.LfadsResults}). These types, and {@link
 * org.lfads4j.TrainedLfads}, a model without its recording, are all that live here; they call the
 * other packages and contain no numerics.
 */
package org.lfads4j;
