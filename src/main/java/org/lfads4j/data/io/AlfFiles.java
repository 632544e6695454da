package org.lfads4j.data.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;

/** Files called object.attribute.extension around the spikes of one probe. */
record AlfFiles(Path folder, Path probe) implements SpikeFiles {
  /** How far below a session's folder spikes lie. */
  private static final int DEEPEST = 5;

  /** How many folders above its probe a session's trials may lie. */
  private static final int ABOVE = 2;

  private static final Pattern NAME =
      Pattern.compile(
          "(?:_[A-Za-z0-9]+_)?(?<object>[A-Za-z]+)\\.(?<attribute>\\w+)(?:\\.[^.]+)*"
              + "\\.(?<extension>npy|csv|tsv|pqt)");
  private static final Pattern SESSION =
      Pattern.compile(".*?([^/]+)/([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{1,3})(?:/.*)?");
  private static final List<String> ANNOTATIONS = List.of("noise", "mua", "good", "unsorted");

  static boolean areIn(Path folder) {
    return !probes(folder).isEmpty();
  }

  /**
   * The files around the one probe in a folder.
   *
   * @throws IllegalArgumentException if there is none, or several, with the path
   */
  static AlfFiles in(Path folder) {
    return new AlfFiles(
        folder, Folders.only(folder, probes(folder), "the spikes.times.npy of one probe"));
  }

  private static List<Path> probes(Path folder) {
    return Folders.holding(folder, DEEPEST, AlfFiles::isTimes).stream()
        .map(parent -> isRevision(parent) ? parent.getParent() : parent)
        .distinct()
        .toList();
  }

  private static boolean isTimes(Path file) {
    Matcher name = name(file);
    return name.matches()
        && name.group("object").equals("spikes")
        && name.group("attribute").equals("times")
        && name.group("extension").equals("npy");
  }

  private static Matcher name(Path file) {
    return NAME.matcher(String.valueOf(file.getFileName()));
  }

  private static boolean isRevision(Path folder) {
    return String.valueOf(folder.getFileName()).matches("#[^#]+#");
  }

  /** The files of an object in a folder by attribute and extension, each in its last revision. */
  private static Map<String, Path> of(String object, Path where) {
    List<Path> all = new ArrayList<>(Folders.listed(where));
    Folders.listed(where).stream()
        .filter(AlfFiles::isRevision)
        .forEach(revision -> all.addAll(Folders.listed(revision)));
    Map<String, Path> files = new TreeMap<>();
    for (Path file : all) {
      Matcher name = name(file);
      if (name.matches() && name.group("object").equals(object)) {
        String key = name.group("attribute") + "." + name.group("extension");
        Path before = files.put(key, file);
        if (before != null && before.getParent().equals(file.getParent())) {
          throw refused(
              file.getParent(),
              "folder must hold one %s.%s, got %s and %s"
                  .formatted(object, key, before.getFileName(), file.getFileName()));
        }
      }
    }
    return files;
  }

  @Override
  public ClusteredSpikes spikes() {
    Map<String, Path> files = of("spikes", probe);
    if (!files.containsKey("clusters.npy")) {
      throw refused(probe, "folder must hold spikes.clusters.npy, got none");
    }
    return NpySpikes.inSeconds(files.get("times.npy"), files.get("clusters.npy"));
  }

  @Override
  public ClusterLabels labels() {
    Map<String, Path> files = of("clusters", probe);
    for (String table : List.of("metrics.csv", "metrics.tsv")) {
      Optional<ClusterLabels> labels =
          Optional.ofNullable(files.get(table))
              .flatMap(file -> ClusterLabels.read(file, List.of("label", "ks2_label")));
      if (labels.isPresent()) {
        return labels.get().map(AlfFiles::group);
      }
    }
    if (files.containsKey("_phy_annotation.npy")) {
      return annotations(NpyVector.of(files.get("_phy_annotation.npy")));
    }
    throw SpikeFolder.unlabelled(
        "clusters.metrics.csv, got "
            + Optional.ofNullable(files.get("metrics.pqt"))
                .map(file -> parquet(file, "clusters.metrics.csv"))
                .orElse("none"));
  }

  /** A number is the share of criteria that a cluster meets. */
  private static String group(String label) {
    boolean isNumber = label.matches("[0-9.]+");
    return label.matches("1(\\.0*)?") ? "good" : isNumber ? "mua" : label;
  }

  private static ClusterLabels annotations(NpyVector annotations) {
    double[] numbers = annotations.numbers();
    for (int cluster = 0; cluster < numbers.length; cluster++) {
      double number = numbers[cluster];
      if (number != (int) number || number < 0 || number >= ANNOTATIONS.size()) {
        throw annotations.refused(
            "array must hold 0 (noise), 1 (mua), 2 (good) or 3 (unsorted), got %s (cluster %s)"
                .formatted(NamedArray.word(number), cluster));
      }
    }
    return new ClusterLabels(
        annotations.file().getFileName().toString(),
        cluster ->
            cluster < numbers.length
                ? ANNOTATIONS.get((int) numbers[cluster])
                : ClusterLabels.UNSORTED);
  }

  private static String parquet(Path file, String table) {
    return ("%s, which is Parquet and not read; save it with"
            + " pandas.read_parquet(\"%s\").to_csv(\"%s\")")
        .formatted(file.getFileName(), file.getFileName(), table);
  }

  @Override
  public List<String> columns() {
    return trials("").map(EventTable::columns).orElse(List.of());
  }

  @Override
  public Optional<EventTable> trials(String event) {
    Path where = probe.toAbsolutePath().normalize();
    for (int up = 0; up <= ABOVE && where != null; up++) {
      Map<String, Path> files = of("trials", where);
      Map<String, List<String>> columns = columns(where, files);
      if (!columns.isEmpty()) {
        return Optional.of(EventTable.of(where, columns));
      }
      if (files.containsKey("table.pqt")) {
        throw new ContentException(
                "trials must be in trials.*.npy, got "
                    + parquet(files.get("table.pqt"), "trials.csv")
                    + " and use ",
                new Message("withEvents(file)", "--events trials.csv"))
            .of(where);
      }
      where = where.getParent();
    }
    return Optional.empty();
  }

  private static Map<String, List<String>> columns(Path where, Map<String, Path> files) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    files.forEach(
        (key, file) -> {
          if (key.endsWith(".npy")) {
            columns.putAll(columns(key.substring(0, key.length() - ".npy".length()), file));
          }
        });
    int rows = columns.values().stream().mapToInt(List::size).findFirst().orElse(0);
    columns.forEach(
        (name, cells) -> {
          if (cells.size() != rows) {
            throw refused(
                where,
                "trials.%s must have a value for each trial, got %s where trials.%s has %s"
                    .formatted(name, cells.size(), columns.keySet().iterator().next(), rows));
          }
        });
    return columns;
  }

  /** One column, or two of intervals; none of what has more. */
  private static Map<String, List<String>> columns(String name, Path file) {
    NpyArray array = NpyVector.array(file);
    int[] shape = array.shape();
    int width = shape.length == 2 ? shape[1] : 1;
    if (shape.length < 1 || shape.length > 2 || width < 1 || width > 2) {
      return Map.of();
    }
    List<String> words = FileReading.of(file, NpyVector.KIND, path -> array.words());
    return IntStream.range(0, width)
        .boxed()
        .collect(
            Collectors.toMap(
                column -> width == 1 ? name : name + "_" + column,
                column ->
                    IntStream.range(0, shape[0])
                        .mapToObj(row -> words.get(row * width + column).strip())
                        .toList()));
  }

  @Override
  public String session() {
    Path whole = folder.toAbsolutePath().normalize();
    Matcher path = SESSION.matcher(whole.toString().replace('\\', '/'));
    return path.matches()
        ? path.group(1) + "_" + path.group(2) + "_" + path.group(3)
        : Folders.name(folder);
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  private static RefusedException refused(Path where, String sentence) {
    return new ContentException(sentence).of(where);
  }
}
