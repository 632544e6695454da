package org.lfads4j.config;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Hash(String hex) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int BRIEF_DIGITS = 8;

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if there are not 64 of them
   */
  public Hash {
    if (!DIGEST.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "hash must be 64 lower-case hexadecimal digits, got " + Json.shown(hex));
    }
  }

  /** The digest of the bytes that {@code content} gives it. */
  public static Hash of(Consumer<MessageDigest> content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.accept(digest);
      return new Hash(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  /**
   * The first 8 digits, for file names and people; by chance, one pair of runs in four billion
   * shares them.
   */
  public String brief() {
    return hex.substring(0, BRIEF_DIGITS);
  }

  @Override
  public String toString() {
    return brief();
  }
}
