/**
 * AutoLFADS (Keshtkaran et al. 2022, Nature Methods 19:1572): a population of models trains in
 * generations; after each, members are compared in pairs, and the worse one goes on from the better
 * one's state with changed settings. This package has the decisions alone: what is searched, who
 * copies whom, how settings change, when to end. They depend on nothing but the seed and the costs
 * of the members, so a history can be computed again anywhere. It knows no files and no engines;
 * {@code runs} carries the parts out.
 */
package org.lfads4j.population;
