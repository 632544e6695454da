/**
 * Results as XChart charts in one house style: returned, never shown, saved with one call as PNG or
 * PDF. Time runs in milliseconds and a line passes through the middle of each bin; trials are
 * counted from 0, as in arrays and tables. Knows neither tables nor the engine.
 */
package org.lfads4j.plots;
