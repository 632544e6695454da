package org.lfads4j.alignment;

import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/** How a session's neurons are fitted to what all sessions share. */
interface Regression {
  /** Weights for rows x neurons and rows x targets, as many rows of each. */
  Fitted fit(DMatrixRMaj neurons, DMatrixRMaj targets);

  /** The one of least squares. */
  static Fitted leastSquares(DMatrixRMaj neurons, DMatrixRMaj targets) {
    return new Fitted(CentredRegression.of(neurons, targets).solve(0), OptionalDouble.empty());
  }
}
