package org.lfads4j.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The versions that a report of a fault should name. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "lfads4j " + number(),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }

  /** The program's version, which its jar file states. */
  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not from a jar file)");
  }
}
