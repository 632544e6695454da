package org.lfads4j.data.io;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Follows the soft and the external links of HDF5 files. */
final class Hdf5Links {
  /** A link may lead to a link, but not in circles. */
  private static final int MOST = 16;

  private Hdf5Links() {}

  /** Whether a node can be read, or is a link that leads to one that can. */
  static boolean isThere(Node node) {
    try {
      Node unused = followed(node);
      return true;
    } catch (ContentException e) {
      return false;
    }
  }

  /** The node itself, or what its link leads to. */
  static Node followed(Node node) {
    return followed(node, node, MOST);
  }

  private static Node followed(Node node, Node first, int left) {
    if (node instanceof Hdf5Unreadable unreadable) {
      throw unreadable.refusal();
    }
    if (!(node instanceof Link link)) {
      return node;
    }
    if (left == 0) {
      throw broken(first, "leads back to itself");
    }
    return link instanceof ExternalLink ? external(link, first, left) : soft(link, first, left);
  }

  private static Node soft(Link link, Node first, int left) {
    String path = link.getTargetPath();
    Node start = path.startsWith("/") ? Hdf5Group.root(link.getHdfFile()) : link.getParent();
    return at(start, path, first, left);
  }

  /** A path that starts at a slash comes after the name of the file. */
  private static Node external(Link link, Node first, int left) {
    String target = link.getTargetPath();
    int end = target.contains(":/") ? target.lastIndexOf(":/") : target.lastIndexOf(':');
    String name = target.substring(0, end);
    MeteredChannel channel =
        (MeteredChannel) link.getHdfFile().getHdfBackingStorage().getFileChannel();
    Path file;
    try {
      file = channel.path().toAbsolutePath().resolveSibling(name);
    } catch (InvalidPathException e) {
      throw broken(first, "leads to the file \"" + name + "\", which is not there");
    }
    if (!Files.isRegularFile(file)) {
      throw broken(first, "leads to the file \"" + name + "\", which is not there");
    }
    HdfFile other;
    try {
      other = channel.linked(file);
    } catch (RuntimeException | java.io.IOException e) {
      throw broken(first, "leads to the file \"" + name + "\", which cannot be read as HDF5");
    }
    return at(Hdf5Group.root(other), target.substring(end + 1), first, left);
  }

  private static Node at(Node start, String path, Node first, int left) {
    Node node = start;
    for (String name : Arrays.stream(path.split("/", -1)).filter(n -> isName(n)).toList()) {
      Map<String, Node> inside =
          node instanceof Group group ? Hdf5Values.children(group) : Map.of();
      Node next = inside.get(name);
      if (next == null) {
        throw broken(first, "leads to \"" + path + "\", which is not there");
      }
      node = followed(next, first, left - 1);
    }
    return node;
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && !name.equals(".");
  }

  private static ContentException broken(Node link, String where) {
    return new ContentException(link.getPath() + " must be there, got a link that " + where);
  }
}
