package org.lfads4j.backend;

import java.util.Map;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Program;
import org.lfads4j.model.Result;

final class CompiledExecutor implements Executor {
  private final EagerExecutor e;

  CompiledExecutor(ModelSpec spec, Parameters parameters) {
    e = new EagerExecutor(spec, parameters);
  }

  @Override
  public Map<Result, double[]> run(Program program, int session, int samples, Feed feed) {
    return e.run(program, session, samples, feed);
  }

  @Override
  public Gradients differentiate(int session, Feed feed) {
    return e.differentiate(session, feed);
  }

  @Override
  public void close() {}
}
