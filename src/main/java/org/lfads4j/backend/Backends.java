package org.lfads4j.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** Chooses among the providers of backends, and makes the backend. */
public final class Backends {
  /** By rank, the lowest first: that of the widest use comes first in messages. */
  private final List<BackendProvider> providers;

  private Backends(List<BackendProvider> providers) {
    this.providers =
        providers.stream().sorted(Comparator.comparingInt(BackendProvider::rank)).toList();
  }

  /** Those of these providers. */
  public static Backends of(BackendProvider... providers) {
    return new Backends(List.of(providers));
  }

  /** Those of all providers in the program. */
  public static Backends installed() {
    // The thread's own loader may be a notebook's, which sees other classes of the same names.
    ClassLoader own = BackendProvider.class.getClassLoader();
    return new Backends(
        ServiceLoader.load(BackendProvider.class, own).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /**
   * A backend of an installed provider, in single precision; {@link #create(ModelSpec, Execution,
   * Precision)} says which.
   *
   * @throws IllegalArgumentException as that does
   */
  public static Backend create(ModelSpec spec, Execution execution) {
    return create(spec, execution, Precision.SINGLE);
  }

  /**
   * A backend of an installed provider, as {@link #make} makes it.
   *
   * @throws IllegalArgumentException as that does
   */
  public static Backend create(ModelSpec spec, Execution execution, Precision precision) {
    return installed().make(spec, execution, precision);
  }

  /**
   * The backend that was asked for; else, of those that support the run and use the engine asked
   * for, the one of the highest rank: first of those that see the GPU which the run asks for, then
   * of all. Its placement has a notice for each that would have been chosen and does not support
   * the run.
   *
   * @throws IllegalArgumentException if the backend asked for does not support the run, or none
   *     does; the message says why of each
   */
  public Backend make(ModelSpec spec, Execution execution, Precision precision) {
    Run run = new Run(spec, execution, precision);
    List<String> notices = new ArrayList<>();
    BackendProvider chosen = chosen(run, notices);
    if (execution.threads().isPresent() && !chosen.takesThreads()) {
      notices.add(unusedThreads(chosen, run));
    }
    return chosen.create(spec, execution, precision, notices);
  }

  /**
   * What a run with these hyperparameters takes of a machine, whatever its data.
   *
   * @throws IllegalArgumentException as {@link #make} does
   */
  public MachineShare share(RunParams params, Execution execution) {
    SessionSpec any = new SessionSpec("any", 1, List.of(0), List.of(0.0));
    ModelSpec spec = ModelSpec.of(params, 1, List.of(any));
    Run run = new Run(spec, execution, Precision.SINGLE);
    return chosen(run, new ArrayList<>()).share(spec, execution);
  }

  /**
   * What decides the last digits of results that were computed there, in words: equal words, equal
   * bits.
   */
  public String bits(Placement placement) {
    Set<BitsDependOn> dependOn =
        providers.stream()
            .filter(each -> each.name().equals(placement.backend()))
            .findFirst()
            .map(BackendProvider::bitsDependOn)
            .orElse(Set.of(BitsDependOn.values()));
    List<String> words = new ArrayList<>();
    if (dependOn.contains(BitsDependOn.ENGINE)) {
      words.add(placement.engine());
    }
    words.add(placement.backend());
    if (dependOn.contains(BitsDependOn.DEVICE)) {
      words.add(placement.device());
    }
    if (dependOn.contains(BitsDependOn.PROCESSORS)) {
      words.add(Runtime.getRuntime().availableProcessors() + " processors");
    }
    return String.join(", ", words);
  }

  /** The providers, the lowest rank first. */
  List<BackendProvider> providers() {
    return providers;
  }

  /** What is to be executed and how. */
  private record Run(ModelSpec spec, Execution execution, Precision precision) {
    Support supportedBy(BackendProvider provider) {
      return provider.supports(spec, execution, precision);
    }
  }

  private BackendProvider chosen(Run run, List<String> notices) {
    Optional<String> backend = run.execution.backend();
    if (backend.isPresent()) {
      return named(backend.get(), run);
    }
    List<BackendProvider> candidates = new ArrayList<>(providers);
    run.execution
        .engine()
        .ifPresent(engine -> candidates.removeIf(each -> !each.engines().contains(engine)));
    candidates.sort(Comparator.comparingInt(BackendProvider::rank).reversed());
    return onGpu(run, candidates, notices)
        .or(() -> first(run, candidates, notices))
        .orElseThrow(() -> unsupported(run, candidates));
  }

  private BackendProvider named(String name, Run run) {
    BackendProvider provider =
        providers.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedException(
                        RunOption.BACKEND,
                        " must be one of " + names() + ", got \"" + name + "\""));
    Support support = run.supportedBy(provider);
    if (!support.isYes()) {
      throw new RefusedException(refusal(provider, support), advice(support, run));
    }
    return provider;
  }

  /** The first candidate that sees the GPU asked for; where none does, a notice says so. */
  private static Optional<BackendProvider> onGpu(
      Run run, List<BackendProvider> candidates, List<String> notices) {
    AskedDevice asked = AskedDevice.of(run.spec.params(), run.execution);
    if (asked.gpu().isEmpty()) {
      return Optional.empty();
    }
    Set<String> missing = new LinkedHashSet<>();
    for (BackendProvider each : candidates) {
      if (run.supportedBy(each).isYes()) {
        Gpus gpus = each.gpus(run.spec, run.execution);
        if (asked.among(gpus).isPresent()) {
          return Optional.of(each);
        }
        if (!gpus.words().isEmpty()) {
          asked.missing(gpus).ifPresent(missing::add);
        }
      }
    }
    notices.addAll(missing);
    return Optional.empty();
  }

  private static Optional<BackendProvider> first(
      Run run, List<BackendProvider> candidates, List<String> notices) {
    List<String> passed = new ArrayList<>();
    for (BackendProvider each : candidates) {
      Support support = run.supportedBy(each);
      if (support.isYes()) {
        passed.forEach(
            refusal -> notices.add(refusal + "; this run uses backend \"" + each.name() + "\""));
        return Optional.of(each);
      }
      if (support.isNoticed()) {
        passed.add(refusal(each, support) + support.advice().map(a -> "; " + a).orElse(""));
      }
    }
    return Optional.empty();
  }

  private IllegalArgumentException unsupported(Run run, List<BackendProvider> candidates) {
    return new IllegalArgumentException(
        candidates.isEmpty()
            ? "no backend uses engine " + run.execution.engine().orElseThrow()
            : candidates.stream()
                .map(each -> refusal(each, run.supportedBy(each)))
                .collect(Collectors.joining("; ", "no backend supports this model: ", "")));
  }

  private static String refusal(BackendProvider provider, Support support) {
    return "backend \"" + provider.name() + "\" " + support.reason().orElseThrow();
  }

  /** What to do: as the provider says, or the most general backend that supports the run. */
  private Message advice(Support support, Run run) {
    return support
        .advice()
        .map(own -> Message.of("; ", own))
        .or(
            () ->
                providers.stream()
                    .filter(each -> run.supportedBy(each).isYes())
                    .findFirst()
                    .map(each -> Message.of("; use ", use(each))))
        .orElse(Message.of());
  }

  private static Message use(BackendProvider provider) {
    return Message.use(RunOption.BACKEND, provider.name());
  }

  private String unusedThreads(BackendProvider chosen, Run run) {
    return "threads "
        + run.execution.threads().getAsInt()
        + " does nothing: backend \""
        + chosen.name()
        + "\" chooses its own number"
        + providers.stream()
            .filter(each -> each.takesThreads() && run.supportedBy(each).isYes())
            .findFirst()
            .map(each -> "; backend \"" + each.name() + "\" takes it")
            .orElse("");
  }

  private String names() {
    return providers.stream()
        .map(each -> "'" + each.name() + "'")
        .collect(Collectors.joining(", "));
  }
}
