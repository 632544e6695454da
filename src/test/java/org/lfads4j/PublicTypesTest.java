package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lfads4j.config.Internal;

/**
 * What users may rely on: the public types that are not {@link Internal}, nor in a package that is.
 * The build compares exactly these with the last release.
 */
class PublicTypesTest {
  private static final Pattern OWN = Pattern.compile("org\\.lfads4j[\\w.$]*");

  @Test
  void signaturesOfDeclaredTypesNameNoInternalOnes() {
    Set<String> broken = new TreeSet<>();
    for (Class<?> type : PublicTypes.declared()) {
      for (String signature : signatures(type)) {
        OWN.matcher(signature)
            .results()
            .map(found -> found.group())
            .filter(name -> isInternal(name))
            .forEach(name -> broken.add(type.getName() + " names " + name));
      }
    }
    assertEquals(Set.of(), broken);
  }

  @Test
  void theBuildComparesTheDeclaredTypes() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Set<String> compared =
        Pattern.compile("<include>(org\\.lfads4j[\\w.]*)</include>")
            .matcher(pom)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> packages =
        PublicTypes.declared().stream()
            .map(Class::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(packages, compared);
    assertTrue(pom.contains("<exclude>@" + Internal.class.getName() + "</exclude>"));
  }

  private static boolean isInternal(String name) {
    try {
      Class<?> type = Class.forName(name, false, PublicTypesTest.class.getClassLoader());
      return !PublicTypes.isDeclared(type);
    } catch (ClassNotFoundException e) {
      // A member's name that follows its type's.
      return false;
    }
  }

  private static List<String> signatures(Class<?> type) {
    Stream<String> constructors =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(c -> isVisible(c.getModifiers()))
            .map(Constructor::toGenericString);
    Stream<String> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> isVisible(m.getModifiers()) && !m.isSynthetic())
            .filter(m -> !m.isAnnotationPresent(Internal.class))
            .map(
                m ->
                    m.getGenericReturnType().getTypeName()
                        + " "
                        + Arrays.toString(m.getGenericParameterTypes()));
    Stream<String> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(f -> isVisible(f.getModifiers()))
            .map(f -> f.getGenericType().getTypeName());
    return Stream.of(constructors, methods, fields).flatMap(each -> each).toList();
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
