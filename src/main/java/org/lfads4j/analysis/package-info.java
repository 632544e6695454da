/**
 * How good results are: likelihood and bits per spike, condition averages and smoothing as
 * baselines, linear readouts and R<sup>2</sup>, principal components; and the file of scores. What
 * is the matter with a fit ({@code Diagnosis}) is found by {@code ScoreChecks}, {@code RateChecks},
 * {@code LatentChecks}, {@code TrainingChecks} and {@code SessionChecks} as findings with numbers;
 * {@code report} has the words. It accumulates in double precision, and knows no engines, tables or
 * plots. Matrices are decomposed in {@code linear}.
 */
package org.lfads4j.analysis;
