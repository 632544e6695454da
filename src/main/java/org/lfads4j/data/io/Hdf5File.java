package org.lfads4j.data.io;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.FilterManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lfads4j.config.Internal;

/**
 * Opens and writes HDF5 files and turns whatever goes wrong into one sentence with the path. What
 * is written here carries a {@link Seal} behind the end that HDF5 knows of, where other programs do
 * not look; a file that one of them changed has none any more.
 */
@Internal
public final class Hdf5File {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  static {
    FilterManager.addFilter(new Hdf5Checksum());
  }

  private Hdf5File() {}

  /**
   * What {@code reader} makes of the file's root.
   *
   * @throws UncheckedIOException if the file cannot be read as HDF5
   * @throws IllegalArgumentException if the file is sealed and damaged, or the reader does not like
   *     the content; the path is put before its message
   */
  public static <T> T read(Path file, Function<Group, T> reader) {
    requireComplete(file);
    try (MeteredChannel channel = MeteredChannel.open(file)) {
      // Not closed: closing it needs a path, which it does not have; it holds nothing but the
      // channel.
      return reader.apply(Hdf5Group.root(new HdfFile(channel)));
    } catch (ContentException e) {
      throw e.of(file);
    } catch (IOException | RuntimeException e) {
      throw FileReading.failed(
          file,
          "be a readable HDF5 file, got one that seems damaged ("
              + FileReading.innermost(e)
              + "); copy or write it again",
          e);
    } catch (OutOfMemoryError e) {
      throw FileReading.tooLarge(file, e);
    } catch (StackOverflowError | InternalError e) {
      // A damaged file can refer to itself; that is an error of the file.
      throw FileReading.failed(
          file, "be a readable HDF5 file, got one that seems damaged; copy or write it again", e);
    }
  }

  /**
   * Writes a file, which appears when it is complete and replaces an earlier one.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(Path file, Consumer<WritableHdfFile> writer) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (Files.isDirectory(target)) {
      throw FileReading.failed(file, "be a file, got a folder", null);
    }
    if (!Files.isDirectory(folder)) {
      throw FileReading.failed(file, "lie in a folder that exists, got " + folder, null);
    }
    if (!Files.isWritable(folder)) {
      throw FileReading.failed(file, "lie in a folder that can be written, got " + folder, null);
    }
    try {
      WholeFile.write(
          target,
          partial -> {
            WritableHdfFile written;
            try (WritableHdfFile root = HdfFile.write(partial)) {
              writer.accept(root);
              written = root;
            }
            requireWritten(written, partial);
            Seal.append(partial);
          });
    } catch (IOException | RuntimeException e) {
      throw FileReading.failed(file, "be writable, got " + reason(e), e);
    }
  }

  /**
   * Reads the numbers back. The library does not notice when the system writes only a part of what
   * it is given, as on a disk that is full for a moment; the rest would be zeros.
   */
  private static void requireWritten(WritableHdfFile written, Path file) throws IOException {
    boolean same;
    try (MeteredChannel channel = MeteredChannel.openUnmapped(file)) {
      same = holds(new HdfFile(channel), written);
    } catch (HdfException e) {
      throw new IOException("a file that cannot be read back; is there room on the disk?", e);
    }
    if (!same) {
      throw new IOException("a file that reads back otherwise; is there room on the disk?");
    }
  }

  private static boolean holds(Group stored, Group written) {
    for (Node node : written) {
      Node other = stored.getChild(node.getName());
      if (node instanceof Group group) {
        if (!(other instanceof Group same && holds(same, group))) {
          return false;
        }
      } else if (node instanceof Dataset set && set.getSize() > 0 && isNumeric(set)) {
        Object[] expected = {set.getData()};
        if (!(other instanceof Dataset same
            && Arrays.deepEquals(expected, new Object[] {same.getData()}))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isNumeric(Dataset set) {
    return set.getJavaType().isPrimitive() && !set.isScalar();
  }

  /** What the system said, under whatever the library makes of it. */
  private static String reason(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IOException io ? FileReading.sentence(io) : cause.toString();
  }

  static void requireComplete(Path file) {
    if (Files.isDirectory(file)) {
      throw FileReading.failed(file, "be a file, got a folder", null);
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      if (size == 0) {
        throw FileReading.failed(file, "be an HDF5 file, got an empty file", null);
      }
      channel.position(start(channel));
      ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // A short read is not the end of the file.
      }
      byte[] start = Arrays.copyOf(head.array(), SIGNATURE.length);
      if (!Arrays.equals(start, SIGNATURE)) {
        // A file that has only a part of the signature was cut off there.
        throw FileReading.failed(file, "be an HDF5 file, got a file without its signature", null);
      }
      long stated = statedSize(head);
      if (size < stated) {
        throw FileReading.failed(
            file,
            "be a complete HDF5 file, got " + size + " of " + stated + " bytes; copy it again",
            null);
      }
      Seal.requireIfThere(file);
    } catch (ContentException e) {
      throw e.of(file);
    } catch (NoSuchFileException e) {
      throw FileReading.failed(file, "exist, got no such file", e);
    } catch (IOException e) {
      throw FileReading.failed(file, "be readable, got " + e.getMessage(), e);
    }
  }

  /**
   * Where the signature is: at 0, 512, 1024 and so on, each twice the last (HDF5 file format,
   * section II.A); what lies before it belongs to someone else, such as MATLAB. 0 if it is nowhere.
   */
  private static long start(SeekableByteChannel channel) throws IOException {
    for (long at = 0; at < channel.size(); at = at == 0 ? 512 : 2 * at) {
      ByteBuffer found = ByteBuffer.allocate(SIGNATURE.length);
      channel.position(at);
      while (found.hasRemaining() && channel.read(found) >= 0) {
        // A short read is not the end of the file.
      }
      if (Arrays.equals(found.array(), SIGNATURE)) {
        return at;
      }
    }
    return 0;
  }

  /**
   * The end-of-file address of the superblock (HDF5 file format, section II.A), or 0 where its
   * addresses are not 8 bytes long.
   */
  private static long statedSize(ByteBuffer head) {
    int version = head.get(8);
    if (version >= 2) {
      return head.get(9) == 8 ? head.getLong(28) : 0;
    }
    return head.get(13) == 8 ? head.getLong(version == 1 ? 44 : 40) : 0;
  }
}
