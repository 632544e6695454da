package org.lfads4j.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** By this the JJava kernel finds lfads4j on its class path by itself. */
public final class JjavaExtension implements Extension {
  /** Made by JJava. */
  public JjavaExtension() {}

  /** Teaches the kernel to show tables, charts, fits and recordings. */
  @Override
  public void install(BaseKernel kernel) {
    Notebook.install(kernel);
  }
}
