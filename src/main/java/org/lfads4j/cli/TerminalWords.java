package org.lfads4j.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.Setting;

/** Messages advise what to write in code; on the command line the same has another form. */
final class TerminalWords {
  private static final Pattern WITHER = Pattern.compile("with([A-Z]\\w*)(?:\\(([^()]*)\\))?");

  private TerminalWords() {}

  /** The message with its advice in the form of the command line. */
  static String of(String message) {
    String plain =
        message
            .replace(
                "use Trials.load(path), and rebin(ms) for wider bins",
                "leave --bin-ms out, and use --spikeBinMs for wider bins")
            .replace("use Trials.load(path, binMs)", "use --bin-ms X")
            .replace(
                "cut them with trials.align(event, from, to) or trials.chop(bins, overlap)",
                "cut them to one length where they come from, or in Java")
            .replace("heldOutNeurons", "--held-out")
            .replace("use collection.train()", "use lfads4j runs train DIR")
            .replace("collection.train() puts", "lfads4j runs train DIR puts")
            .replace("use train()", "use lfads4j runs train DIR");
    return WITHER.matcher(plain).replaceAll(match -> Matcher.quoteReplacement(option(match)));
  }

  private static String option(java.util.regex.MatchResult match) {
    Optional<String> name =
        Stream.concat(Hyperparameter.all().stream(), RunOption.all().stream())
            .filter(each -> each.wither().equals("with" + match.group(1)))
            .map(Setting::flag)
            .findFirst();
    String argument = Optional.ofNullable(match.group(2)).orElse("").replace("\"", "");
    return name.map(n -> argument.isEmpty() ? n : n + " " + argument).orElse(match.group());
  }
}
