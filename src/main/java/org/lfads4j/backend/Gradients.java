package org.lfads4j.backend;

import java.util.Set;
import org.lfads4j.config.Internal;

/** The gradients of one step. They lie where the parameters are, until they are closed. */
@Internal
public interface Gradients extends AutoCloseable {
  /** The objective of which they are the gradients. */
  LossTerms loss();

  /** The parameters that have a gradient: those that the objective depends on. */
  Set<String> names();

  /** One parameter's gradient, row by row. */
  double[] values(String name);

  /** The length of all gradients together; not finite if one of them is not. */
  double globalNorm();

  /** Frees them. */
  @Override
  void close();
}
