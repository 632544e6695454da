package org.lfads4j.weights;

import java.nio.file.Path;
import org.lfads4j.config.Hash;
import org.lfads4j.data.Trials;

/**
 * A recording that is in a file already, for fits that share it.
 *
 * @param file as {@link Trials#save} wrote a recording in the model's bins and split
 * @param content its content hash
 */
public record SavedRecording(Path file, Hash content) {}
