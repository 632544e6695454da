package org.lfads4j.model;

import java.util.Optional;

/** The affine map from factors to the output of each neuron of a session; always trained. */
final class ReadOut {
  private final Graph graph;
  private final OutputDistribution output;
  private final String location;
  private final String logVariance;

  ReadOut(Graph graph, ModelSpec spec, SessionSpec session) {
    this.graph = graph;
    this.output = spec.output();
    this.location = output.locationLayer(session.name());
    this.logVariance = Names.logVariances(session.name());
  }

  /** Rows of factors to log counts per bin, or to means. */
  Tensor location(Tensor factorsRF) {
    return graph.layer(factorsRF, location);
  }

  /** Rows of factors to expected counts per bin, or to means. */
  Tensor expected(Tensor factorsRF, boolean limited) {
    return output.expected(location(factorsRF), limited);
  }

  /** All bins at once. */
  Decoding.Output read(Tensor factorsTRF, int bins) {
    Tensor rows = factorsTRF.flattenTime();
    return new Decoding.Output(
        location(rows).unflattenTime(bins),
        output.hasVariance()
            ? Optional.of(graph.layer(rows, logVariance).unflattenTime(bins))
            : Optional.empty());
  }
}
