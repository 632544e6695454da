package org.lfads4j.notebook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** The members of kernels that are reached by reflection. */
class KernelBridgeTest {
  private static final MIMEType HTML = MIMEType.TEXT_HTML;

  /** A kernel on the base library of IJava that keeps what it is to show. */
  private static final class Recording extends BaseKernel {
    final List<DisplayData> shown = new ArrayList<>();

    @Override
    public DisplayData eval(String code) {
      return null;
    }

    @Override
    public LanguageInfo getLanguageInfo() {
      return new LanguageInfo.Builder("Java").build();
    }

    @Override
    public void display(DisplayData data) {
      shown.add(data);
    }
  }

  private static KernelBridge bridged(Recording kernel) {
    KernelBridge bridge = new KernelBridge(kernel);
    Renderings.all().forEach(bridge::register);
    return bridge;
  }

  @Test
  void everyKindIsRenderedByTheKernel() {
    Recording kernel = new Recording();
    KernelBridge unused = bridged(kernel);
    Table table = Table.create("t", IntColumn.create("n", new int[] {1, 2}));
    DisplayData data = kernel.getRenderer().render(table);
    assertTrue(data.getData(HTML).toString().contains("<table"));
    assertEquals(table.toString(), data.getData(MIMEType.TEXT_PLAIN));
    XYChart chart = new XYChart(320, 200);
    chart.setTitle("c");
    chart.addSeries("s", new double[] {1, 2});
    DisplayData picture = kernel.getRenderer().render(chart);
    assertTrue(picture.getData(MIMEType.parse("image/png")).toString().startsWith("iVBOR"));
    assertEquals("chart \"c\"", picture.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void aFormThatIsNotAskedForIsNotGiven() {
    Recording kernel = new Recording();
    KernelBridge unused = bridged(kernel);
    Table table = Table.create("t", IntColumn.create("n", new int[] {1, 2}));
    DisplayData data = kernel.getRenderer().renderAs(table, "text/plain");
    assertEquals(null, data.getData(HTML));
  }

  @Test
  void whatIsShownCanBeReplaced() {
    Recording kernel = new Recording();
    KernelBridge bridge = bridged(kernel);
    bridge.show(Bundle.html("<b>x</b>", "x"));
    bridge.show(Bundle.html("<b>1</b>", "1"), "an id");
    bridge.update(Bundle.html("<b>2</b>", "2"), "an id");
    assertEquals(2, kernel.shown.size());
    assertEquals("<b>x</b>", kernel.shown.get(0).getData(HTML));
    assertEquals("an id", kernel.shown.get(1).getDisplayId());
  }

  /** JJava's base library has the same members under another name. */
  @Test
  void jjavaHasTheMembersToo() {
    assertDoesNotThrow(
        () -> KernelBridge.Members.of(Class.forName("org.dflib.jjava.jupyter.kernel.BaseKernel")));
  }

  @Test
  void anotherKernelIsRefused() {
    assertEquals(
        "kernel must have the members of IJava's base library or JJava's, got java.lang.String"
            + " (java.lang.ClassNotFoundException: BaseKernel)",
        assertThrows(IllegalArgumentException.class, () -> new KernelBridge("x")).getMessage());
  }

  @Test
  void outsideNotebooksThereIsNoKernel() {
    assertEquals(Optional.empty(), Notebook.running());
  }
}
