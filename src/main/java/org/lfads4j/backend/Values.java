package org.lfads4j.backend;

import java.util.Map;
import java.util.NoSuchElementException;
import org.lfads4j.config.Internal;
import org.lfads4j.model.Result;

/** What one call computed, as Java arrays. They are not copied, and the caller may change them. */
@Internal
public final class Values {
  private final Map<Result, double[]> byResult;

  private Values(Map<Result, double[]> byResult) {
    this.byResult = byResult;
  }

  /** Takes the arrays that a backend computed, without a copy. */
  public static Values of(Map<Result, double[]> byResult) {
    return new Values(byResult);
  }

  /** Whether the model has this result. */
  public boolean has(Result result) {
    return byResult.containsKey(result);
  }

  /** One result, row by row, with the axes that {@link Result} gives. */
  public double[] of(Result result) {
    double[] values = byResult.get(result);
    if (values == null) {
      throw new NoSuchElementException("this model has no " + result);
    }
    return values;
  }
}
