package io.waybill.shapes;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// A value without a schema, as JSON knows them.
public sealed interface Document {
  record Null() implements Document {}

  record Bool(boolean value) implements Document {}

  /// A number, exactly as it was written.
  record Numeric(BigDecimal value) implements Document {}

  record Text(String value) implements Document {}

  record Array(List<Document> elements) implements Document {}

  /// An object, its members in the order in which they came.
  record Struct(Map<String, Document> members) implements Document {}

  static Document text(String value) {
    return new Text(value);
  }

  static Document number(long value) {
    return new Numeric(BigDecimal.valueOf(value));
  }
}
