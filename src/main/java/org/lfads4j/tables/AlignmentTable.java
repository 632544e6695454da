package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Alignment;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** How the neurons of each session become the factors that sessions share, one row a neuron. */
@Internal
public final class AlignmentTable {
  private AlignmentTable() {}

  /**
   * The columns {@code session}, {@code neuron}, {@code bias_counts_per_bin} and {@code factor_0},
   * {@code factor_1}, ..., the neuron's weights in factors per count: factors = (counts - bias)
   * times weights.
   *
   * @param sessionNames one a session, at least one
   * @param neuronNames one list a session
   * @param alignments one a session, all of the same number of factors
   * @throws IllegalArgumentException if the numbers differ
   */
  public static Table of(
      List<String> sessionNames, List<List<String>> neuronNames, List<Alignment> alignments) {
    requireFit(sessionNames, neuronNames, alignments);
    StringColumn session = StringColumn.create("session");
    StringColumn neuron = StringColumn.create("neuron");
    DoubleColumn bias = DoubleColumn.create("bias_counts_per_bin");
    bias.setPrintFormatter(new ShortNumbers());
    for (int s = 0; s < alignments.size(); s++) {
      for (int n = 0; n < neuronNames.get(s).size(); n++) {
        session.append(sessionNames.get(s));
        neuron.append(neuronNames.get(s).get(n));
        bias.append(alignments.get(s).bias().get(n));
      }
    }
    List<Column<?>> columns = new ArrayList<>(List.of(session, neuron, bias));
    for (int f = 0; f < alignments.get(0).matrix().columns(); f++) {
      columns.add(WideTable.numbers("factor_" + f, factor(alignments, f, neuron.size())));
    }
    return WideTable.table("alignment matrices", columns);
  }

  private static float[] factor(List<Alignment> alignments, int factor, int rows) {
    float[] out = new float[rows];
    int row = 0;
    for (Alignment alignment : alignments) {
      for (int n = 0; n < alignment.matrix().rows(); n++) {
        out[row++] = alignment.matrix().at(n, factor);
      }
    }
    return out;
  }

  private static void requireFit(
      List<String> sessionNames, List<List<String>> neuronNames, List<Alignment> alignments) {
    if (sessionNames.isEmpty()
        || neuronNames.size() != sessionNames.size()
        || alignments.size() != sessionNames.size()) {
      throw new IllegalArgumentException(
          "alignment matrices must be one a session and at least one, got "
              + alignments.size()
              + " ("
              + sessionNames.size()
              + " session names, "
              + neuronNames.size()
              + " lists of neuron names)");
    }
    int factors = alignments.get(0).matrix().columns();
    for (int s = 0; s < alignments.size(); s++) {
      int neurons = neuronNames.get(s).size();
      if (alignments.get(s).matrix().rows() != neurons
          || alignments.get(s).matrix().columns() != factors) {
        throw new IllegalArgumentException(
            "alignment matrix of session "
                + sessionNames.get(s)
                + " must be "
                + neurons
                + " neurons x "
                + factors
                + " factors, got "
                + alignments.get(s).matrix());
      }
    }
  }
}
