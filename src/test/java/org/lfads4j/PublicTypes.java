package org.lfads4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lfads4j.config.Internal;

/** The public types that are not {@link Internal}, nor in a package that is. */
public final class PublicTypes {
  private static final Path CLASSES = Path.of("target/classes");

  private PublicTypes() {}

  /** All of them. */
  public static List<Class<?>> declared() {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("org"))) {
      return files
          .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .filter(name -> !name.contains(".kernels.vector."))
          .<Class<?>>map(PublicTypes::load)
          .filter(PublicTypes::isDeclared)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a type is one of them. */
  static boolean isDeclared(Class<?> type) {
    for (Class<?> outer = type; outer != null; outer = outer.getDeclaringClass()) {
      if (!Modifier.isPublic(outer.getModifiers()) || outer.isAnnotationPresent(Internal.class)) {
        return false;
      }
    }
    return !type.getPackage().isAnnotationPresent(Internal.class);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicTypes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
