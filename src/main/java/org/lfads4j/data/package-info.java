/**
 * Recordings as immutable values: counts, times, names, conditions, inputs, truth, behaviour, and
 * the split into training and validation trials. Knows neither engines nor plots; of tables it
 * reads Tablesaw's, and makes none. Readers live in {@code data.io}, generators in {@code
 * data.synthetic}.
 */
package org.lfads4j.data;
