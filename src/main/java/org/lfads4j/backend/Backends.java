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
import org.lfads4j.config.Internal;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** Chooses among the providers of backends, and makes the backend. */
@Internal
public final class Backends {
  /** By rank, the lowest first: messages begin with the most general. */
  private final List<BackendProvider> providers;

  private Backends(List<BackendProvider> providers) {
    this.providers =
        providers.stream().sorted(Comparator.comparingInt(BackendProvider::rank)).toList();
  }

  /** A choice among these providers. */
  public static Backends of(BackendProvider... providers) {
    return new Backends(List.of(providers));
  }

  /** A choice among all providers that are in the program. */
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
   * Makes the backend that was asked for. If none was, it chooses: of those that support the run
   * and use the engine asked for, the one of the highest rank, first among those that see the GPU
   * which the run asks for, then among all. Where one of a higher rank does not know the model or
   * lacks something, a notice says so.
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
    AskedDevice asked = AskedDevice.of(spec.params(), execution);
    if (execution.backend().isPresent() && asked.isSet() && asked.gpu().isPresent()) {
      unusedGpu(asked, chosen, run).ifPresent(notices::add);
    }
    return chosen.create(spec, execution, precision, notices);
  }

  /**
   * What a run with these hyperparameters takes of a machine, whatever its data.
   *
   * @throws IllegalArgumentException as {@link #make} does
   */
  public MachineShare share(RunParams params, Execution execution) {
    Run run = Run.of(params, execution);
    return chosen(run, new ArrayList<>()).share(run.spec, execution);
  }

  /** Why no backend would train with these hyperparameters, if none would; loads no engine. */
  public Optional<Message> problem(RunParams params, Execution execution) {
    Run run = Run.of(params, execution);
    try {
      if (execution.backend().isPresent()) {
        BackendProvider unused = named(execution.backend().get(), run);
      } else if (first(run, candidates(run), new ArrayList<>()).isEmpty()) {
        throw unsupported(run, candidates(run));
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Message.of(e));
    }
  }

  /**
   * What decides the last digits of results that were computed there, in words. Where these are
   * equal, results are equal to the last bit.
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
    /** For any data. */
    static Run of(RunParams params, Execution execution) {
      SessionSpec any = new SessionSpec("any", 1, List.of(0), List.of(0.0));
      return new Run(ModelSpec.of(params, 1, List.of(any)), execution, Precision.SINGLE);
    }

    Support supportedBy(BackendProvider provider) {
      return provider.supports(spec, execution, precision);
    }
  }

  private BackendProvider chosen(Run run, List<String> notices) {
    Optional<String> backend = run.execution.backend();
    if (backend.isPresent()) {
      return named(backend.get(), run);
    }
    List<BackendProvider> candidates = candidates(run);
    return onGpu(run, candidates, notices)
        .or(() -> first(run, candidates, notices))
        .orElseThrow(() -> unsupported(run, candidates));
  }

  /** Those that use the engine asked for, the highest rank first. */
  private List<BackendProvider> candidates(Run run) {
    Optional<String> engine = run.execution.engine();
    return providers.stream()
        .filter(each -> engine.isEmpty() || each.engines().contains(engine.get()))
        .sorted(Comparator.comparingInt(BackendProvider::rank).reversed())
        .toList();
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

  /** Of the candidates that see the GPU asked for; where none sees it, a notice says so. */
  private static Optional<BackendProvider> onGpu(
      Run run, List<BackendProvider> candidates, List<String> notices) {
    AskedDevice asked = AskedDevice.of(run.spec.params(), run.execution);
    if (asked.gpu().isEmpty()) {
      return Optional.empty();
    }
    List<BackendProvider> seeing = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>();
    for (BackendProvider each : candidates) {
      Gpus gpus = each.gpus(run.spec, run.execution);
      if (asked.among(gpus).isPresent()) {
        seeing.add(each);
      } else if (!gpus.words().isEmpty()) {
        asked.missing(gpus).ifPresent(missing::add);
      }
    }
    if (seeing.isEmpty()) {
      notices.addAll(missing);
    }
    return first(run, seeing, notices);
  }

  /** The first that supports the run, with a notice for each before it that should be told of. */
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
    return "threads %s does nothing: backend \"%s\" chooses its own number"
            .formatted(run.execution.threads().getAsInt(), chosen.name())
        + providers.stream()
            .filter(each -> each.takesThreads() && run.supportedBy(each).isYes())
            .findFirst()
            .map(each -> "; backend \"" + each.name() + "\" takes the number that is set")
            .orElse("");
  }

  private static Optional<String> unusedGpu(AskedDevice asked, BackendProvider chosen, Run run) {
    return chosen.gpus(run.spec, run.execution).equals(Gpus.NONE)
        ? Optional.of(
            "%s '%s' does nothing: backend \"%s\" uses no GPU"
                .formatted(asked.by(), asked.name(), chosen.name()))
        : Optional.empty();
  }

  private String names() {
    return providers.stream()
        .map(each -> "'" + each.name() + "'")
        .collect(Collectors.joining(", "));
  }
}
