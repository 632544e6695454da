package org.lfads4j.cli;

import java.time.Duration;
import org.lfads4j.config.ValueType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times such as {@code 90s}, {@code 10m}, {@code 2h} or {@code 1h30m}. */
final class TimeLimit implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return ValueType.TIME
        .read(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be " + ValueType.TIME.says() + ", got \"" + text + "\""));
  }
}
