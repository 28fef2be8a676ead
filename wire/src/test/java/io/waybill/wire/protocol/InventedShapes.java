package io.waybill.wire.protocol;

import io.waybill.shapes.Document;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A reader with nothing to read from, that invents values from a seed: records at random.
final class InventedShapes implements ShapeReader {
  private static final int DEPTH_MAX = 5;

  private static final List<String> TEXTS =
      List.of("", "a", "plain text", "\"quoted\\\"", "tab\tline\n\r\u0001\u007f", "é☃😀", "<&>");

  private final Random random;

  /// How much is still to come at each depth: members looked at, elements, entries.
  private final Deque<Integer> counts = new ArrayDeque<>();

  InventedShapes(long seed) {
    random = new Random(seed);
  }

  @Override
  public void beginStructure(Structure structure) {
    counts.push(0);
  }

  @Override
  public @Nullable Member nextMember(Structure structure) {
    int next = counts.pop();
    boolean deep = counts.size() >= DEPTH_MAX;
    while (next < structure.members().size()) {
      Member member = structure.members().get(next++);
      if (random.nextInt(3) > 0 && !(deep && isNested(member))) {
        counts.push(next);
        return member;
      }
    }
    return null;
  }

  private static boolean isNested(Member member) {
    return member.kind().compareTo(Kind.LIST) >= 0;
  }

  @Override
  public void beginUnion(Structure union) {
    counts.push(0);
  }

  @Override
  public Member unionMember(Structure union) {
    List<Member> members = union.members();
    boolean deep = counts.size() >= DEPTH_MAX;
    List<Member> candidates =
        deep ? members.stream().filter(member -> !isNested(member)).toList() : members;
    List<Member> possible = candidates.isEmpty() ? members : candidates;
    return possible.get(random.nextInt(possible.size()));
  }

  @Override
  public void endUnion(Structure union) {
    counts.pop();
  }

  @Override
  public void beginList(Member list) {
    counts.push(counts.size() >= DEPTH_MAX ? 0 : random.nextInt(4));
  }

  @Override
  public boolean nextElement(Member list) {
    int left = counts.pop();
    if (left == 0) {
      return false;
    }
    counts.push(left - 1);
    return true;
  }

  @Override
  public void beginMap(Member map) {
    beginList(map);
  }

  @Override
  public @Nullable String nextKey(Member map) {
    return nextElement(map) ? random.nextInt(100) + text() : null;
  }

  @Override
  public boolean readNull() {
    return random.nextInt(4) == 0;
  }

  @Override
  public boolean readBoolean(Member member) {
    return random.nextBoolean();
  }

  @Override
  public byte readByte(Member member) {
    return (byte) random.nextInt();
  }

  @Override
  public short readShort(Member member) {
    return (short) random.nextInt();
  }

  @Override
  public int readInteger(Member member) {
    return random.nextInt() >> random.nextInt(32);
  }

  @Override
  public long readLong(Member member) {
    return random.nextLong() >> random.nextInt(64);
  }

  @Override
  public float readFloat(Member member) {
    return random.nextInt(5) == 0 ? Float.NaN : Float.intBitsToFloat(random.nextInt(0x7f000000));
  }

  @Override
  public double readDouble(Member member) {
    return random.nextInt(5) == 0 ? Double.NEGATIVE_INFINITY : random.nextGaussian();
  }

  @Override
  public BigInteger readBigInteger(Member member) {
    return new BigInteger(200, random).negate();
  }

  @Override
  public BigDecimal readBigDecimal(Member member) {
    return new BigDecimal(new BigInteger(100, random), random.nextInt(40) - 20);
  }

  @Override
  public String readString(Member member) {
    return text();
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
  }

  @Override
  public byte[] readBlob(Member member) {
    byte[] bytes = new byte[random.nextInt(9)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public Instant readTimestamp(Member member) {
    return Instant.ofEpochMilli(random.nextInt() * 1000L + random.nextInt(1000));
  }

  @Override
  public Document readDocument(Member member) {
    return new Document.Struct(
        Map.of(
            text(),
            new Document.Array(
                List.of(
                    new Document.Null(),
                    new Document.Bool(random.nextBoolean()),
                    new Document.Numeric(BigDecimal.valueOf(random.nextInt())),
                    new Document.Text(text())))));
  }
}
