package io.waybill.engine.partition;

import java.util.ArrayList;
import java.util.List;

/// A bounded piece of a range of entries: how what may be long, such as an archive, is read or
/// dropped in many steps, with room for others between them.
public final class Piece {
  /// One entry of it.
  public record Entry(byte[] key, byte[] value) {}

  private Piece() {}

  /// The first entries from `from` up to, not including, `to`: at most `most`, and none behind the
  /// one with which their values reach `bytes`.
  public static List<Entry> read(View view, byte[] from, byte[] to, int most, long bytes) {
    List<Entry> entries = new ArrayList<>();
    long[] left = {bytes};
    view.scan(
        from,
        to,
        (key, value) -> {
          entries.add(new Entry(key, value));
          left[0] -= value.length;
          return entries.size() < most && left[0] > 0;
        });
    return entries;
  }
}
