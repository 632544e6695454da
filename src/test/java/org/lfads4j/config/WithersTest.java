package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WithersTest {

  static List<Hyperparameter<?>> settable() {
    return Hyperparameter.all().stream().filter(each -> each != Hyperparameter.VERSION).toList();
  }

  @ParameterizedTest
  @MethodSource("settable")
  void aWitherChangesItsValueAndNoOther(Hyperparameter<?> changed)
      throws ReflectiveOperationException {
    Object value = OtherValues.of(changed);
    RunParams after = (RunParams) wither(changed).invoke(RunParams.defaults(), value);
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      Object expected = each == changed ? value : each.defaultValue();
      assertEquals(expected, after.value(each), each.name());
      assertEquals(expected, accessor(each).invoke(after), each.name());
      assertEquals(each == changed, after.isSet(each), each.name());
    }
    assertNotEquals(RunParams.defaults(), after);
    assertTrue(RunParams.defaults().differences().isEmpty());
  }

  @Test
  void thereIsNoWitherOrAccessorBesides() {
    assertEquals(
        settable().stream().map(WithersTest::witherName).collect(Collectors.toSet()),
        defaults(HyperparameterWithers.class));
    assertEquals(
        Hyperparameter.all().stream().map(Hyperparameter::javaName).collect(Collectors.toSet()),
        defaults(HyperparameterValues.class));
  }

  private static Set<String> defaults(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(Method::isDefault)
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  private static Method wither(Hyperparameter<?> each) {
    List<Method> found =
        Arrays.stream(HyperparameterWithers.class.getMethods())
            .filter(method -> method.getName().equals(witherName(each)))
            .toList();
    assertEquals(1, found.size(), each.name());
    assertFalse(found.get(0).isVarArgs());
    assertEquals(each.javaName(), found.get(0).getParameters()[0].getName());
    return found.get(0);
  }

  private static String witherName(Hyperparameter<?> each) {
    String name = each.javaName();
    return "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Method accessor(Hyperparameter<?> each) throws NoSuchMethodException {
    return HyperparameterValues.class.getMethod(each.javaName());
  }
}
