package org.lfads4j.backend;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.lfads4j.backend.engine.EagerProvider;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;

/**
 * A backend that is no part of the program: the eager one under a name of its own, for models that
 * infer inputs.
 */
public final class MadeUpProvider implements BackendProvider {
  @Override
  public String name() {
    return "madeup";
  }

  @Override
  public String runsOn() {
    return "paper";
  }

  @Override
  public List<String> engines() {
    return List.of("Abacus");
  }

  @Override
  public int rank() {
    return 200;
  }

  @Override
  public Support supports(ModelSpec spec, Execution execution, Precision precision) {
    return spec.hasController() ? Support.YES : Support.no("must have inputs to infer");
  }

  @Override
  public Gpus gpus(ModelSpec spec, Execution execution) {
    return new Gpus(2, "an abacus has 2");
  }

  @Override
  public MachineShare share(ModelSpec spec, Execution execution) {
    return MachineShare.ofGpus(2);
  }

  @Override
  public Set<BitsDependOn> bitsDependOn() {
    return Set.of(BitsDependOn.DEVICE);
  }

  @Override
  public Backend create(
      ModelSpec spec, Execution execution, Precision precision, List<String> notices) {
    Backend eager = new EagerProvider().create(spec, Execution.automatic(), precision, notices);
    Placement placement = new Placement("Abacus 1", name(), "gpu:1", notices);
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("placement")) {
                return placement;
              }
              try {
                return method.invoke(eager, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
