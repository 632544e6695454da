/**
 * From recordings and settings to what is trained: the checks of a run, bins, split, held-out
 * neurons, alignment of sessions, and the structure of the model. {@link
 * org.lfads4j.setup.RunSetup} prepares each of them once for a run. Knows neither tables and charts
 * nor the files of fits.
 */
@org.lfads4j.config.Internal
package org.lfads4j.setup;
