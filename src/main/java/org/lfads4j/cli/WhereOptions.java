package org.lfads4j.cli;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lfads4j.runs.RunExecutor;
import org.lfads4j.runs.slurm.Program;
import org.lfads4j.runs.slurm.SlurmExecutor;
import org.lfads4j.runs.spark.SparkExecutor;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where models are trained: on this machine, or on a cluster. */
final class WhereOptions {
  private static final String HERE = "here";
  private static final String SLURM = "slurm";
  private static final String SPARK = "spark";
  private static final String AT_ONCE = "--at-once";
  private static final String GOING_ON = "--going-on";

  @Option(
      names = "--on",
      paramLabel = "WHERE",
      description =
          "Where models are trained: here; slurm: a task of an array job for each; spark, or a"
              + " master of Spark such as spark://host:7077: a task of a job for each; default"
              + " here.")
  private String where = HERE;

  @Option(
      names = "--slurm",
      paramLabel = "OPTIONS",
      split = ",",
      description =
          "Options of sbatch for the jobs, such as partition=short,time=02:00:00,mem=4G; can be"
              + " repeated.")
  private List<String> slurm = new ArrayList<>();

  @Option(
      names = "--spark",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark, such as spark.executor.memory=4g; can be repeated.")
  private Map<String, String> spark = new LinkedHashMap<>();

  @Option(
      names = AT_ONCE,
      paramLabel = "N",
      description =
          "Most models that are trained at the same time; default as many as processors, GPUs and"
              + " memory allow, or the cluster gives.")
  private Integer atOnce;

  @Option(names = GOING_ON, hidden = true, description = "A job of the scheduler has called this.")
  private boolean goingOn;

  /**
   * Makes sure that the options belong together.
   *
   * @throws ParameterException if they do not
   */
  void check(CommandLine line) {
    if (!where.equals(HERE) && !where.equals(SLURM) && !isSpark()) {
      throw new ParameterException(
          line,
          "--on must be here, slurm, spark, or a master of Spark (spark://, local[2], yarn,"
              + " k8s://), got "
              + where);
    }
    if (atOnce != null && atOnce < 1) {
      throw new ParameterException(line, AT_ONCE + " must be >= 1, got " + atOnce);
    }
    if (!slurm.isEmpty() && !where.equals(SLURM)) {
      throw new ParameterException(line, "--slurm must be used with --on slurm");
    }
    if (!spark.isEmpty() && !isSpark()) {
      throw new ParameterException(line, "--spark must be used with --on spark");
    }
    for (String option : slurm) {
      if (!option.matches("[a-z][a-z0-9-]*(=.*)?")) {
        throw new ParameterException(
            line, "--slurm must be options as name=value with commas, got \"" + option + "\"");
      }
    }
  }

  /** Names of these options. */
  static List<String> names() {
    return List.of("--on", "--slurm", "--spark", AT_ONCE, GOING_ON);
  }

  private boolean isSpark() {
    return where.matches("spark|(spark|k8s)://.+|local(\\[.+])?|yarn");
  }

  /**
   * What carries the runs of a collection out.
   *
   * @param goOn the arguments of the program that go on when they have ended
   */
  RunExecutor executor(Path collection, List<String> goOn) {
    RunExecutor executor = unlimited(collection, goOn);
    return atOnce == null ? executor : executor.withAtOnce(atOnce);
  }

  private RunExecutor unlimited(Path collection, List<String> goOn) {
    if (where.equals(HERE)) {
      return RunExecutor.inProcess();
    }
    if (isSpark()) {
      return sparkExecutor(collection);
    }
    List<String> arguments =
        Stream.concat(goOn.stream().filter(each -> !each.equals(GOING_ON)), Stream.of(GOING_ON))
            .toList();
    return new SlurmExecutor(
        collection,
        slurm.stream().map(each -> "--" + each).toList(),
        program(),
        arguments,
        goingOn);
  }

  private RunExecutor sparkExecutor(Path collection) {
    try {
      boolean local = where.startsWith("local");
      return new SparkExecutor(
          collection, where.equals(SPARK) ? "" : where, local ? List.of() : jars(), spark);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "Spark must be on the class path, got none; start this program with spark-submit --class "
              + Main.class.getName(),
          e);
    }
  }

  /**
   * The jars of this program that executors need: not those of Spark, which they have, and not the
   * engines' libraries, which are too large to send.
   */
  private static List<String> jars() {
    List<String> all = classPath().toList();
    Set<Path> ofSpark =
        all.stream()
            .map(Path::of)
            .filter(each -> each.getFileName().toString().startsWith("spark-core"))
            .map(Path::getParent)
            .collect(Collectors.toSet());
    return all.stream()
        .filter(each -> each.endsWith(".jar") && !each.contains("-native-"))
        .filter(each -> !ofSpark.contains(Path.of(each).getParent()))
        .toList();
  }

  private static Stream<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(each -> Path.of(each).toAbsolutePath().normalize().toString());
  }

  /** The arguments that a scheduler repeats. */
  List<String> asGiven() {
    List<String> given = new ArrayList<>(List.of("--on", where));
    if (!slurm.isEmpty()) {
      given.addAll(List.of("--slurm", String.join(",", slurm)));
    }
    if (atOnce != null) {
      given.add(AT_ONCE + "=" + atOnce);
    }
    return given;
  }

  /** As this process was started. */
  private static Program program() {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    java.add("-cp");
    java.add(classPath().collect(Collectors.joining(File.pathSeparator)));
    return new Program(java, Main.class.getName());
  }
}
