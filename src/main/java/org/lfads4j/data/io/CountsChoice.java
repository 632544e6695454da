package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.config.Message;

/**
 * Which array of a file holds the counts: the one whose name says so, or the one that can be
 * counts. Where two could be, none is taken.
 */
final class CountsChoice {
  /** Names of counts, the surest first; case and underscores do not matter. */
  private static final List<String> COUNTS =
      List.of("spikes", "counts", "spikecounts", "binnedspikes");

  /** A name of anything. */
  static final String DATA = "data";

  private static final Set<String> OTHERS =
      Set.of("truth", "ext_input", "cond", "inds", "trial_id", "heldout_neurons");

  private static final int NAMED = 20;

  private final NamedArrays root;

  CountsChoice(NamedArrays root) {
    this.root = root;
  }

  /** How sure a name of counts is, 0 the surest; -1 if it is none. */
  static int rank(String name) {
    return COUNTS.indexOf(name.toLowerCase(Locale.ROOT).replace("_", ""));
  }

  static boolean isData(String name) {
    return name.equalsIgnoreCase(DATA);
  }

  /**
   * The name of an array of three axes.
   *
   * @throws ContentException if there is none, or more than one could be meant
   */
  String name() {
    List<String> known = known(3);
    if (!known.isEmpty()) {
      return known.size() == 1
          ? known.get(0)
          : known.stream().filter(this::canBe).findFirst().orElse(known.get(0));
    }
    List<String> others = root.names().stream().filter(this::isUnnamedBlock).sorted().toList();
    Optional<String> data =
        root.names().stream().filter(n -> isData(n) && isNumbers(n, 3)).findFirst();
    if (data.isPresent() && (others.isEmpty() || canBe(data.get()))) {
      return data.get();
    }
    if (data.isEmpty() && others.size() == 1) {
      return others.get(0);
    }
    List<String> whole = others.stream().filter(this::canBe).toList();
    if (data.isPresent()) {
      if (whole.isEmpty()) {
        return data.get();
      }
      others = concat(data.get(), whole);
    } else if (whole.size() == 1) {
      return whole.get(0);
    } else if (whole.size() > 1) {
      others = whole;
    }
    if (others.isEmpty()) {
      return ofTwoAxes();
    }
    throw tooMany(others.stream().map(this::shown).toList(), others.get(0));
  }

  private static List<String> concat(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  /** MATLAB drops a last axis of one place. */
  private String ofTwoAxes() {
    List<String> known = known(2);
    List<String> named =
        root.names().stream()
            .filter(n -> (rank(n) >= 0 || isData(n)) && root.array(n).isPresent())
            .toList();
    if (root.dropsLastAxis() && !known.isEmpty()) {
      return known.get(0);
    }
    if (root.dropsLastAxis() && named.stream().anyMatch(n -> isNumbers(n, 2))) {
      return named.stream().filter(n -> isNumbers(n, 2)).findFirst().orElseThrow();
    }
    if (!named.isEmpty()) {
      NamedArray array = root.array(named.get(0)).orElseThrow();
      if (array.kind() == NamedArray.Kind.NUMBERS) {
        throw NamedArray.wrongRank(named.get(0), array.shape());
      }
      double[] unused = array.numbers();
    }
    String got =
        "file must hold train_data (trials x bins x neurons), got "
            + some(root.names().stream().map(root::described).toList());
    List<String> deeper = root.deeper();
    if (deeper.isEmpty()) {
      throw new ContentException(got);
    }
    throw new ContentException(got + "; choose one with ", chosen(deeper.get(0)));
  }

  static String some(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }

  /** Two or more could be the counts. */
  static ContentException tooMany(List<String> shown, String first) {
    return new ContentException(
        "file must hold one array that can be counts, got "
            + String.join(" and ", shown)
            + "; choose one with ",
        chosen(first));
  }

  private static Message chosen(String name) {
    return new Message(
        "Trials.load(path, LoadOptions.DEFAULT.withCounts(\"" + name + "\"))", "--counts " + name);
  }

  private List<String> known(int axes) {
    return root.names().stream()
        .filter(name -> rank(name) >= 0 && isNumbers(name, axes))
        .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
        .toList();
  }

  private boolean isUnnamedBlock(String name) {
    return isNumbers(name, 3)
        && !isData(name)
        && !OTHERS.contains(name)
        && !name.endsWith("_truth")
        && !name.equals("valid_data")
        && !name.equals("test_data");
  }

  private boolean isNumbers(String name, int axes) {
    return root.array(name).filter(array -> array.isNumbers(axes)).isPresent();
  }

  /** Whether it could be counts; one that cannot be read could. */
  private boolean canBe(String name) {
    try {
      return ReadCounts.canBe(root.array(name).orElseThrow().cube());
    } catch (ContentException e) {
      return true;
    }
  }

  private String shown(String name) {
    return shown(name, root.array(name).orElseThrow().shape());
  }

  static String shown(String name, int[] shape) {
    return "\"%s\" (%s)".formatted(name, ArraySizes.text(shape));
  }
}
