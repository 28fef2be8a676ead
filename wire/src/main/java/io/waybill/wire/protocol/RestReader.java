package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.HttpPlace;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads an input that is spread over path, query, headers and body: first the members outside the
/// body, then those in it. What stands deeper is read by the reader of the place where it stands.
final class RestReader implements ShapeReader {
  private final WireRequest request;
  private final Map<String, String> labels;
  private final Map<String, List<String>> query = new LinkedHashMap<>();
  private final ShapeReader body;
  private ShapeReader current;
  private int depth;
  private int nextOutside;
  private boolean bodyBegun;

  /// Reads `request`, with the decoded labels of its path and a reader of its body.
  RestReader(WireRequest request, Map<String, String> labels, ShapeReader body) {
    this.request = request;
    this.labels = labels;
    this.body = body;
    this.current = body;
    try {
      Form.parse(
          request.query(),
          (name, value) -> query.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    } catch (IllegalArgumentException e) {
      throw CommonErrors.SERIALIZATION.because("The query string is malformed.");
    }
  }

  @Override
  public void beginStructure(Structure structure) {
    if (depth++ > 0) {
      current.beginStructure(structure);
    }
  }

  @Override
  public @Nullable Member nextMember(Structure structure) {
    Member member = depth == 1 ? nextOfInput(structure) : current.nextMember(structure);
    if (member == null) {
      depth--;
    }
    return member;
  }

  private @Nullable Member nextOfInput(Structure input) {
    while (nextOutside < input.members().size()) {
      Member member = input.members().get(nextOutside++);
      ShapeReader found = outside(member);
      if (found != null) {
        current = found;
        return member;
      }
    }
    current = body;
    if (!bodyBegun) {
      if (!input.hasBodyMembers()) {
        return null;
      }
      body.beginStructure(input);
      bodyBegun = true;
    }
    Member member = body.nextMember(input);
    if (member != null && member.place() != HttpPlace.BODY) {
      throw CommonErrors.SERIALIZATION.because(member.name() + " does not belong in the body");
    }
    return member;
  }

  /// What reads `member` where it stands outside the body's structure; null where it is absent.
  private @Nullable ShapeReader outside(Member member) {
    return switch (member.place()) {
      case BODY, STATUS -> null;
      case LABEL -> {
        String label = labels.get(member.placeName());
        yield label == null ? null : TextReader.ofUri(List.of(label));
      }
      case QUERY -> {
        List<String> values = query.get(member.placeName());
        yield values == null ? null : TextReader.ofUri(values);
      }
      case QUERY_MAP -> query.isEmpty() ? null : TextReader.ofMap(query);
      case HEADER -> header(member);
      case PREFIX_HEADERS -> {
        Map<String, List<String>> headers = prefixed(member.placeName());
        yield headers.isEmpty() ? null : TextReader.ofMap(headers);
      }
      case PAYLOAD -> request.body().length == 0 && !member.required() ? null : payload(member);
    };
  }

  private @Nullable ShapeReader header(Member member) {
    List<String> lines = request.headers().all(member.placeName());
    if (lines.isEmpty()) {
      return null;
    }
    try {
      boolean list = member.kind() == Kind.LIST;
      return TextReader.ofHeader(list ? HeaderText.split(lines, member.element()) : lines);
    } catch (IllegalArgumentException e) {
      throw CommonErrors.SERIALIZATION.because(
          "The header " + member.placeName() + " is malformed");
    }
  }

  private Map<String, List<String>> prefixed(String prefix) {
    String lower = prefix.toLowerCase(Locale.ROOT);
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String name : request.headers().names()) {
      if (name.toLowerCase(Locale.ROOT).startsWith(lower)) {
        found.put(name.substring(prefix.length()), request.headers().all(name));
      }
    }
    return found;
  }

  private ShapeReader payload(Member member) {
    return switch (member.kind()) {
      case STRING, BLOB -> this; // the body as it is: see readString and readBlob
      default -> body;
    };
  }

  @Override
  public String readString(Member member) {
    return isPayload(member) ? new String(request.body(), UTF_8) : current.readString(member);
  }

  @Override
  public byte[] readBlob(Member member) {
    return isPayload(member) ? request.body() : current.readBlob(member);
  }

  private static boolean isPayload(Member member) {
    return member.place() == HttpPlace.PAYLOAD;
  }

  @Override
  public void beginUnion(Structure union) {
    current.beginUnion(union);
  }

  @Override
  public Member unionMember(Structure union) {
    return current.unionMember(union);
  }

  @Override
  public void endUnion(Structure union) {
    current.endUnion(union);
  }

  @Override
  public void beginList(Member list) {
    current.beginList(list);
  }

  @Override
  public boolean nextElement(Member list) {
    return current.nextElement(list);
  }

  @Override
  public void beginMap(Member map) {
    current.beginMap(map);
  }

  @Override
  public @Nullable String nextKey(Member map) {
    return current.nextKey(map);
  }

  @Override
  public boolean readNull() {
    return current.readNull();
  }

  @Override
  public boolean readBoolean(Member member) {
    return current.readBoolean(member);
  }

  @Override
  public byte readByte(Member member) {
    return current.readByte(member);
  }

  @Override
  public short readShort(Member member) {
    return current.readShort(member);
  }

  @Override
  public int readInteger(Member member) {
    return current.readInteger(member);
  }

  @Override
  public long readLong(Member member) {
    return current.readLong(member);
  }

  @Override
  public float readFloat(Member member) {
    return current.readFloat(member);
  }

  @Override
  public double readDouble(Member member) {
    return current.readDouble(member);
  }

  @Override
  public BigInteger readBigInteger(Member member) {
    return current.readBigInteger(member);
  }

  @Override
  public BigDecimal readBigDecimal(Member member) {
    return current.readBigDecimal(member);
  }

  @Override
  public Instant readTimestamp(Member member) {
    return current.readTimestamp(member);
  }

  @Override
  public Document readDocument(Member member) {
    return current.readDocument(member);
  }
}
