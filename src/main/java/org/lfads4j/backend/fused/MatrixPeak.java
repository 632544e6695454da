package org.lfads4j.backend.fused;

import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/** How fast the kernels multiply matrices of the best size for them: 1024 x 1024 by 1024 x 1024. */
public final class MatrixPeak implements AutoCloseable {
  /** Rows, columns and inner index. */
  public static final int SIZE = 1024;

  /** Rows of one task: this gives enough tasks for many threads, and each is large enough. */
  private static final int TASK_ROWS = 64;

  private final Kernels kernels;
  private final Workers workers;
  private final Rows a = Rows.of(SIZE, SIZE);
  private final Rows zeros = Rows.repeated(SIZE);
  private final Rows out = Rows.of(SIZE, SIZE);
  private final Panels panels;

  /**
   * Products on all processors.
   *
   * @throws IllegalArgumentException if Java was started without the module of the Vector API
   */
  public MatrixPeak() {
    this.kernels = VectorModule.required();
    this.workers = new Workers(Runtime.getRuntime().availableProcessors());
    this.panels = new Panels(SIZE, SIZE, kernels.lanes());
  }

  /** One product. */
  public void multiply() {
    workers.run(
        SIZE / TASK_ROWS,
        i -> {
          int first = i * TASK_ROWS;
          Rows some = a.rows(first, TASK_ROWS);
          kernels.multiply(some, panels, zeros, out.rows(first, TASK_ROWS));
        });
  }

  @Override
  public void close() {
    workers.close();
  }
}
