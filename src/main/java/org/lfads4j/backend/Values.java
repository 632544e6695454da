package org.lfads4j.backend;

import java.util.Map;
import java.util.NoSuchElementException;
import org.lfads4j.model.Result;

/**
 * What one call computed, on the Java side. Arrays are handed out as they are and belong to whoever
 * asked for the call.
 */
public final class Values {
  private final Map<Result, double[]> byResult;

  private Values(Map<Result, double[]> byResult) {
    this.byResult = byResult;
  }

  /** Takes over what a backend computed. */
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
