package org.lfads4j.notebook;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.plots.Charts;

/**
 * One thing in all the forms that a notebook may show: text by MIME type (a PNG in base64), and for
 * pictures the size at which to show them.
 *
 * @param forms at least {@code text/plain}
 * @param sizes by MIME type, what the notebook must know besides
 */
record Bundle(Map<String, String> forms, Map<String, Map<String, Integer>> sizes) {
  static final String TEXT = "text/plain";
  static final String HTML = "text/html";
  static final String PNG = "image/png";

  Bundle {
    forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    sizes = Map.copyOf(sizes);
  }

  static Bundle text(String text) {
    return new Bundle(Map.of(TEXT, text), Map.of());
  }

  static Bundle html(String html, String text) {
    return new Bundle(Map.of(HTML, html, TEXT, text), Map.of());
  }

  /** A chart, sharp on dense screens, at the size that it was made for. */
  static Bundle chart(IChart chart) {
    return chart(chart, Charts.SCALE);
  }

  /**
   * A chart.
   *
   * @param scale picture pixels per unit of its size
   */
  static Bundle chart(IChart chart, int scale) {
    return new Bundle(
        Map.of(
            PNG,
            Base64.getEncoder().encodeToString(Charts.png(chart, scale)),
            TEXT,
            "chart \"" + chart.getTitle() + "\""),
        Map.of(PNG, Map.of("width", chart.getWidth(), "height", chart.getHeight())));
  }
}
