package io.waybill.wire.protocol;

import io.waybill.shapes.CommonErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of a query call, `A.1.B=c`, as the tree that their dots describe.
final class QueryNode {
  /// Beyond any model's depth.
  private static final int DEPTH_MAX = 64;

  private @Nullable String value;
  private @Nullable Map<String, QueryNode> children;

  /// Adds a parameter at `name`, relative to this node. The first of the same name counts.
  void add(String name, String parameter) {
    QueryNode node = this;
    int from = 0;
    for (int depth = 0; ; depth++) {
      if (depth == DEPTH_MAX) {
        throw CommonErrors.MALFORMED_INPUT.because("A parameter is nested too deeply");
      }
      int dot = name.indexOf('.', from);
      node = node.childToFill(dot < 0 ? name.substring(from) : name.substring(from, dot));
      if (dot < 0) {
        break;
      }
      from = dot + 1;
    }
    if (node.value == null) {
      node.value = parameter;
    }
  }

  private QueryNode childToFill(String name) {
    if (children == null) {
      children = new HashMap<>();
    }
    return children.computeIfAbsent(name, _ -> new QueryNode());
  }

  @Nullable QueryNode child(String name) {
    return children == null ? null : children.get(name);
  }

  boolean isParent() {
    return children != null;
  }

  @Nullable String value() {
    return value;
  }

  /// The children whose names are numbers, in the order of the numbers. Numbers need not begin at
  /// one or be without gaps.
  Iterator<QueryNode> numbered() {
    List<Numbered> found = new ArrayList<>();
    if (children != null) {
      children.forEach((name, node) -> found.add(new Numbered(number(name), node)));
    }
    return found.stream().sorted().map(Numbered::node).iterator();
  }

  private static int number(String name) {
    try {
      return Integer.parseInt(name);
    } catch (NumberFormatException e) {
      throw CommonErrors.MALFORMED_INPUT.because("Key is not an integer: " + name);
    }
  }

  private record Numbered(int number, QueryNode node) implements Comparable<Numbered> {
    @Override
    public int compareTo(Numbered other) {
      return Integer.compare(number, other.number);
    }
  }
}
