package org.lfads4j.data.io;

import io.jhdf.AbstractNode;
import io.jhdf.AttributeImpl;
import io.jhdf.FractalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.ObjectHeaderContinuationMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file of which no more is read than it holds, where the library takes the memory first; and in
 * which the attributes of one object that the library cannot read (opaque values, references to
 * regions) are not seen: it would read nothing of an object that has one. HDF5 file format, section
 * IV.A.
 */
final class Hdf5Attributes implements HdfBackingStorage {
  private static final int CONTINUATION = ObjectHeaderContinuationMessage.MESSAGE_TYPE;
  private static final int MOST_BLOCKS = 1000;

  /** Opaque, compound, reference, list, array: none is a number or a text. */
  private static final Set<Integer> ODD_CLASSES = Set.of(5, 6, 7, 9, 10);

  private final HdfBackingStorage file;

  /** Blocks of the header that are changed, by where they begin. */
  private final Map<Long, byte[]> changed = new HashMap<>();

  private int blocks;

  private Hdf5Attributes(HdfBackingStorage file) {
    this.file = file;
  }

  /** A view of the file in which the header at an address can be read. */
  static HdfBackingStorage readable(HdfBackingStorage file, long address) {
    Hdf5Attributes view = new Hdf5Attributes(file);
    try {
      ObjectHeader unused = ObjectHeader.readObjectHeader(view, address);
    } catch (RuntimeException e) {
      view.hide(address);
      if (view.changed.isEmpty()) {
        throw e;
      }
    }
    return view;
  }

  /** A view of the file in which all attributes are seen. */
  static HdfBackingStorage bounded(HdfBackingStorage file) {
    return new Hdf5Attributes(file);
  }

  private ByteBuffer bytes(long address, int length) {
    long end = file.size() - file.getUserBlockSize();
    if (address < 0 || length < 0 || address > end - length) {
      throw new HdfException(
          length + " bytes from byte " + address + " on, where the file ends at " + end);
    }
    return file.readBufferFromAddress(address, length);
  }

  /** The attributes of a node by name, without those that cannot be read. */
  static Map<String, Attribute> of(Node node) {
    try {
      return node.getAttributes();
    } catch (RuntimeException e) {
      if (!(node instanceof AbstractNode object)
          || !object.getHeader().hasMessageOfType(AttributeInfoMessage.class)) {
        throw e;
      }
      return oneByOne(object);
    }
  }

  /** Many attributes lie in a heap of their own. */
  private static Map<String, Attribute> oneByOne(AbstractNode node) {
    HdfBackingStorage file = bounded(node.getHdfFile().getHdfBackingStorage());
    ObjectHeader header = node.getHeader();
    AttributeInfoMessage info = header.getMessageOfType(AttributeInfoMessage.class);
    Map<String, Attribute> found = new LinkedHashMap<>();
    for (AttributeMessage message : header.getMessagesOfType(AttributeMessage.class)) {
      found.put(message.getName(), new AttributeImpl(file, node, message));
    }
    FractalHeap heap = new FractalHeap(file, info.getFractalHeapAddress());
    BTreeV2<AttributeNameForIndexedAttributesRecord> index =
        new BTreeV2<>(file, info.getAttributeNameBTreeAddress());
    for (AttributeNameForIndexedAttributesRecord each : index.getRecords()) {
      ByteBuffer stored = heap.getId(each.getHeapId());
      if (!isOdd(stored.duplicate().order(ByteOrder.LITTLE_ENDIAN), file)) {
        AttributeMessage message = new AttributeMessage(stored, file, each.getFlags());
        found.put(message.getName(), new AttributeImpl(file, node, message));
      }
    }
    return found;
  }

  /** Whether an attribute has a type that the library cannot read, and that is never needed. */
  private static boolean isOdd(ByteBuffer message, HdfBackingStorage file) {
    int start = message.position();
    try {
      AttributeMessage unused =
          new AttributeMessage(
              message.duplicate().order(ByteOrder.LITTLE_ENDIAN), file, new BitSet());
      return false;
    } catch (RuntimeException e) {
      int version = message.get(start);
      int nameLength = Short.toUnsignedInt(message.getShort(start + 2));
      int name = start + (version == 3 ? 9 : 8);
      int type = name + (version == 1 ? (nameLength + 7) / 8 * 8 : nameLength);
      return type < message.limit() && ODD_CLASSES.contains(message.get(type) & 0x0f);
    }
  }

  private void hide(long address) {
    int version = bytes(address, 1).get();
    if (version == 1) {
      ByteBuffer prefix = bytes(address, 12);
      hide(address + 16, prefix.getInt(8), 8, false);
      return;
    }
    int flags = bytes(address, 6).get(5);
    long at = address + 6 + ((flags & 0x20) == 0 ? 0 : 16) + ((flags & 0x10) == 0 ? 0 : 4);
    int width = 1 << (flags & 3);
    ByteBuffer size = bytes(at, width);
    int bytes = 0;
    for (int i = width - 1; i >= 0; i--) {
      bytes = bytes << 8 | (size.get(i) & 0xff);
    }
    hide(at + width, bytes, (flags & 4) == 0 ? 4 : 6, false);
  }

  /**
   * Makes odd attributes of a block of messages empty ones.
   *
   * @param head bytes before each message: 8 in the first version, where messages begin at
   *     multiples of 8; 4 or 6 in the second
   * @param isContinued whether it has a signature and, at its end, a checksum
   */
  private void hide(long address, int bytes, int head, boolean isContinued) {
    blocks++;
    if (blocks > MOST_BLOCKS) {
      throw new IllegalStateException("a header whose parts refer to each other in circles");
    }
    boolean isSealed = isContinued && head < 8;
    ByteBuffer block = bytes(address, bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] out = new byte[bytes];
    block.duplicate().get(out);
    boolean isChanged = false;
    int at = isSealed ? 4 : 0;
    int end = isSealed ? bytes - 4 : bytes;
    while (at + head <= end) {
      int type = head == 8 ? Short.toUnsignedInt(block.getShort(at)) : block.get(at) & 0xff;
      int size = Short.toUnsignedInt(block.getShort(head == 8 ? at + 2 : at + 1));
      int from = at + head;
      if (size > end - from) {
        break;
      }
      ByteBuffer message = block.duplicate().position(from).limit(from + size).slice();
      message.order(ByteOrder.LITTLE_ENDIAN);
      if (type == AttributeMessage.MESSAGE_TYPE && isOdd(message, file)) {
        out[at] = 0;
        isChanged = true;
      } else if (type == CONTINUATION && size >= 16) {
        hide(message.getLong(0), Math.toIntExact(message.getLong(8)), head, true);
      }
      at = from + size;
      at += head == 8 ? (8 - at % 8) % 8 : 0;
    }
    if (isChanged) {
      if (isSealed) {
        ByteBuffer whole = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        byte[] before = new byte[bytes - 4];
        block.duplicate().position(0).get(before);
        // A damaged block stays one.
        if (ChecksumUtils.checksum(before) == block.getInt(bytes - 4)) {
          whole.putInt(bytes - 4, ChecksumUtils.checksum(Arrays.copyOf(out, bytes - 4)));
        }
      }
      changed.put(address, out);
    }
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    byte[] other = changed.get(address);
    return other != null && other.length == length
        ? ByteBuffer.wrap(other.clone()).order(ByteOrder.LITTLE_ENDIAN)
        : bytes(address, length);
  }

  @Override
  public ByteBuffer map(long address, long length) {
    return file.map(address, length);
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    return file.mapNoOffset(address, length);
  }

  @Override
  public long getUserBlockSize() {
    return file.getUserBlockSize();
  }

  @Override
  public Superblock getSuperblock() {
    return file.getSuperblock();
  }

  @Override
  public FileChannel getFileChannel() {
    return file.getFileChannel();
  }

  @Override
  public int getSizeOfOffsets() {
    return file.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return file.getSizeOfLengths();
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public boolean inMemory() {
    return file.inMemory();
  }
}
