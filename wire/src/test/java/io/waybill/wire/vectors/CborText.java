package io.waybill.wire.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// CBOR as text, for comparing: without the choices that an encoder has, of lengths, of the order
/// of members and of the width of numbers. A decoder of its own, that shares no mistake with ours.
final class CborText {
  private static final String BREAK = "break";

  private final ByteBuffer in;

  CborText(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  String canonical() {
    return in.hasRemaining() ? item() : "nothing";
  }

  private String item() {
    int initial = in.get() & 0xff;
    int info = initial & 31;
    return switch (initial >> 5) {
      case 0 -> Double.toString((double) argument(info));
      case 1 -> Double.toString(-1.0 - (double) argument(info));
      case 2 -> "bytes " + HexFormat.of().formatHex(string(info));
      case 3 -> "text " + new String(string(info), UTF_8);
      case 4 -> items(info == 31 ? -1 : argument(info)).toString();
      case 5 -> map(info == 31 ? -1 : argument(info));
      case 6 -> "tag " + argument(info) + " " + item();
      default -> simple(info);
    };
  }

  private String simple(int info) {
    return switch (info) {
      case 20 -> "false";
      case 21 -> "true";
      case 22, 23 -> "null";
      case 25 -> Double.toString(Float.float16ToFloat(in.getShort()));
      case 26 -> Double.toString(in.getFloat());
      case 27 -> Double.toString(in.getDouble());
      case 31 -> BREAK;
      default -> throw new IllegalArgumentException("simple value " + info);
    };
  }

  private String map(long count) {
    List<String> parts = items(count < 0 ? count : 2 * count);
    TreeMap<String, String> members = new TreeMap<>();
    for (int i = 0; i < parts.size(); i += 2) {
      members.put(parts.get(i), parts.get(i + 1));
    }
    return members.toString();
  }

  private List<String> items(long count) {
    List<String> items = new ArrayList<>();
    while (count < 0 || items.size() < count) {
      String item = item();
      if (item.equals(BREAK)) {
        break;
      }
      items.add(item);
    }
    return items;
  }

  private byte[] string(int info) {
    if (info == 31) {
      StringBuilder hex = new StringBuilder();
      for (int initial = in.get() & 0xff; initial != 0xff; initial = in.get() & 0xff) {
        hex.append(HexFormat.of().formatHex(string(initial & 31)));
      }
      return HexFormat.of().parseHex(hex);
    }
    byte[] bytes = new byte[(int) argument(info)];
    in.get(bytes);
    return bytes;
  }

  private long argument(int info) {
    return switch (info) {
      case 24 -> in.get() & 0xff;
      case 25 -> in.getShort() & 0xffff;
      case 26 -> in.getInt() & 0xffff_ffffL;
      case 27 -> in.getLong();
      default -> info;
    };
  }
}
