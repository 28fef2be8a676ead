package io.waybill.sqs.model;

import io.waybill.sqs.api.MessageAttributeValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which attributes of a message a receive asked for. Without a word it gets none.
///
/// @param system the system attributes
/// @param every whether all message attributes are wanted
/// @param names single message attributes
/// @param prefixes message attributes by how their names start
public record AttributeSelection(
    Set<SystemAttribute> system, boolean every, Set<String> names, Set<String> prefixes) {
  private static final String ALL = "All";
  // AWS (ReceiveMessage) lists this name and returns nothing for it.
  private static final String SSE = "SqsManagedSseEnabled";
  private static final String WILDCARD = ".*";
  private static final Set<SystemAttribute> EVERY_SYSTEM =
      Collections.unmodifiableSet(EnumSet.allOf(SystemAttribute.class));

  /// A receive that asked for nothing.
  public static final AttributeSelection NONE =
      new AttributeSelection(Set.of(), false, Set.of(), Set.of());

  /// What the three lists of a receive ask for together; an unknown system attribute is refused.
  ///
  /// @param attributeNames system attributes, under the name that AWS has given up
  /// @param messageSystemAttributeNames system attributes
  /// @param messageAttributeNames names, `prefix.*`, `.*` or `All`
  public static AttributeSelection of(
      @Nullable List<String> attributeNames,
      @Nullable List<String> messageSystemAttributeNames,
      @Nullable List<String> messageAttributeNames) {
    if (attributeNames == null
        && messageSystemAttributeNames == null
        && messageAttributeNames == null) {
      return NONE;
    }
    Set<SystemAttribute> system = EnumSet.noneOf(SystemAttribute.class);
    addSystem(system, attributeNames);
    addSystem(system, messageSystemAttributeNames);
    return withNames(system, messageAttributeNames);
  }

  private static AttributeSelection withNames(
      Set<SystemAttribute> system, @Nullable List<String> messageAttributeNames) {
    Set<String> names = new HashSet<>();
    Set<String> prefixes = new HashSet<>();
    boolean every = false;
    for (String name : messageAttributeNames == null ? List.<String>of() : messageAttributeNames) {
      if (name.equals(ALL) || name.equals(WILDCARD)) {
        every = true;
      } else if (name.endsWith(WILDCARD)) {
        prefixes.add(name.substring(0, name.length() - WILDCARD.length()));
      } else {
        names.add(name);
      }
    }
    return new AttributeSelection(system, every, names, prefixes);
  }

  /// `filtered` as a receive answers it.
  public static Map<String, MessageAttributeValue> values(List<MessageAttribute> filtered) {
    Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
    filtered.forEach(attribute -> values.put(attribute.name(), attribute.value()));
    return values;
  }

  /// Whether `attribute` was asked for.
  public boolean wants(SystemAttribute attribute) {
    return system.contains(attribute);
  }

  /// Those of a message's attributes that were asked for, in their order.
  public List<MessageAttribute> filtered(List<MessageAttribute> attributes) {
    if (every || attributes.isEmpty()) {
      return attributes;
    }
    if (names.isEmpty() && prefixes.isEmpty()) {
      return List.of();
    }
    return attributes.stream().filter(attribute -> wants(attribute.name())).toList();
  }

  private boolean wants(String name) {
    return names.contains(name) || prefixes.stream().anyMatch(name::startsWith);
  }

  private static void addSystem(Set<SystemAttribute> system, @Nullable List<String> asked) {
    for (String name : asked == null ? List.<String>of() : asked) {
      if (name.equals(ALL)) {
        system.addAll(EVERY_SYSTEM);
      } else if (!name.equals(SSE)) {
        system.add(SystemAttribute.find(name).orElseThrow(() -> Refusals.unknownAttribute(name)));
      }
    }
  }
}
