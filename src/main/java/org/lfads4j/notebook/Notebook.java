package org.lfads4j.notebook;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.knowm.xchart.XYChart;
import org.lfads4j.Lfads;
import org.lfads4j.OnlineLfads;
import org.lfads4j.data.Trials;
import org.lfads4j.report.Html;
import org.lfads4j.runs.FolderPopulations;
import org.lfads4j.runs.RunCollection;
import org.lfads4j.runs.RunLabels;

/**
 * The notebook that this process serves. The kernel of lfads4j, and JJava, install it by
 * themselves; on IJava a notebook begins with {@code org.lfads4j.notebook.Notebook.install()}.
 */
public final class Notebook {
  /** Classes whose static method of that name gives the kernel that runs. */
  private static final List<KernelName> KERNELS =
      List.of(
          new KernelName("io.github.spencerpark.ijava.IJava", "getKernelInstance"),
          new KernelName("org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel"),
          new KernelName("org.dflib.jjava.JJava", "getKernelInstance"));

  private static final String PARAGRAPH = "max-width:54em;white-space:pre-wrap;line-height:1.5";
  private static final String TRUE = "\u2713 ";
  private static final String NOT_TRUE = "\u2717 not in this run: ";

  private static final AtomicReference<FrontEnd> FRONT_END = new AtomicReference<>();

  private record KernelName(String type, String method) {}

  private Notebook() {}

  /**
   * Finds the kernel, teaches it to show tables, charts, fits and recordings, and shows training
   * live from now on. Doing it again does nothing.
   *
   * @throws IllegalStateException if no kernel runs here
   */
  public static void install() {
    if (FRONT_END.get() == null) {
      install(running().orElseThrow(Notebook::noKernel));
    }
  }

  /**
   * The same for a given kernel.
   *
   * @param kernel of lfads4j, IJava or JJava
   */
  public static void install(Object kernel) {
    KernelBridge bridge = new KernelBridge(kernel);
    Renderings.all().forEach(bridge::register);
    use(bridge);
  }

  /**
   * Shows something below the cell that runs; outside notebooks it is printed. Text becomes a
   * paragraph with lines that end between words.
   */
  public static void show(Object value) {
    Bundle bundle =
        value instanceof String text
            ? Bundle.html(Html.tag("div", PARAGRAPH, Html.text(text)), text)
            : Renderings.of(value).orElseGet(() -> Bundle.text(String.valueOf(value)));
    FrontEnd frontEnd = FRONT_END.get();
    if (frontEnd == null) {
      System.out.println(bundle.forms().get(Bundle.TEXT));
    } else {
      frontEnd.show(bundle);
    }
  }

  /**
   * Runs a recorded trial once more as if it came now, at its own speed: the rates that {@code
   * fit.online()} gives bin by bin are drawn below the cell as they grow. Outside notebooks the
   * program waits as long, and prints the name of the picture.
   *
   * @param online is at the end of the trial then
   * @throws IllegalArgumentException if the recording does not fit the model
   */
  public static void replay(OnlineLfads online, Trials recording, int trial) {
    Optional<FrontEnd> frontEnd = Optional.ofNullable(FRONT_END.get());
    XYChart last = new LiveTrial(frontEnd, online, recording, trial).run();
    if (frontEnd.isEmpty()) {
      show(last);
    }
  }

  /**
   * Checks a sentence of the text against the numbers of this run: prints it with a tick if it is
   * true, with a cross if it is not.
   *
   * @param sentence what the text says
   * @param isTrue whether it is so
   */
  public static void check(String sentence, boolean isTrue) {
    System.out.println((isTrue ? TRUE : NOT_TRUE) + sentence);
  }

  static void use(FrontEnd frontEnd) {
    FRONT_END.set(frontEnd);
    Lfads.watchTrainingBy(options -> new LiveTraining(frontEnd, options.stopRule()));
    RunCollection.watchTrainingBy(() -> new LiveRuns(frontEnd, RunLabels::of));
    FolderPopulations.watchTrainingBy(() -> new LivePopulation(frontEnd));
  }

  static Optional<Object> running() {
    return KERNELS.stream().flatMap(name -> instance(name).stream()).findFirst();
  }

  private static Optional<Object> instance(KernelName name) {
    try {
      return Optional.ofNullable(Class.forName(name.type).getMethod(name.method).invoke(null));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  private static IllegalStateException noKernel() {
    return new IllegalStateException(
        "a Jupyter kernel (lfads4j, IJava or JJava) must run in this process; open a"
            + " notebook with one of them");
  }
}
