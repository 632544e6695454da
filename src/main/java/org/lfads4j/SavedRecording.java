package org.lfads4j;

import java.nio.file.Path;
import org.lfads4j.config.Hash;

/**
 * A recording that is in a file already, for fits that share it.
 *
 * @param file as {@link org.lfads4j.data.Trials#save} wrote one of {@link LfadsRun#recordings()}
 * @param content its content hash
 */
public record SavedRecording(Path file, Hash content) {}
