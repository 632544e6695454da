package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.FittedLfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.PublicTypes;
import org.lfads4j.config.Internal;

/** What the kernel knows of the Javadoc. */
class JavadocTest {
  /** Every kind of signature that JShell gives. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tech.tablesaw.api.Table LfadsResults.rates()|Firing rates",
        "org.lfads4j.LfadsResults|What a model says of trials",
        "Trials Trials.of(int[][][] counts, double binMs)|",
        "int Trials.neurons()|",
        "Trials Trials.select(int... chosen)|",
        "LfadsRun Lfads.run(java.util.Map<String,Trials> sessions)|",
        "S OptionWithers<S>.withSeed(long seed)|",
        "ScoreKind Score.kind()|what is measured",
        "Method.PSTH:Method|Averages",
      })
  void isFoundBySignature(String signature, String begin) {
    List<String> says = Javadoc.of(signature);
    assertTrue(
        !says.isEmpty() && says.get(0).startsWith(begin == null ? "" : begin),
        signature + ": " + says);
  }

  @Test
  void whatIsUnknownHasNone() {
    assertEquals(List.of(), Javadoc.of("String String.strip()"));
    assertEquals(List.of(), Javadoc.of(""));
  }

  @Test
  void everyPublicTypeAndMethodHasASentence() {
    Set<String> without = new TreeSet<>();
    for (Class<?> type : PublicTypes.declared()) {
      if (Javadoc.of(name(type)).isEmpty()) {
        without.add(name(type));
      }
      for (Method method : type.getMethods()) {
        String signature = signature(method);
        if (isOurs(method) && Javadoc.of(signature).isEmpty()) {
          without.add(signature);
        }
      }
    }
    assertEquals(Set.of(), without);
    assertTrue(PublicTypes.declared().containsAll(List.of(FittedLfads.class, LfadsRun.class)));
  }

  private static boolean isOurs(Method method) {
    Class<?> type = method.getDeclaringClass();
    return type.getName().startsWith("org.lfads4j.")
        && !type.isAnnotationPresent(Internal.class)
        && !method.isAnnotationPresent(Internal.class)
        && !method.isSynthetic()
        && !(type.isEnum() && Set.of("values", "valueOf").contains(method.getName()))
        && Arrays.stream(Object.class.getMethods())
            .noneMatch(
                each ->
                    each.getName().equals(method.getName())
                        && each.getParameterCount() == method.getParameterCount());
  }

  private static String signature(Method method) {
    return name(method.getDeclaringClass())
        + "."
        + method.getName()
        + Arrays.stream(method.getGenericParameterTypes())
            .map(Type::getTypeName)
            .map(each -> each.replace('$', '.'))
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static String name(Class<?> type) {
    return type.getCanonicalName();
  }
}
