package org.lfads4j.backend.engine;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether code may be loaded from a folder: only this user, or the administrator, may put something
 * there. Where files have no POSIX owners and permissions, as on Windows, every folder passes; the
 * default folder lies in the user's home there.
 */
final class FolderOwner {
  private static final int ROOT = 0;
  private static final int STICKY = 01000;

  /** Who has a file, and who may change it. */
  record Holder(int uid, Set<PosixFilePermission> permissions, boolean sticky) {
    private boolean othersWrite() {
      return permissions.contains(PosixFilePermission.GROUP_WRITE)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
  }

  private FolderOwner() {}

  /** Whether the files of a holder can only be this user's. */
  static boolean isPrivate(Holder file, int user) {
    return file.uid() == user && !file.othersWrite();
  }

  /** Whether nobody else can even come to what lies in a folder. */
  static boolean isClosed(Holder folder) {
    return PosixFilePermissions.fromString("rwx------").containsAll(folder.permissions());
  }

  /** Whether nobody else can replace what this user has in a folder. */
  static boolean keeps(Holder parent, int user) {
    return (parent.uid() == user || parent.uid() == ROOT)
        && (!parent.othersWrite() || parent.sticky());
  }

  /**
   * The first file that somebody else could have put in a folder's place or into it; none if code
   * may be loaded from it. A folder that is not there yet is judged by its parents.
   *
   * @throws IOException if it cannot be looked at
   */
  static Optional<Path> foreign(Path folder, int user) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.isSymbolicLink(absolute) && holder(absolute).uid() != user) {
        return Optional.of(absolute);
      }
      absolute = absolute.toRealPath();
      if (!isPrivate(holder(absolute), user)) {
        return Optional.of(absolute);
      }
      try (Stream<Path> files = isClosed(holder(absolute)) ? Stream.of() : Files.walk(absolute)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (Files.isSymbolicLink(file)
              ? holder(file).uid() != user
              : !isPrivate(holder(file), user)) {
            return Optional.of(file);
          }
        }
      }
    }
    for (Path parent = absolute.getParent(); parent != null; parent = parent.getParent()) {
      if (Files.exists(parent) && !keeps(holder(parent.toRealPath()), user)) {
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }

  private static Holder holder(Path file) throws IOException {
    return new Holder(
        uid(file),
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS),
        ((int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & STICKY) != 0);
  }

  /** Makes a folder that only this user can open, where files have permissions. */
  static Path create(Path folder) throws IOException {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        : Files.createDirectory(folder);
  }

  /** The number of a file's owner. */
  static int uid(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
