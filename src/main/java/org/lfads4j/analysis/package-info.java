/**
 * How good results are: likelihood and bits per spike, condition averages and smoothing as
 * baselines, linear readouts and R<sup>2</sup>, principal components; and the file of scores. It
 * accumulates in double precision, and knows no engines, tables or plots. Matrices are decomposed
 * in {@code linear}.
 */
package org.lfads4j.analysis;
