/**
 * What a trained generator does by itself: the points where its state stays, the modes around them,
 * and what inputs do to them (Sussillo and Barak 2013, Neural Computation 25:626). All in double
 * precision, with the exact derivative of the cell, and as a function of the model, the states that
 * it visited, and a seed. Knows no engines, tables or plots.
 */
package org.lfads4j.dynamics;
