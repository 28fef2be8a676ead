package io.waybill.sns.filter;

import io.waybill.shapes.json.JsonValue;
import org.jspecify.annotations.Nullable;

/// What filter policies see of a message: each part is read once, when the first policy asks. Used
/// by one thread.
public final class FilteredMessage {
  /// Where the parts come from.
  public interface Source {
    JsonValue.Obj attributes();

    /// Null where the body is no JSON object.
    JsonValue.@Nullable Obj body();
  }

  private final Source source;
  private JsonValue.@Nullable Obj attributes;
  private JsonValue.@Nullable Obj body;
  private boolean bodyRead;

  public FilteredMessage(Source source) {
    this.source = source;
  }

  JsonValue.Obj attributes() {
    JsonValue.Obj read = attributes;
    if (read == null) {
      attributes = read = source.attributes();
    }
    return read;
  }

  JsonValue.@Nullable Obj body() {
    if (!bodyRead) {
      body = source.body();
      bodyRead = true;
    }
    return body;
  }
}
