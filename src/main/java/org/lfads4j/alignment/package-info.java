/**
 * How the neurons of several sessions become the factors that they share, before any training:
 * averages of each condition, their principal components over all sessions' neurons together, and
 * the regression of those on each session. Works on plain values in double precision and knows no
 * engines, files, tables or plots. Matrices are decomposed in {@code linear}.
 */
package org.lfads4j.alignment;
