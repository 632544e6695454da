package org.lfads4j.cli;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lfads4j.notebook.kernel.KernelServer;
import org.lfads4j.notebook.kernel.KernelSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lfads4j kernel}: tells Jupyter of the Java kernel that knows lfads4j. */
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(install | uninstall)",
    description = "Jupyter's Java kernel that knows lfads4j.")
final class KernelCommand implements Runnable {
  private final PrintStream out;

  @Spec private CommandSpec spec;

  KernelCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "command must be install or uninstall");
  }

  /** Where Jupyter looks. */
  private static final class Place {
    @Option(names = "--user", description = "For this user (the default).")
    private boolean user;

    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        description = "For a Python environment, such as /usr/local or a conda environment.")
    private Path prefix;
  }

  private static Path data(Place place) {
    return place != null && !place.user
        ? KernelSpec.dataOf(place.prefix)
        : KernelSpec.userData(System.getenv(), System.getProperty("os.name"));
  }

  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      description =
          "Installs the kernel. It stays tied to this jar file and this Java: when either moves,"
              + " install again.")
  void install(@ArgGroup Place place) {
    Path java = Path.of(System.getProperty("java.home"));
    Path folder = KernelSpec.install(jar(), java, data(place), KernelSpec.onWindows());
    out.println("installed the kernel \"Java (lfads4j)\" in " + folder);
  }

  @Command(
      name = "uninstall",
      mixinStandardHelpOptions = true,
      description = "Removes the kernel from where install put it.")
  void uninstall(@ArgGroup Place place) {
    Path data = data(place);
    out.println(
        KernelSpec.uninstall(data)
            ? "removed the kernel from " + data
            : "there was no kernel in " + data);
  }

  @Command(
      name = "run",
      hidden = true,
      mixinStandardHelpOptions = true,
      description = "Serves a notebook; Jupyter calls this.")
  void run(@Parameters(paramLabel = "FILE", description = "The connection file.") Path file) {
    KernelServer.serve(file);
  }

  private static Path jar() {
    return Optional.ofNullable(KernelSpec.class.getProtectionDomain().getCodeSource())
        .map(
            source -> {
              try {
                return Path.of(source.getLocation().toURI());
              } catch (URISyntaxException e) {
                throw new IllegalStateException("jar must lie at an address, got " + source, e);
              }
            })
        .filter(Files::isRegularFile)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the kernel must be installed from lfads4j.jar, got a folder of classes; build"
                        + " it with mvn package and use java -jar target/lfads4j.jar"));
  }
}
