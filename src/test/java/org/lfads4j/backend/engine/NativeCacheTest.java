package org.lfads4j.backend.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.backend.engine.FolderOwner.Holder;

/** Native libraries are loaded only from where this user alone can put them, and only whole. */
class NativeCacheTest {
  /** In a jar file, as native libraries are. */
  private static final String RESOURCE = "org/junit/jupiter/api/Test.class";

  private static final int ME = 1000;
  private static final int OTHER = 65534;

  @TempDir Path temporary;
  private Path home;
  private int user;

  @BeforeEach
  void makeHome() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("unix"),
        "this system has no POSIX owners of files");
    home = FolderOwner.create(temporary.resolve("home"));
    user = FolderOwner.uid(home);
  }

  private static Holder holder(int uid, String permissions, boolean sticky) {
    return new Holder(uid, PosixFilePermissions.fromString(permissions), sticky);
  }

  private void giveAway(Path file) throws IOException {
    assumeTrue(user == 0, "only the administrator can give files to other users");
    Files.setAttribute(file, "unix:uid", OTHER, LinkOption.NOFOLLOW_LINKS);
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Path chosen() throws IOException {
    return NativeCache.byDefault(home, temporary.resolve("fresh"), user);
  }

  @Test
  void aFileIsPrivateIfOnlyItsOwnerWritesIt() {
    assertTrue(FolderOwner.isPrivate(holder(ME, "rwxr-xr-x", false), ME));
    assertFalse(FolderOwner.isPrivate(holder(OTHER, "rwx------", false), ME));
    assertFalse(FolderOwner.isPrivate(holder(0, "rwx------", false), ME));
    assertFalse(FolderOwner.isPrivate(holder(ME, "rwxrwx---", false), ME));
    assertFalse(FolderOwner.isPrivate(holder(ME, "rwx----w-", false), ME));
    assertFalse(FolderOwner.isPrivate(holder(ME, "rwxrwxrwx", true), ME));
  }

  @Test
  void aParentKeepsWhatIsMineIfOthersCannotReplaceIt() {
    assertTrue(FolderOwner.keeps(holder(0, "rwxr-xr-x", false), ME));
    assertTrue(FolderOwner.keeps(holder(0, "rwxrwxrwx", true), ME));
    assertTrue(FolderOwner.keeps(holder(ME, "rwxr-xr-x", false), ME));
    assertFalse(FolderOwner.keeps(holder(0, "rwxrwxrwx", false), ME));
    assertFalse(FolderOwner.keeps(holder(0, "rwxrwxr-x", false), ME));
    assertFalse(FolderOwner.keeps(holder(OTHER, "rwxr-xr-x", false), ME));
  }

  @Test
  void theDefaultIsMadeForThisUserAlone() throws IOException {
    Path folder = chosen();
    assertEquals(home.resolve(".djl.ai"), folder);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    assertEquals(folder, chosen());
  }

  @Test
  void aFolderThatOthersCouldWriteIsReplaced() throws IOException {
    permit(Files.createDirectory(home.resolve(".djl.ai")), "rwxrwxr-x");
    Path second = home.resolve(".djl.ai.private");
    assertEquals(second, chosen());
    permit(second, "rwxrwxrwx");
    FolderOwner.create(temporary.resolve("fresh"));
    assertEquals(temporary.resolve("fresh"), chosen());
  }

  @Test
  void aLibraryThatOthersCouldWriteIsNotLoaded() throws IOException {
    Path folder = Files.createDirectory(home.resolve(".djl.ai"));
    permit(folder, "rwxr-xr-x");
    Path library = Files.write(folder.resolve("libmxnet.so"), new byte[] {1});
    permit(library, "rw-r--r--");
    assertEquals(folder, chosen());
    permit(library, "rw-rw-rw-");
    assertEquals(home.resolve(".djl.ai.private"), chosen());
    permit(folder, "rwx------");
    assertEquals(folder, chosen());
  }

  @Test
  void whatAnotherUserPlantedIsNotLoaded() throws IOException {
    Path planted = FolderOwner.create(home.resolve(".djl.ai"));
    giveAway(planted);
    assertEquals(home.resolve(".djl.ai.private"), chosen());
  }

  @Test
  void anotherUsersLinkIsNotFollowed() throws IOException {
    Path target = FolderOwner.create(temporary.resolve("target"));
    Path link = Files.createSymbolicLink(home.resolve(".djl.ai"), target);
    assertEquals(link, chosen());
    giveAway(link);
    assertEquals(home.resolve(".djl.ai.private"), chosen());
  }

  @Test
  void aFolderThatIsSetIsRefusedIfOthersCouldReplaceIt() throws IOException {
    Path open = Files.createDirectory(temporary.resolve("open"));
    permit(open, "rwxrwxrwx");
    Path asked = FolderOwner.create(open.resolve("asked"));
    assertEquals(
        "the folder of native libraries must be one that only you can write, got "
            + open
            + "; set ENGINE_CACHE_DIR to another folder",
        assertThrows(IllegalArgumentException.class, () -> NativeCache.asked(asked, user))
            .getMessage());
    assertEquals(Optional.of(open), FolderOwner.foreign(open.resolve("not there yet"), user));
    permit(open, "rwxr-xr-x");
    assertEquals(asked, NativeCache.asked(asked, user));
  }

  private static boolean isWhole(Path folder) {
    UnpackedLibraries libraries = new UnpackedLibraries(folder);
    libraries.require("library", RESOURCE);
    libraries.allow("binding", "no/such/resource");
    return libraries.areWhole();
  }

  @Test
  void aLibraryThatIsNotWhatIsInItsJarIsBroken() throws IOException {
    Path file = home.resolve("library");
    assertFalse(isWhole(home));
    byte[] whole;
    try (InputStream in = Test.class.getResourceAsStream('/' + RESOURCE)) {
      whole = in.readAllBytes();
    }
    Files.write(file, whole);
    Files.write(home.resolve("binding"), new byte[1]);
    assertTrue(isWhole(home));
    for (int at : new int[] {0, whole.length / 2, whole.length - 1}) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);
      assertFalse(isWhole(home), "bit " + at);
      Files.write(file, whole);
      assertTrue(isWhole(home));
    }
    for (int length : new int[] {whole.length - 1, 100, 0}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertFalse(isWhole(home), length + " bytes");
    }
  }

  /** Whoever sets the time of a changed file back changes the time of that. */
  @Test
  void aLibraryThatWasComparedIsReadAgainOnlyIfItChanged() throws IOException {
    Path file = home.resolve("library");
    try (InputStream in = Test.class.getResourceAsStream('/' + RESOURCE)) {
      Files.copy(in, file);
    }
    assertTrue(isWhole(home));
    FileTime compared = Files.getLastModifiedTime(home.resolve("compared"));
    FileTime written = Files.getLastModifiedTime(file);
    assertTrue(isWhole(home));
    assertEquals(compared, Files.getLastModifiedTime(home.resolve("compared")));
    byte[] flipped = Files.readAllBytes(file);
    flipped[7] ^= 4;
    Files.write(file, flipped);
    Files.setLastModifiedTime(file, written);
    assertFalse(isWhole(home));
  }
}
