package org.lfads4j.backend;

import java.util.List;
import java.util.stream.Collectors;
import org.lfads4j.config.ExecutionNames;
import org.lfads4j.config.Internal;

/** The names of what is installed, for the catalogue of run options. */
@Internal
public final class InstalledNames implements ExecutionNames {
  private final List<BackendProvider> providers = Backends.installed().providers();

  @Override
  public List<String> backends() {
    return providers.stream().map(BackendProvider::name).toList();
  }

  @Override
  public List<String> engines() {
    return providers.stream().flatMap(each -> each.engines().stream()).distinct().toList();
  }

  @Override
  public String backendsInWords() {
    return providers.stream()
        .map(each -> each.name() + " (" + each.runsOn() + ")")
        .collect(Collectors.joining(", "));
  }

  @Override
  public String threadsInWords() {
    return providers.stream()
        .filter(BackendProvider::takesThreads)
        .map(each -> each.name() + (isSameOnAnyNumber(each) ? " (same results for any)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static boolean isSameOnAnyNumber(BackendProvider provider) {
    return !provider.bitsDependOn().contains(BitsDependOn.PROCESSORS);
  }
}
