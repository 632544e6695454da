package org.lfads4j.runs.slurm;

import java.util.List;
import org.lfads4j.config.Internal;

/**
 * How lfads4j is started on a node.
 *
 * @param java the Java program and its options, among them the class path
 * @param main the class with the command line
 */
@Internal
public record Program(List<String> java, String main) {
  /** Keeps its own copy of the list. */
  public Program {
    java = List.copyOf(java);
  }
}
