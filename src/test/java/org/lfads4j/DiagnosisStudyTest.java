package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;

/** How often something is found in good fits: ten of each family, good by the known true rates. */
class DiagnosisStudyTest {
  private static final int OF_EACH = 10;
  private static final int MOST_SEEDS = 20;
  private static final double LEAST_R2 = 0.6;
  private static final double BETTER = 0.05;

  @Test
  @Tag("slow")
  void atMostOneOfFortyGoodFitsHasAFalseAlarm() {
    List<String> alarms = new ArrayList<>();
    int fits = 0;
    for (DiagnosedFits family : DiagnosedFits.values()) {
      int good = 0;
      for (int seed = 0; seed < MOST_SEEDS && good < OF_EACH; seed++) {
        FittedLfads fit = family.run(seed).train();
        if (isGood(fit.score("rates_r2"))) {
          good++;
          if (!fit.diagnosis().isGood()) {
            alarms.add(family + " " + seed + ": " + fit.diagnosis());
          }
        }
      }
      fits += good;
    }
    assertEquals(OF_EACH * DiagnosedFits.values().length, fits);
    assertTrue(alarms.size() <= 1, String.join("\n", alarms));
  }

  private static boolean isGood(Score ratesR2) {
    double lfads = ratesR2.lfads();
    return lfads >= LEAST_R2
        && ratesR2.values().entrySet().stream()
            .filter(each -> each.getKey() != Method.LFADS && each.getKey() != Method.TRUE_RATES)
            .allMatch(each -> lfads > each.getValue() + BETTER);
  }
}
