package org.lfads4j.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lfads4j.config.Hyperparameter;

/** Messages advise what to write in code; on the command line the same has another form. */
final class TerminalWords {
  private static final Pattern WITHER = Pattern.compile("with([A-Z]\\w*)(?:\\(([^()]*)\\))?");

  private static final Map<String, String> OPTIONS =
      Map.of(
          "maxEpochs", "--max-epochs",
          "timeLimit", "--time-limit",
          "patience", "--patience",
          "coordinatedDropout", "--coordinated-dropout",
          "sampleValidation", "--sample-validation",
          "engine", "--engine",
          "backend", "--backend",
          "threads", "--threads",
          "heldOutNeurons", "--held-out",
          "seed", "--seed");

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
    String javaName =
        match.group(1).substring(0, 1).toLowerCase(java.util.Locale.ROOT)
            + match.group(1).substring(1);
    Optional<String> name =
        Hyperparameter.all().stream()
            .filter(each -> each.javaName().equals(javaName))
            .map(each -> "--" + each.pageName())
            .findFirst()
            .or(() -> Optional.ofNullable(OPTIONS.get(javaName)));
    String argument = Optional.ofNullable(match.group(2)).orElse("").replace("\"", "");
    return name.map(n -> argument.isEmpty() ? n : n + " " + argument).orElse(match.group());
  }
}
