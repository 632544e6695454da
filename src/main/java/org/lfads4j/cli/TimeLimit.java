package org.lfads4j.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times such as {@code 90s}, {@code 10m}, {@code 2h} or {@code 1h30m}. */
final class TimeLimit implements ITypeConverter<Duration> {
  /** What a time must be. */
  static final String RULE = "a time such as 90s, 10m or 1h30m";

  private static final Pattern TIME =
      Pattern.compile("(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

  @Override
  public Duration convert(String text) {
    Matcher matcher = TIME.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new TypeConversionException("--time-limit must be " + RULE + ", got \"" + text + "\"");
    }
    return Duration.ofHours(part(matcher, 1))
        .plusMinutes(part(matcher, 2))
        .plusSeconds(part(matcher, 3));
  }

  private static long part(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }
}
