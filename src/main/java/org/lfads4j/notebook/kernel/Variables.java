package org.lfads4j.notebook.kernel;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * The variables of cells, which keep their values. JShell makes a variable anew, and empty, when
 * something is declared again that its initialiser speaks of: a cell with a method that is run
 * twice would empty the variables that were made with it.
 */
final class Variables {
  private final JShell shell;
  private final CellControl control;
  private final Map<String, Field> fields = new HashMap<>();

  Variables(JShell shell, CellControl control) {
    this.shell = shell;
    this.control = control;
  }

  /** Takes note of what was declared, and gives values back to what was made anew. */
  void follow(List<SnippetEvent> events) {
    Set<String> declared = new HashSet<>();
    for (SnippetEvent event : events) {
      if (event.snippet() instanceof VarSnippet variable) {
        if (event.causeSnippet() == null) {
          declared.add(variable.name());
        } else if (event.status() == Status.RECOVERABLE_NOT_DEFINED
            && fields.remove(variable.name()) != null) {
          System.err.println(emptied(variable.name()));
        }
      }
    }
    // Not all that JShell makes anew is among the events.
    shell
        .variables()
        .filter(variable -> shell.status(variable) == Status.VALID)
        .forEach(variable -> follow(variable, declared.contains(variable.name())));
  }

  private void follow(VarSnippet variable, boolean declaredNow) {
    String unused = shell.varValue(variable);
    Optional<Field> now = control.field();
    if (now.isPresent()) {
      Field before = fields.put(variable.name(), now.get());
      if (before != null && !declaredNow && !before.equals(now.get())) {
        restore(variable.name(), before, now.get());
      }
    }
  }

  private static void restore(String name, Field before, Field now) {
    try {
      now.set(null, before.get(null));
    } catch (IllegalArgumentException e) {
      System.err.println(emptied(name));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("variable must be accessible, got " + name, e);
    }
  }

  private static String emptied(String name) {
    return "the variable "
        + name
        + " is empty now, because its class was declared again; run the cell that sets it";
  }
}
