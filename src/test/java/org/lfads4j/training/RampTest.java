package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampTest {
  @ParameterizedTest
  @CsvSource({
    "0, 900, 0, 0",
    "0, 900, 450, 0.5",
    "0, 900, 900, 1",
    "0, 900, 2147483647, 1",
    "10, 4, 9, 0",
    "10, 4, 10, 0",
    "10, 4, 11, 0.25",
    "10, 4, 14, 1",
    "0, 0, 0, 1",
    "3, 0, 2, 0",
    "3, 0, 3, 1",
    "0, 1, 0, 0",
    "0, 1, 1, 1"
  })
  void risesLinearlyFromItsStart(int start, int increase, int step, double weight) {
    assertEquals(weight, new Ramp(start, increase).weight(step));
  }
}
