package org.lfads4j.runs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few kilobytes in memory; it is there until it is closed. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; skips the test where that is not allowed. */
  public static SmallDisk of(Path folder, int kilobytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String refused =
        said("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
    assumeTrue(
        refused.isEmpty(), "a file system in memory must be mounted (as root), got " + refused);
    return new SmallDisk(folder);
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Makes it larger or smaller. */
  public void resize(int kilobytes) {
    remount("size=" + kilobytes + "k");
  }

  void makeReadOnly() {
    remount("ro");
  }

  void makeWritable() {
    remount("rw");
  }

  private void remount(String options) {
    require(said("mount", "-o", "remount," + options, folder.toString()));
  }

  @Override
  public void close() {
    // Files that were read stay mapped until their buffers are collected.
    require(said("umount", "-l", folder.toString()));
  }

  /** Nothing below a folder can be changed, made or removed from now on, by anybody. */
  public static void freeze(Path folder) {
    String refused = said("chattr", "-R", "+i", folder.toString());
    assumeTrue(refused.isEmpty(), "files must be frozen (chattr, as root), got " + refused);
  }

  /** The opposite. */
  public static void thaw(Path folder) {
    require(said("chattr", "-R", "-i", folder.toString()));
  }

  private static void require(String refused) {
    if (!refused.isEmpty()) {
      throw new IllegalStateException(refused);
    }
  }

  /** What a command says that does not end well. */
  private static String said(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      return code == 0 ? "" : said + " (" + code + ")";
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
