package io.waybill.sns.deliver;

import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.filter.FilteredMessage;
import io.waybill.sns.model.Attribute;
import io.waybill.sns.state.Letter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What filter policies see of a letter.
record FilterSource(Letter letter) implements FilteredMessage.Source {
  @Override
  public JsonValue.Obj attributes() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (Attribute each : letter.draft().attributes()) {
      // AWS: policies do not see binary attributes.
      if (!each.isBinary()) {
        members.put(each.name(), value(each));
      }
    }
    return new JsonValue.Obj(members);
  }

  private static JsonValue value(Attribute attribute) {
    String text = attribute.text();
    if (attribute.type().equals("String.Array")) {
      return JsonValue.parse(text)
          .filter(value -> value instanceof JsonValue.Arr)
          .orElse(new JsonValue.Text(text));
    }
    boolean number = attribute.type().equals("Number") || attribute.type().startsWith("Number.");
    return number ? new JsonValue.Num(text) : new JsonValue.Text(text);
  }

  @Override
  public JsonValue.@Nullable Obj body() {
    return JsonValue.parseObject(letter.draft().message()).orElse(null);
  }
}
