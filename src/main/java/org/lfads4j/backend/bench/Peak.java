package org.lfads4j.backend.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lfads4j.backend.engine.EngineProduct;
import org.lfads4j.backend.fused.MatrixPeak;

/** The machine's peak for matrix products: the faster of our kernels and of engines. */
final class Peak implements AutoCloseable {
  private static final double OPERATIONS = 2 * Math.pow(MatrixPeak.SIZE, 3);
  private static final int WARM_UP = 20;
  private static final int PRODUCTS = 5;

  private final MatrixPeak ours = new MatrixPeak();
  private final List<EngineProduct> engines = new ArrayList<>();
  private final Map<Runnable, Seconds> products = new LinkedHashMap<>();

  /** Measures our kernels and these engines. */
  Peak(Set<String> engineNames) {
    products.put(ours::multiply, new Seconds());
    for (String name : engineNames) {
      EngineProduct engine = new EngineProduct(name, MatrixPeak.SIZE);
      engines.add(engine);
      products.put(engine::multiply, new Seconds());
    }
    for (int i = 0; i < WARM_UP; i++) {
      products.keySet().forEach(Runnable::run);
    }
  }

  void measure() {
    products.forEach((product, seconds) -> seconds.measure(PRODUCTS, product));
  }

  double gflops() {
    double fastest = products.values().stream().mapToDouble(Seconds::median).min().orElseThrow();
    return OPERATIONS / fastest / 1e9;
  }

  @Override
  public void close() {
    ours.close();
    engines.forEach(EngineProduct::close);
  }
}
