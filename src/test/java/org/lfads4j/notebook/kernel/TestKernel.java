package org.lfads4j.notebook.kernel;

import org.lfads4j.Lfads;
import org.lfads4j.runs.RunCollection;
import org.lfads4j.runs.RunsWatcher;
import org.lfads4j.training.Progress;

/** Kernels in the process of the tests. */
final class TestKernel {
  private TestKernel() {}

  static JavaKernel start() {
    // The tests' class path, which the test runner hides in the manifest of a jar file.
    String path = System.getProperty("surefire.test.class.path");
    if (path != null) {
      System.setProperty("java.class.path", path);
    }
    return new JavaKernel();
  }

  static void stop(JavaKernel kernel) {
    kernel.session().close();
    Lfads.watchTrainingBy(options -> Progress.NONE);
    RunCollection.watchTrainingBy(() -> RunsWatcher.NONE);
  }
}
