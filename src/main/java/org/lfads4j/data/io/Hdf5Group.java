package org.lfads4j.data.io;

import io.jhdf.AbstractNode;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.HdfFile;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.NodeType;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.dataset.DatasetLoader;
import io.jhdf.exceptions.HdfInvalidPathException;
import io.jhdf.links.ExternalLink;
import io.jhdf.links.SoftLink;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group whose members are opened one by one, each when it is asked for, where the library opens
 * all of them or none: a member that cannot be opened is a {@link Hdf5Unreadable}.
 */
final class Hdf5Group extends AbstractNode implements Group {
  private static final long UNDEFINED = -1;
  private static final int SOFT_LINK = 2;

  /** Where a name leads: an address in this file, or a path in a file (this one if empty). */
  private record Target(long address, String path, String file) {}

  private final HdfFile file;
  private final String path;
  private Map<String, Target> targets;
  private Map<String, Node> members;

  private Hdf5Group(
      HdfFile file,
      HdfBackingStorage header,
      Group parent,
      long address,
      String name,
      String path) {
    super(header, address, name, parent);
    this.file = file;
    this.path = path;
  }

  /** The root of a file, opened once. */
  static Hdf5Group root(HdfFile file) {
    MeteredChannel channel = (MeteredChannel) file.getHdfBackingStorage().getFileChannel();
    return channel.root(
        () -> {
          HdfBackingStorage header =
              Hdf5Attributes.readable(file.getHdfBackingStorage(), file.getAddress());
          return new Hdf5Group(file, header, file, file.getAddress(), "", "/");
        });
  }

  private HdfBackingStorage storage() {
    return Hdf5Attributes.bounded(file.getHdfBackingStorage());
  }

  @Override
  public Map<String, Node> getChildren() {
    if (members == null) {
      targets = targets();
      members = new LazyMap<>(List.copyOf(targets.keySet()), this::open);
    }
    return members;
  }

  private Node open(String name) {
    Target target = targets.get(name);
    try {
      if (target.path().isEmpty()) {
        return node(name, target.address());
      }
      return target.file().isEmpty()
          ? new SoftLink(target.path(), name, this)
          : new ExternalLink(target.file(), target.path(), name, this);
    } catch (RuntimeException e) {
      return new Hdf5Unreadable(
          this,
          name,
          "must be a plain array of numbers or text, got one that cannot be read ("
              + FileReading.innermost(e)
              + "); write it as a plain dataset");
    }
  }

  /** What lies at an address, as a reference gives it. */
  Node at(long there) {
    return node("reference", there);
  }

  private Node node(String name, long address) {
    HdfBackingStorage readable = Hdf5Attributes.readable(storage(), address);
    ObjectHeader header = ObjectHeader.readObjectHeader(readable, address);
    if (header.hasMessageOfType(DataSpaceMessage.class)) {
      return DatasetLoader.createDataset(readable, header, name, this);
    }
    return header.hasMessageOfType(SymbolTableMessage.class)
            || header.hasMessageOfType(LinkInfoMessage.class)
        ? new Hdf5Group(file, readable, this, address, name, path + name + "/")
        : new Hdf5Unreadable(this, name, "must be a dataset or a group, got a type");
  }

  private static Node at(Group start, String path) {
    Node node = start;
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        node = node instanceof Group group ? Hdf5Values.child(group, part).orElse(null) : null;
      }
    }
    return node;
  }

  private Map<String, Target> targets() {
    ObjectHeader header = getHeader();
    if (header.hasMessageOfType(SymbolTableMessage.class)) {
      return tabled(header.getMessageOfType(SymbolTableMessage.class));
    }
    LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
    Map<String, Target> found = new LinkedHashMap<>();
    if (info.getBTreeNameIndexAddress() == UNDEFINED) {
      header.getMessagesOfType(LinkMessage.class).forEach(link -> add(link, found));
      return found;
    }
    FractalHeap heap = new FractalHeap(storage(), info.getFractalHeapAddress());
    BTreeV2<LinkNameForIndexedGroupRecord> index =
        new BTreeV2<>(storage(), info.getBTreeNameIndexAddress());
    for (LinkNameForIndexedGroupRecord each : index.getRecords()) {
      ByteBuffer message = heap.getId(each.getId());
      add(LinkMessage.fromBuffer(message, storage().getSuperblock()), found);
    }
    return found;
  }

  private static void add(LinkMessage link, Map<String, Target> found) {
    found.put(
        link.getLinkName(),
        switch (link.getLinkType()) {
          case HARD -> new Target(link.getHardLinkAddress(), "", "");
          case SOFT -> new Target(UNDEFINED, link.getSoftLink(), "");
          case EXTERNAL -> new Target(UNDEFINED, link.getExternalPath(), link.getExternalFile());
        });
  }

  /** The links of a group as HDF5 1.6 and h5py write them. */
  private Map<String, Target> tabled(SymbolTableMessage table) {
    ByteBuffer names = new LocalHeap(storage(), table.getLocalHeapAddress()).getDataBuffer();
    Map<String, Target> found = new LinkedHashMap<>();
    for (long child :
        BTreeV1.createGroupBTree(storage(), table.getBTreeAddress()).getChildAddresses()) {
      for (SymbolTableEntry entry :
          new GroupSymbolTableNode(storage(), child).getSymbolTableEntries()) {
        found.put(
            text(names, entry.getLinkNameOffset()),
            entry.getCacheType() == SOFT_LINK
                ? new Target(UNDEFINED, text(names, entry.getLinkValueOffset()), "")
                : new Target(entry.getObjectHeaderAddress(), "", ""));
      }
    }
    return found;
  }

  private static String text(ByteBuffer names, int from) {
    return Utils.readUntilNull(names.position(from));
  }

  @Override
  public Node getChild(String name) {
    return getChildren().get(name);
  }

  @Override
  public Node getByPath(String below) {
    Node node = at(this, below);
    if (node == null) {
      throw new HdfInvalidPathException(path + below, null);
    }
    return node;
  }

  @Override
  public Dataset getDatasetByPath(String below) {
    if (getByPath(below) instanceof Dataset set) {
      return set;
    }
    throw new HdfInvalidPathException(path + below, null);
  }

  @Override
  public Iterator<Node> iterator() {
    return getChildren().values().iterator();
  }

  @Override
  public boolean isLinkCreationOrderTracked() {
    return false;
  }

  @Override
  public NodeType getType() {
    return NodeType.GROUP;
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public HdfFile getHdfFile() {
    return file;
  }
}
