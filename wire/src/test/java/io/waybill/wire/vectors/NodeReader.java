package io.waybill.wire.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.Document;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.ArrayNode;
import software.amazon.smithy.model.node.BooleanNode;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.NullNode;
import software.amazon.smithy.model.node.NumberNode;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.node.StringNode;

/// Reads shapes from the parameters of a vector: the values that its bytes stand for.
final class NodeReader implements ShapeReader {
  private final Deque<Iterator<Map.Entry<String, Node>>> around = new ArrayDeque<>();
  private Node current;

  NodeReader(Node root) {
    current = root;
  }

  private static List<Map.Entry<String, Node>> entries(Node node) {
    List<Map.Entry<String, Node>> entries = new ArrayList<>();
    node.expectObjectNode()
        .getStringMap()
        .forEach((name, value) -> entries.add(Map.entry(name, value)));
    return entries;
  }

  @Override
  public void beginStructure(Structure structure) {
    around.push(entries(current).iterator());
  }

  @Override
  public @Nullable Member nextMember(Structure structure) {
    Iterator<Map.Entry<String, Node>> entries = around.element();
    while (entries.hasNext()) {
      Map.Entry<String, Node> entry = entries.next();
      Member member = structure.member(entry.getKey());
      if (member == null) {
        throw new IllegalArgumentException(structure + " has no member " + entry.getKey());
      }
      if (!entry.getValue().isNullNode()) {
        current = entry.getValue();
        return member;
      }
    }
    around.pop();
    return null;
  }

  @Override
  public void beginUnion(Structure union) {
    beginStructure(union);
  }

  @Override
  public Member unionMember(Structure union) {
    Member member = nextMember(union);
    if (member == null) {
      throw new IllegalArgumentException(union + " is empty");
    }
    return member;
  }

  @Override
  public void endUnion(Structure union) {
    around.pop();
  }

  @Override
  public void beginList(Member list) {
    List<Map.Entry<String, Node>> elements = new ArrayList<>();
    current.expectArrayNode().getElements().forEach(node -> elements.add(Map.entry("", node)));
    around.push(elements.iterator());
  }

  @Override
  public boolean nextElement(Member list) {
    return nextKey(list) != null;
  }

  @Override
  public void beginMap(Member map) {
    around.push(entries(current).iterator());
  }

  @Override
  public @Nullable String nextKey(Member map) {
    if (!around.element().hasNext()) {
      around.pop();
      return null;
    }
    Map.Entry<String, Node> entry = around.element().next();
    current = entry.getValue();
    return entry.getKey();
  }

  @Override
  public boolean readNull() {
    return current.isNullNode();
  }

  @Override
  public boolean readBoolean(Member member) {
    return current.expectBooleanNode().getValue();
  }

  @Override
  public byte readByte(Member member) {
    return number().byteValue();
  }

  @Override
  public short readShort(Member member) {
    return number().shortValue();
  }

  @Override
  public int readInteger(Member member) {
    return number().intValue();
  }

  @Override
  public long readLong(Member member) {
    return number().longValue();
  }

  @Override
  public float readFloat(Member member) {
    return current.isStringNode() ? Float.parseFloat(readString(member)) : number().floatValue();
  }

  @Override
  public double readDouble(Member member) {
    return current.isStringNode() ? Double.parseDouble(readString(member)) : number().doubleValue();
  }

  @Override
  public BigInteger readBigInteger(Member member) {
    return number().toBigInteger();
  }

  @Override
  public BigDecimal readBigDecimal(Member member) {
    return number();
  }

  private BigDecimal number() {
    return new BigDecimal(current.expectNumberNode().getValue().toString());
  }

  @Override
  public String readString(Member member) {
    return current.expectStringNode().getValue();
  }

  @Override
  public byte[] readBlob(Member member) {
    return readString(member).getBytes(UTF_8);
  }

  @Override
  public Instant readTimestamp(Member member) {
    BigDecimal seconds = number();
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValue());
  }

  @Override
  public Document readDocument(Member member) {
    return document(current);
  }

  static Document document(Node node) {
    return switch (node) {
      case NullNode _ -> new Document.Null();
      case BooleanNode bool -> new Document.Bool(bool.getValue());
      case NumberNode number -> new Document.Numeric(new BigDecimal(number.getValue().toString()));
      case StringNode text -> new Document.Text(text.getValue());
      case ArrayNode array ->
          new Document.Array(array.getElements().stream().map(NodeReader::document).toList());
      case ObjectNode object -> {
        Map<String, Document> members = new LinkedHashMap<>();
        object.getStringMap().forEach((name, value) -> members.put(name, document(value)));
        yield new Document.Struct(members);
      }
      default -> throw new IllegalArgumentException(node.toString());
    };
  }
}
