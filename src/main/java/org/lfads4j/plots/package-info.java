/**
 * Results as XChart charts in one house style: returned, never shown, saved with one call as PNG or
 * PDF. Time runs in milliseconds and a line passes through the middle of each bin; trials are
 * indices from 0 in code and numbers from 1 in titles, as in tables. Knows neither tables nor the
 * engine.
 */
package org.lfads4j.plots;
