package org.lfads4j.data.io;

import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.FilterPipelineMessage;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a dataset holds, and whether its packing can be undone. */
final class Hdf5Types {
  private static final Set<String> TRUTH_VALUES = Set.of("false", "true");

  /** Deflate, shuffle, Fletcher's checksum, LZF, LZ4, bitshuffle. */
  private static final Set<Integer> KNOWN = Set.of(1, 2, 3, 32000, 32004, 32008);

  private static final Map<Integer, String> NAMES =
      Map.of(
          4,
          "szip",
          5,
          "nbit",
          6,
          "scaleoffset",
          307,
          "bzip2",
          32001,
          "Blosc",
          32013,
          "ZFP",
          32015,
          "Zstandard",
          32026,
          "Blosc2");

  private Hdf5Types() {}

  static NamedArray.Kind kind(Dataset set) {
    DataType type = set.getDataType();
    if (isTruth(type)
        || type instanceof FixedPoint
        || type instanceof FloatingPoint
        || type instanceof BitField) {
      return NamedArray.Kind.NUMBERS;
    }
    boolean isText =
        type instanceof StringData
            || type instanceof EnumDataType
            || (type instanceof VariableLength variable && variable.isVariableLengthString());
    return isText ? NamedArray.Kind.WORDS : NamedArray.Kind.OTHER;
  }

  /** Whether it is how h5py stores truth values. */
  static boolean isTruth(DataType type) {
    if (!(type instanceof EnumDataType values)) {
      return false;
    }
    Collection<String> names = values.getEnumMapping().values();
    return names.size() == TRUTH_VALUES.size()
        && names.stream().allMatch(name -> TRUTH_VALUES.contains(name.toLowerCase(Locale.ROOT)));
  }

  /** What a dataset of another kind holds, in words. */
  static String words(Dataset set) {
    DataType type = set.getDataType();
    if (type instanceof CompoundDataType) {
      return "a table of several columns or complex numbers";
    }
    if (type instanceof VariableLength || type instanceof ArrayDataType) {
      return "lists";
    }
    return kind(set) == NamedArray.Kind.WORDS ? "text" : "values of another type";
  }

  /** That its chunks can be unpacked. */
  static void requirePacking(Dataset set) {
    if (!(set instanceof ChunkedDataset)) {
      return;
    }
    ObjectHeader header =
        ObjectHeader.readObjectHeader(
            Hdf5Attributes.readable(set.getHdfFile().getHdfBackingStorage(), set.getAddress()),
            set.getAddress());
    if (!header.hasMessageOfType(FilterPipelineMessage.class)) {
      return;
    }
    header.getMessageOfType(FilterPipelineMessage.class).getFilters().stream()
        .map(FilterPipelineMessage.FilterInfo::getId)
        .filter(id -> !KNOWN.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new ContentException(
                  ("%s must be packed with gzip, LZF, LZ4 or not at all, got %s; convert the file"
                          + " with h5repack -f GZIP=4 in.h5 out.h5")
                      .formatted(set.getName(), NAMES.getOrDefault(id, "HDF5's filter " + id)));
            });
  }
}
