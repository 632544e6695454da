package org.lfads4j.config;

import java.util.Optional;

/** Which lfads4j this is, as its jar file says. */
@Internal
public final class ProgramVersion {
  private ProgramVersion() {}

  /** Number and git commit, such as {@code 0.2.0+3f2a91c04b7d}; or that it is not from a jar. */
  public static String full() {
    return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
        .orElse("from sources");
  }

  /** The number alone, such as {@code 0.2.0}; empty where it is not from a jar. */
  public static Optional<String> number() {
    return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
        .map(full -> full.replaceFirst("\\+.*", ""));
  }
}
