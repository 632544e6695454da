package org.lfads4j.backend.engine;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lfads4j.config.RefusedException;

/** Where native libraries are unpacked to, before any is loaded from there. */
final class NativeCache {
  private static final String FOLDER = "ENGINE_CACHE_DIR";
  private static final String JNA_FOLDER = "jna.tmpdir";

  private NativeCache() {}

  /**
   * Sees to it that libraries are loaded from folders that only this user can write. The default,
   * {@code .djl.ai} in the user's home, is replaced by a fresh private folder for this process
   * where it is not such a one, or where the home cannot be written; JNA's by one always, if none
   * is set.
   *
   * @throws IllegalArgumentException if the folder that the user has set is not such a one
   */
  static void prepare() {
    try {
      Path fresh = Files.createTempDirectory("lfads4j-native");
      deleteAtEnd(fresh);
      int user =
          FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
              ? FolderOwner.uid(fresh)
              : 0;
      if (System.getProperty(JNA_FOLDER) == null) {
        System.setProperty(JNA_FOLDER, Files.createDirectory(fresh.resolve("jna")).toString());
      }
      System.setProperty(FOLDER, folder(fresh, user).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("folder of native libraries must be writable (" + e + ")", e);
    }
  }

  private static Path folder(Path fresh, int user) throws IOException {
    Path home = Path.of(System.getProperty("user.home"));
    if (isSet(FOLDER) || isSet("DJL_CACHE_DIR")) {
      return asked(Utils.getEngineCacheDir(), user);
    }
    return byDefault(home, fresh, user);
  }

  /** A folder that the user has set. */
  static Path asked(Path folder, int user) throws IOException {
    Optional<Path> foreign = FolderOwner.foreign(folder, user);
    if (foreign.isPresent()) {
      throw new RefusedException(
          "the folder of native libraries must be one that only you can write, got ",
          foreign.get().toString(),
          "; set ",
          FOLDER,
          " to another folder");
    }
    return folder;
  }

  /**
   * The folder in a home, or a second one if others could have written the first, or the fresh one.
   */
  static Path byDefault(Path home, Path fresh, int user) throws IOException {
    if (Files.isWritable(home)) {
      for (String name : List.of(".djl.ai", ".djl.ai.private")) {
        Path folder = home.resolve(name);
        if (FolderOwner.foreign(folder, user).isEmpty()) {
          return Files.exists(folder) ? folder : FolderOwner.create(folder);
        }
      }
    }
    return asked(fresh, user);
  }

  private static boolean isSet(String name) {
    String value = Utils.getEnvOrSystemProperty(name);
    return value != null && !value.isEmpty();
  }

  /**
   * Removes an engine's unpacked libraries if one is not what is in its jar file, so that they are
   * unpacked again.
   *
   * @param engine in small letters, as its folder is called
   */
  static void removeBroken(String engine) {
    Platform platform = Platform.detectPlatform(engine);
    if (platform.isPlaceholder()) {
      return;
    }
    boolean mxnet = engine.equals("mxnet");
    String flavor = mxnet && platform.getFlavor().equals("cpu") ? "mkl" : platform.getFlavor();
    String jar = mxnet ? "native/lib/" : "pytorch/" + flavor + '/' + platform.getClassifier() + '/';
    Path folder =
        Utils.getEngineCacheDir(engine)
            .resolve(platform.getVersion() + '-' + flavor + '-' + platform.getClassifier());
    UnpackedLibraries libraries = new UnpackedLibraries(folder);
    for (String library : platform.getLibraries()) {
      libraries.require(library, jar + library);
    }
    String binding = System.mapLibraryName("djl_torch");
    libraries.allow(
        platform.getApiVersion() + '-' + binding,
        "jnilib/" + platform.getClassifier() + '/' + flavor + '/' + binding);
    if (!libraries.areWhole()) {
      Utils.deleteQuietly(folder);
    }
  }

  private static void deleteAtEnd(Path folder) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Utils.deleteQuietly(folder)));
  }
}
