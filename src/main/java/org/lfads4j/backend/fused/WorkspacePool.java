package org.lfads4j.backend.fused;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Workspaces that no thread is using, by their number of rows. */
final class WorkspacePool {
  /** Numbers of rows that are kept: training, the last batch of validation, samples. */
  private static final int KEPT = 3;

  private final IntFunction<Workspace> maker;
  private final Map<Integer, Deque<Workspace>> free =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Deque<Workspace>> eldest) {
          return size() > KEPT;
        }
      };

  WorkspacePool(IntFunction<Workspace> maker) {
    this.maker = maker;
  }

  /** A workspace that only the caller uses, until it is given back. */
  Workspace take(int rows) {
    synchronized (free) {
      Workspace known = free.computeIfAbsent(rows, r -> new ArrayDeque<>()).poll();
      if (known != null) {
        return known;
      }
    }
    return maker.apply(rows);
  }

  void giveBack(Workspace workspace) {
    synchronized (free) {
      free.computeIfAbsent(workspace.rows, r -> new ArrayDeque<>()).push(workspace);
    }
  }
}
