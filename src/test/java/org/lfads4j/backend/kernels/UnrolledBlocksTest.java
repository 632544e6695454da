package org.lfads4j.backend.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class UnrolledBlocksTest {
  @Test
  void theGeneratedFileIsCurrent() throws IOException {
    assertEquals(
        UnrolledBlocks.source(),
        Files.readString(UnrolledBlocks.FILE),
        "run: java src/test/java/org/lfads4j/backend/kernels/UnrolledBlocks.java");
  }
}
