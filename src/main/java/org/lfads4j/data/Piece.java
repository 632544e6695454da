package org.lfads4j.data;

/**
 * Where a short trial was cut from a long one.
 *
 * @param trialId id of the long trial
 * @param firstBin the long trial's bin that is this one's first, from 0
 */
public record Piece(String trialId, int firstBin) {}
