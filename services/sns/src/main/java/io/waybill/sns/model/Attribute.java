package io.waybill.sns.model;

import io.waybill.core.Ascii;
import io.waybill.core.Utf8;
import io.waybill.sns.api.MessageAttributeValue;
import io.waybill.sns.api.SnsErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One attribute of a message.
///
/// @param type the type with its label, such as `Number.float`
/// @param text the value; of a binary one, its Base64
public record Attribute(String name, String type, String text) {
  private static final int NAME_MAX = 256;

  /// The attributes of a message, by name, or a refusal.
  public static List<Attribute> checked(@Nullable Map<String, MessageAttributeValue> given) {
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    List<Attribute> attributes = new ArrayList<>(given.size());
    new TreeMap<>(given).forEach((name, value) -> attributes.add(checked(name, value)));
    return attributes;
  }

  public boolean isBinary() {
    return type.equals("Binary") || type.startsWith("Binary.");
  }

  /// How many bytes it counts towards its message's size.
  public int size() {
    int value = isBinary() ? text.length() / 4 * 3 : Utf8.length(text);
    return Utf8.length(name) + Utf8.length(type) + value;
  }

  private static Attribute checked(String name, MessageAttributeValue value) {
    checkName(name);
    String type = Objects.requireNonNullElse(value.dataType(), "");
    int dot = type.indexOf('.');
    String basis = dot < 0 ? type : type.substring(0, dot);
    boolean binary = basis.equals("Binary");
    if (!binary && !basis.equals("String") && !basis.equals("Number")) {
      throw refusal(
          name,
          "has an invalid message attribute type, the set of supported type prefixes is Binary,"
              + " Number, and String.");
    }
    byte[] bytes = value.binaryValue();
    String text = value.stringValue();
    if (bytes == null && text == null) {
      throw empty(name, type);
    }
    if (binary ? bytes == null : text == null) {
      String field = binary ? "Binary" : "String";
      throw refusal(name, "with type '" + type + "' must use field '" + field + "'.");
    }
    String kept = binary ? Base64.getEncoder().encodeToString(Objects.requireNonNull(bytes)) : text;
    if (kept == null || kept.isEmpty()) {
      throw empty(name, type);
    }
    if (basis.equals("Number") && !isNumber(kept)) {
      throw refusal("Could not cast message attribute '" + name + "' value to number.");
    }
    return new Attribute(name, type, kept);
  }

  private static boolean isNumber(String text) {
    try {
      new BigDecimal(text);
      return Ascii.isAll(text);
    } catch (NumberFormatException notOne) {
      return false;
    }
  }

  private static void checkName(String name) {
    if (name.isEmpty()) {
      throw refusal("The request must contain non-empty message attribute names.");
    }
    if (name.length() > NAME_MAX) {
      throw refusal("Length of message attribute name must be less than 256 bytes.");
    }
    if (name.startsWith(".")) {
      throw refusal("Invalid message attribute name starting with character '.' was found.");
    }
    if (name.endsWith(".")) {
      throw refusal("Invalid message attribute name ending with character '.' was found.");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Ascii.isWord(c) && c != '.') {
        throw refusal(
            "Invalid non-alphanumeric character '#x%x' was found in the message attribute name."
                    .formatted((int) c)
                + " Can only include alphanumeric characters, hyphens, underscores, or dots.");
      }
    }
    if (name.contains("..")) {
      throw refusal("Message attribute name can not have successive '.' character.");
    }
  }

  private static io.waybill.shapes.Refusal empty(String name, String type) {
    return refusal(
        name,
        "must contain non-empty message attribute value for message attribute type '"
            + type
            + "'.");
  }

  private static io.waybill.shapes.Refusal refusal(String name, String what) {
    return refusal("The message attribute '" + name + "' " + what);
  }

  private static io.waybill.shapes.Refusal refusal(String message) {
    return SnsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }

  /// How many bytes `attributes` count.
  public static int size(List<Attribute> attributes) {
    return attributes.stream().mapToInt(Attribute::size).sum();
  }
}
