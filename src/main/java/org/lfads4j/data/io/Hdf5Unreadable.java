package org.lfads4j.data.io;

import io.jhdf.AbstractNode;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.api.NodeType;
import java.util.Map;

/** A member of a group that cannot be opened, and why; it is refused only where it is needed. */
final class Hdf5Unreadable extends AbstractNode {
  private final String reason;

  /**
   * @param reason what it must be and is not, after its name
   */
  Hdf5Unreadable(Group parent, String name, String reason) {
    super(parent.getHdfFile().getHdfBackingStorage(), 0, name, parent);
    this.reason = reason;
  }

  ContentException refusal() {
    return new ContentException("\"" + getName() + "\" " + reason);
  }

  @Override
  public NodeType getType() {
    return NodeType.DATASET;
  }

  @Override
  public Map<String, Attribute> getAttributes() {
    return Map.of();
  }
}
