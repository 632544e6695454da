/**
 * Results as Tablesaw tables, and tables as CSV files. Wide tables: one row per trial and bin, or
 * one row per trial, the labels first, then a column per neuron, factor or input. Values are single
 * precision, as the model computes them. Knows neither plots nor the engine.
 */
package org.lfads4j.tables;
