import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Writes what the Javadoc says of every public type and method, as the notebook kernel reads it: a
 * line with the name, then indented lines with the first sentence and with each parameter. What is
 * marked as internal is left out. The build runs it before it packs: {@code java
 * src/build/java/JavadocIndex.java src/main/java target/generated-resources/javadoc}.
 */
public final class JavadocIndex {
  private static final String FILE = "org/lfads4j/notebook/kernel/javadoc.txt";

  private final DocTrees trees;

  /** By name of the type: the types that it extends and implements. */
  private final Map<String, List<String>> above = new HashMap<>();

  /** By name of the type, then of the member. */
  private final Map<String, Map<String, List<String>>> members = new TreeMap<>();

  private final Map<String, List<String>> types = new TreeMap<>();

  /** Types that users see, or whose methods such a type has. */
  private final Set<String> seen = new HashSet<>();

  private JavadocIndex(DocTrees trees) {
    this.trees = trees;
  }

  /** Reads the sources below the first argument, and writes below the second. */
  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
      files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
      JavadocIndex index = new JavadocIndex(DocTrees.instance(task));
      List<CompilationUnitTree> units = new ArrayList<>();
      Set<String> internal = new HashSet<>();
      for (CompilationUnitTree unit : task.parse()) {
        units.add(unit);
        if (unit.getPackageAnnotations().stream().anyMatch(JavadocIndex::isInternal)) {
          internal.add(unit.getPackageName().toString());
        }
      }
      for (CompilationUnitTree unit : units) {
        if (!internal.contains(unit.getPackageName().toString())) {
          index.read(unit);
        }
      }
      Path file = Path.of(arguments[1]).resolve(FILE);
      Files.createDirectories(file.getParent());
      Files.writeString(file, index.text());
    }
  }

  private static boolean isInternal(AnnotationTree annotation) {
    return annotation.getAnnotationType().toString().matches("(.*\\.)?Internal");
  }

  private static boolean isInternal(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream().anyMatch(JavadocIndex::isInternal);
  }

  private void read(CompilationUnitTree unit) {
    new TreePathScanner<Void, String>() {
      @Override
      public Void visitClass(ClassTree type, String outer) {
        if (isInternal(type.getModifiers())
            || type.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
          return null;
        }
        String name = (outer.isEmpty() ? "" : outer + ".") + type.getSimpleName();
        read(type, name, getCurrentPath());
        return super.visitClass(type, name);
      }

      @Override
      public Void visitMethod(MethodTree method, String type) {
        return null;
      }

      @Override
      public Void visitVariable(VariableTree variable, String type) {
        return null;
      }
    }.scan(unit, "");
  }

  private void read(ClassTree type, String name, TreePath path) {
    Optional<DocCommentTree> doc = comment(path);
    types.put(name, doc.map(JavadocIndex::sentence).map(List::of).orElse(List.of()));
    List<String> up =
        Stream.concat(
                Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
            .map(Tree::toString)
            .map(JavadocIndex::plain)
            .toList();
    above.put(name, up);
    if (type.getModifiers().getFlags().contains(Modifier.PUBLIC) || isInInterface(path)) {
      seen.add(name);
      seen.addAll(up);
    }
    Map<String, List<String>> own = members.computeIfAbsent(name, n -> new TreeMap<>());
    boolean ofInterface = type.getKind() == Tree.Kind.INTERFACE;
    for (Tree member : type.getMembers()) {
      TreePath at = new TreePath(path, member);
      if (member instanceof MethodTree method) {
        if ((ofInterface || method.getModifiers().getFlags().contains(Modifier.PUBLIC))
            && !isInternal(method.getModifiers())) {
          own.put(name(method, type), comment(at).map(JavadocIndex::lines).orElse(List.of()));
        }
      } else if (member instanceof VariableTree field) {
        if (field.getModifiers().getFlags().contains(Modifier.PUBLIC) || ofInterface) {
          own.put(
              field.getName().toString(), comment(at).map(JavadocIndex::lines).orElse(List.of()));
        }
      }
    }
    if (type.getKind() == Tree.Kind.RECORD) {
      parameters(doc).forEach((part, says) -> own.putIfAbsent(part + "()", List.of(says)));
    }
  }

  private static boolean isInInterface(TreePath path) {
    return path.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
  }

  private Optional<DocCommentTree> comment(TreePath path) {
    return Optional.ofNullable(trees.getDocCommentTree(path));
  }

  private static String name(MethodTree method, ClassTree type) {
    String name =
        method.getReturnType() == null
            ? type.getSimpleName().toString()
            : method.getName().toString();
    return name
        + method.getParameters().stream()
            .map(each -> plain(each.getType().toString()).replaceAll("\\w+\\.", ""))
            .collect(Collectors.joining(",", "(", ")"));
  }

  /** A type without packages and type arguments, as the kernel has it. */
  private static String plain(String type) {
    String plain = type;
    while (plain.contains("<")) {
      plain = plain.replaceAll("<[^<>]*>", "");
    }
    return plain
        .replaceAll("@\\w+ ", "")
        .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
        .replace("...", "[]")
        .replace(" ", "");
  }

  private static List<String> lines(DocCommentTree doc) {
    List<String> lines = new ArrayList<>();
    String first = sentence(doc);
    if (!first.isEmpty()) {
      lines.add(first);
    }
    parameters(Optional.of(doc)).forEach((name, says) -> lines.add(name + ": " + says));
    return lines;
  }

  /** The first sentence; where there is none, what is returned. */
  private static String sentence(DocCommentTree doc) {
    String first = text(doc.getFirstSentence());
    if (!first.isEmpty()) {
      return first;
    }
    return doc.getBlockTags().stream()
        .filter(tag -> tag instanceof ReturnTree)
        .map(tag -> text(((ReturnTree) tag).getDescription()))
        .findFirst()
        .orElse("");
  }

  private static Map<String, String> parameters(Optional<DocCommentTree> doc) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (DocTree tag : doc.map(DocCommentTree::getBlockTags).orElse(List.of())) {
      if (tag instanceof ParamTree parameter && !parameter.isTypeParameter()) {
        parameters.put(parameter.getName().toString(), text(parameter.getDescription()));
      }
    }
    return parameters;
  }

  private static String text(List<? extends DocTree> parts) {
    return parts.stream()
        .map(JavadocIndex::text)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String text(DocTree part) {
    if (part instanceof TextTree text) {
      return text.getBody();
    } else if (part instanceof LiteralTree literal) {
      return literal.getBody().getBody();
    } else if (part instanceof LinkTree link) {
      String label = text(link.getLabel());
      return label.isEmpty()
          ? link.getReference().getSignature().replaceFirst("^#", "").replace('#', '.')
          : label;
    } else if (part instanceof EntityTree entity) {
      return switch (entity.getName().toString()) {
        case "lt" -> "<";
        case "gt" -> ">";
        case "amp" -> "&";
        case "quot" -> "\"";
        default ->
            throw new IllegalStateException(
                "entity must be lt, gt, amp or quot, got " + entity.getName());
      };
    } else if (part instanceof StartElementTree || part instanceof EndElementTree) {
      return " ";
    }
    return "";
  }

  /** What a method without words has from the types above its own. */
  private List<String> inherited(String type, String member, Set<String> asked) {
    List<String> own = members.getOrDefault(type, Map.of()).getOrDefault(member, List.of());
    if (!own.isEmpty() || !asked.add(type)) {
      return own;
    }
    return above.getOrDefault(type, List.of()).stream()
        .map(up -> inherited(up, member, asked))
        .filter(lines -> !lines.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    types.keySet().retainAll(seen);
    types.forEach(
        (type, says) -> {
          append(text, type, says);
          for (String member : members.get(type).keySet()) {
            append(text, type + "." + member, inherited(type, member, new HashSet<>()));
          }
        });
    return text.toString();
  }

  private static void append(StringBuilder text, String name, List<String> says) {
    if (!says.isEmpty()) {
      text.append(name).append('\n');
      says.forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }
}
