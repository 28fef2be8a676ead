package io.waybill.wire.protocol;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.Member;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import io.waybill.shapes.TimestampFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads shapes from the parameters of a query call.
final class QueryReader implements ShapeReader {
  private static final TextValues VALUES = new TextValues(CommonErrors.MALFORMED_INPUT);

  private final Deque<Frame> frames = new ArrayDeque<>();
  private QueryNode current;

  QueryReader(QueryNode root) {
    current = root;
  }

  /// A structure, list or map that is being read.
  private static final class Frame {
    final QueryNode node;
    final Iterator<QueryNode> elements;
    int nextMember;

    Frame(QueryNode node, Iterator<QueryNode> elements) {
      this.node = node;
      this.elements = elements;
    }
  }

  @Override
  public void beginStructure(Structure structure) {
    frames.push(new Frame(current, Collections.emptyIterator()));
  }

  @Override
  public @Nullable Member nextMember(Structure structure) {
    Frame frame = frames.element();
    while (frame.nextMember < structure.members().size()) {
      Member member = structure.members().get(frame.nextMember++);
      QueryNode child = child(frame.node, member);
      if (child != null) {
        current = child;
        return member;
      }
    }
    frames.pop();
    return null;
  }

  /// What stands under the member's name in the protocol, or else under its name in the model: SQS
  /// takes `Tags.1.Key` as it takes `Tag.1.Key`, and SDKs have sent both.
  private static @Nullable QueryNode child(QueryNode node, Member member) {
    QueryNode child = node.child(member.queryName());
    return child != null ? child : node.child(member.name());
  }

  @Override
  public void beginUnion(Structure union) {
    beginStructure(union);
  }

  @Override
  public Member unionMember(Structure union) {
    Member member = nextMember(union);
    if (member == null) {
      throw refuse("Unexpected null or empty union");
    }
    return member;
  }

  @Override
  public void endUnion(Structure union) {
    if (nextMember(union) != null) {
      throw refuse("More than one member of a union is set");
    }
  }

  @Override
  public void beginList(Member list) {
    String one = current.value();
    boolean alone = list.flattened() && one != null && !one.isEmpty() && !current.isParent();
    begin(list, list.element().queryName(), alone);
  }

  @Override
  public boolean nextElement(Member list) {
    return nextNumbered();
  }

  @Override
  public void beginMap(Member map) {
    boolean alone = map.flattened() && current.child(map.key().queryName()) != null;
    begin(map, "entry", alone);
  }

  @Override
  public @Nullable String nextKey(Member map) {
    if (!nextNumbered()) {
      return null;
    }
    QueryNode key = current.child(map.key().queryName());
    QueryNode value = current.child(map.value().queryName());
    if (key == null || value == null) {
      throw refuse("An entry of " + map.name() + " has no key or no value");
    }
    current = value;
    return Objects.requireNonNullElse(key.value(), "");
  }

  /// @param alone whether what is here is the only element, without a number: AWS's documents show
  ///   `AttributeName=All` and `Attribute.Name=…&Attribute.Value=…`
  private void begin(Member collection, String between, boolean alone) {
    frames.push(new Frame(current, elements(collection, between, alone)));
  }

  private Iterator<QueryNode> elements(Member collection, String between, boolean alone) {
    if (alone) {
      return List.of(current).iterator();
    }
    QueryNode node = collection.flattened() ? current : current.child(between);
    return node == null ? Collections.emptyIterator() : node.numbered();
  }

  private boolean nextNumbered() {
    Frame frame = frames.element();
    if (frame.elements.hasNext()) {
      current = frame.elements.next();
      return true;
    }
    frames.pop();
    return false;
  }

  @Override
  public boolean readNull() {
    return false;
  }

  @Override
  public boolean readBoolean(Member member) {
    return VALUES.readBoolean(text());
  }

  @Override
  public byte readByte(Member member) {
    return VALUES.readByte(text());
  }

  @Override
  public short readShort(Member member) {
    return VALUES.readShort(text());
  }

  @Override
  public int readInteger(Member member) {
    return VALUES.readInteger(text());
  }

  @Override
  public long readLong(Member member) {
    return VALUES.readLong(text());
  }

  @Override
  public float readFloat(Member member) {
    return VALUES.readFloat(text());
  }

  @Override
  public double readDouble(Member member) {
    return VALUES.readDouble(text());
  }

  @Override
  public BigInteger readBigInteger(Member member) {
    return VALUES.readBigInteger(text());
  }

  @Override
  public BigDecimal readBigDecimal(Member member) {
    return VALUES.readBigDecimal(text());
  }

  @Override
  public String readString(Member member) {
    return text();
  }

  @Override
  public byte[] readBlob(Member member) {
    return VALUES.readBlob(text());
  }

  @Override
  public Instant readTimestamp(Member member) {
    return VALUES.readTimestamp(
        text(), Objects.requireNonNullElse(member.timestampFormat(), TimestampFormat.DATE_TIME));
  }

  @Override
  public Document readDocument(Member member) {
    throw refuse("The query protocol has no documents");
  }

  private String text() {
    String value = current.value();
    if (value == null) {
      throw refuse("Start of structure or map found where not expected.");
    }
    return value;
  }

  private static Refusal refuse(String message) {
    return CommonErrors.MALFORMED_INPUT.because(message);
  }
}
