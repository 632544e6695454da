/**
 * Recordings with known rates, generated from a seed: the Lorenz system (our own recipe, and the
 * run manager's), the chaotic networks of Sussillo et al. (2016) with their variants, and the
 * random numbers they are drawn from. Nothing here reads recordings, and only {@link
 * org.lfads4j.data.synthetic.IntegratorWeights} reads a file.
 */
package org.lfads4j.data.synthetic;
