/**
 * Recordings with known rates, generated from a seed: the Lorenz system and the chaotic network of
 * Sussillo et al. (2016), and the random numbers they are drawn from.
 */
package org.lfads4j.data.synthetic;
