package org.lfads4j.data.io;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a file holds by name; a value is opened when it is first asked for, and kept. */
final class LazyMap<V> extends AbstractMap<String, V> {
  private final Set<String> names;
  private final Function<String, V> opener;
  private final Map<String, V> opened = new HashMap<>();

  LazyMap(List<String> names, Function<String, V> opener) {
    this.names = new LinkedHashSet<>(names);
    this.opener = opener;
  }

  @Override
  public V get(Object name) {
    if (!(name instanceof String text) || !names.contains(text)) {
      return null;
    }
    V value = opened.get(text);
    if (value == null) {
      // Not by computeIfAbsent: opening a link opens what it leads to.
      value = opener.apply(text);
      opened.put(text, value);
    }
    return value;
  }

  @Override
  public boolean containsKey(Object name) {
    return names.contains(name);
  }

  @Override
  public Set<String> keySet() {
    return Collections.unmodifiableSet(names);
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, V>> iterator() {
        return names.stream().<Entry<String, V>>map(n -> Map.entry(n, get(n))).iterator();
      }

      @Override
      public int size() {
        return names.size();
      }
    };
  }
}
