package io.waybill.logs.pattern;

import io.waybill.logs.pattern.JsonPattern.Condition;
import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/// Reads a pattern of JSON. `&&` binds more tightly than `||`.
final class JsonReader {
  private static final int DEPTH_MAX = 64;

  private final Scanner in;
  private final List<Selector> selectors = new ArrayList<>();
  private int expressions;
  private int depth;

  JsonReader(String text) {
    this.in = new Scanner(text);
  }

  JsonPattern read() {
    in.require("{");
    Condition condition = any();
    in.require("}");
    if (!in.isAtEnd()) {
      throw new Malformed();
    }
    return new JsonPattern(condition, selectors, expressions);
  }

  private Condition any() {
    List<Condition> any = new ArrayList<>();
    do {
      any.add(all());
    } while (in.take("||"));
    return any.size() == 1 ? any.getFirst() : new Condition.Or(any);
  }

  private Condition all() {
    List<Condition> all = new ArrayList<>();
    do {
      all.add(one());
    } while (in.take("&&"));
    return all.size() == 1 ? all.getFirst() : new Condition.And(all);
  }

  private Condition one() {
    if (!in.take("(")) {
      return about(selector());
    }
    if (++depth > DEPTH_MAX) {
      throw new Malformed();
    }
    Condition inside = any();
    in.require(")");
    depth--;
    return inside;
  }

  private Selector selector() {
    Selector selector = Selector.parse(in.word("=!<>&|(){}"));
    if (selectors.stream().noneMatch(selector::equals)) {
      selectors.add(selector);
    }
    return selector;
  }

  private Condition about(Selector selector) {
    if (in.takeWord("IS")) {
      return new Condition.Is(selector, wanted());
    }
    if (in.takeWord("NOT")) {
      if (!in.takeWord("EXISTS")) {
        throw new Malformed();
      }
      return new Condition.Exists(selector, false);
    }
    if (in.takeWord("EXISTS")) {
      return new Condition.Exists(selector, true);
    }
    Comparison comparison = Comparison.read(in, "&|(){}");
    expressions += comparison.expression().isPresent() ? 1 : 0;
    return new Condition.Compared(selector, comparison);
  }

  private JsonValue wanted() {
    if (in.takeWord("NULL")) {
      return new JsonValue.Null();
    }
    if (in.takeWord("TRUE")) {
      return new JsonValue.Bool(true);
    }
    if (in.takeWord("FALSE")) {
      return new JsonValue.Bool(false);
    }
    throw new Malformed();
  }
}
