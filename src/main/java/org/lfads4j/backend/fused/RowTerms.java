package org.lfads4j.backend.fused;

/** The cost of every row of a call, term by term, in nats. */
final class RowTerms {
  final double[] reconstruction;
  final double[] icDivergence;
  final double[] inputDivergence;
  final double[] correlation;

  RowTerms(int rows) {
    this.reconstruction = new double[rows];
    this.icDivergence = new double[rows];
    this.inputDivergence = new double[rows];
    this.correlation = new double[rows];
  }
}
