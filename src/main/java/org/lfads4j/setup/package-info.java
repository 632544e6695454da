/**
 * From recordings and settings to what is trained: the checks of a run, bins, split, held-out
 * neurons, alignment of sessions, and the model's structure, made once for a run and shared by
 * everyone who asks. {@link org.lfads4j.setup.RunSetup} is the entrance. Knows neither training's
 * course nor tables, charts and the files of fits.
 */
package org.lfads4j.setup;
