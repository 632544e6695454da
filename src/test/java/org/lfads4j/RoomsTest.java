package org.lfads4j;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.config.Internal;

/** Which room may know which, and what each room must not know. */
class RoomsTest {
  private static final String ROOT = "org.lfads4j";

  /** From left to right; a room may use rooms further left, never one of its own level. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("config", "linear"),
          Set.of("data"),
          Set.of("model"),
          Set.of("backend"),
          Set.of("training", "population"),
          Set.of("inference"),
          Set.of("weights", "alignment", "analysis", "dynamics"),
          Set.of("tables", "plots"),
          Set.of("setup", "report"),
          Set.of(""),
          Set.of("runs"),
          Set.of("notebook"),
          Set.of("cli"));

  private static final JavaClasses PRODUCT;
  private static final JavaClasses TESTS;

  static {
    // Names are enough here; reading every library as well takes ten times as long.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    PRODUCT = importing(new ImportOption.DoNotIncludeTests());
    TESTS = importing(new ImportOption.OnlyIncludeTests());
  }

  @Test
  void arrowsPointLeft() {
    classes().should(followTheArrows()).check(PRODUCT);
  }

  @ParameterizedTest
  @CsvSource({
    "data, config, true",
    "config, data, false",
    "alignment, linear, true",
    "linear, data, false",
    "linear, config, false",
    "data.io, data, true",
    "data.synthetic, data.io, true",
    "backend, training, false",
    "plots, tables, false",
    "setup, plots, true",
    "report, setup, false",
    "report, plots, true",
    "report, '', false",
    "weights, analysis, false",
    "weights, population, true",
    "population, training, false",
    "tables, analysis, true",
    "dynamics, backend, true",
    "plots, dynamics, true",
    "dynamics, tables, false",
    "'', plots, true",
    "plots, '', false",
    "cli, '', true",
    "notebook.kernel, cli, false",
    "cli, notebook.kernel, true",
    "attic, config, false",
    "cli, attic, false",
  })
  void anArrowThatPointsRightIsSeen(String from, String to, boolean allowed) {
    assertEquals(allowed, mayUse(room(inRoot(from)), room(inRoot(to))));
  }

  @Test
  void onlyTheEnginesRoomKnowsTheEngines() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".backend.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "com.sun.jna..")
        .check(PRODUCT);
  }

  @Test
  void theContractOfBackendsKnowsNoBackend() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".backend")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".backend.*..")
        .check(PRODUCT);
  }

  @Test
  void onlyBenchmarksKnowABackend() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("backend.engine", "backend.bench"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".backend.engine..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("backend.fused", "backend.kernels", "backend.bench"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages("backend.fused", "backend.kernels"))
        .check(PRODUCT);
  }

  @Test
  void modelAndSettingsKnowNoFiles() {
    noClasses()
        .that()
        .resideInAnyPackage(packages("config", "model"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "io.jhdf..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*")
        .check(PRODUCT);
  }

  @Test
  void theRootIsADoorOfEightTypesAndASeam() {
    assertEquals(
        Set.of(
            "Lfads",
            "LfadsRun",
            "AutoLfads",
            "FittedLfads",
            "LfadsResults",
            "FixedPoints",
            "TrainedLfads",
            "OnlineLfads",
            "PopulationTrainer"),
        PRODUCT.stream()
            .filter(c -> c.getPackageName().equals(ROOT))
            .map(c -> outermost(c).getSimpleName())
            .filter(name -> !name.equals("package-info"))
            .collect(Collectors.toSet()));
  }

  @Test
  void setupKnowsNeitherChartsNorFilesOfFits() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".setup..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages("tables", "plots", "weights"))
        .check(PRODUCT);
  }

  @Test
  void onlyTrialsResultsAndWhatShowsThemKnowTablesAndCharts() {
    assertAll(
        () -> onlyIn("tech.tablesaw..", "data", "tables", "report", "", "runs", "notebook", "cli"),
        () -> onlyIn("org.knowm.xchart..", "plots", "report", "", "runs", "notebook", "cli"),
        () -> onlyIn("java.awt..", "plots", "report", "", "runs", "notebook", "cli"));
  }

  @Test
  void onlyTheRoomOfLinearAlgebraKnowsEjml() {
    onlyIn("org.ejml..", "linear");
  }

  /** IJava brings Gson 2.8.5 and Spark 2.10.1, and both come before ours. */
  @Test
  void nothingCallsWhatOldGsonLacks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("com[.]google[.]gson[.](JsonParser|Strictness|ToNumberPolicy)")
        .orShould()
        .callMethodWhere(
            target(name("asList"))
                .or(target(name("asMap")))
                .or(target(name("isEmpty")))
                .and(target(owner(resideInAPackage("com.google.gson..")))))
        .check(PRODUCT);
  }

  @Test
  void onlyItsRoomKnowsSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".runs.spark")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheCommandLineReadsArguments() {
    onlyIn("picocli..", "cli");
  }

  @Test
  void onlyTheCommandLineAndTheNotebookPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("cli", "notebook"))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethodWhere(target(name("printStackTrace")))
        .check(PRODUCT);
  }

  @Test
  void onlyTheCommandLineExits() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
    rule.check(PRODUCT);
  }

  @Test
  void namesSayWhatAClassIs() {
    String vague = "(?i).*\\.[^.]*(util|helper|manager|common)[^.]*(\\..*)?";
    noClasses().should().haveNameMatching(vague).check(PRODUCT);
    noClasses().should().haveNameMatching(vague).check(TESTS);
  }

  @Test
  void classesWithTestsEndInTest() {
    List<String> misnamed =
        TESTS.stream()
            .filter(RoomsTest::hasTests)
            .map(c -> outermost(c).getSimpleName())
            .filter(name -> !name.endsWith("Test"))
            .toList();
    assertEquals(List.of(), misnamed);
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    Path sources = Path.of("src", "main", "java");
    Set<String> silent = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      Set<Path> folders =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .map(Path::getParent)
              .collect(Collectors.toSet());
      assertFalse(folders.isEmpty(), "no sources under " + sources.toAbsolutePath());
      for (Path folder : folders) {
        Path page = folder.resolve("package-info.java");
        if (!Files.exists(page) || !Files.readString(page).startsWith("/**")) {
          silent.add(sources.relativize(folder).toString());
        }
      }
    }
    assertEquals(Set.of(), silent);
  }

  @Test
  void everyRoomThatExistsIsOnTheMap() {
    Set<String> unknown =
        PRODUCT.stream()
            .map(c -> room(c.getPackageName()))
            .filter(room -> level(room) < 0)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), unknown);
    assertTrue(PRODUCT.stream().anyMatch(resideInAPackage(ROOT + ".model..")));
  }

  private static JavaClasses importing(ImportOption which) {
    return new ClassFileImporter().withImportOption(which).importPackages(ROOT);
  }

  private static void onlyIn(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(rooms))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .check(PRODUCT);
  }

  private static ArchCondition<JavaClass> followTheArrows() {
    return new ArchCondition<>("use only rooms further left") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency d : from.getDirectDependenciesFromSelf()) {
          String target = d.getTargetClass().getBaseComponentType().getPackageName();
          boolean ours = target.equals(ROOT) || target.startsWith(ROOT + ".");
          // A mark says nothing of what a room knows.
          boolean mark = d.getTargetClass().isEquivalentTo(Internal.class);
          if (ours && !mark && !mayUse(room(from.getPackageName()), room(target))) {
            events.add(SimpleConditionEvent.violated(d, d.getDescription()));
          }
        }
      }
    };
  }

  private static boolean mayUse(String from, String to) {
    int level = level(from);
    return level >= 0 && level(to) >= 0 && (from.equals(to) || level(to) < level);
  }

  private static int level(String room) {
    for (int i = 0; i < LEVELS.size(); i++) {
      if (LEVELS.get(i).contains(room)) {
        return i;
      }
    }
    return -1;
  }

  /** The first name below the root package; empty for the root itself. */
  private static String room(String packageName) {
    return packageName.equals(ROOT)
        ? ""
        : packageName.substring(ROOT.length() + 1).split("\\.", 2)[0];
  }

  private static String inRoot(String room) {
    return room.isEmpty() ? ROOT : ROOT + "." + room;
  }

  private static String[] packages(String... rooms) {
    return Stream.of(rooms)
        .map(room -> room.isEmpty() ? ROOT : ROOT + "." + room + "..")
        .toArray(String[]::new);
  }

  private static boolean hasTests(JavaClass type) {
    return type.getMethods().stream()
        .anyMatch(
            m ->
                m.isAnnotatedWith(Test.class)
                    || m.isAnnotatedWith(ParameterizedTest.class)
                    || m.isAnnotatedWith(RepeatedTest.class)
                    || m.isAnnotatedWith(TestFactory.class));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(RoomsTest::outermost).orElse(type);
  }
}
