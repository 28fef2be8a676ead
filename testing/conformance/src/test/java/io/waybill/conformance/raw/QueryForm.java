package io.waybill.conformance.raw;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Puts an input into a query form with SQS's own names: lists and maps flat, numbered from 1.
public final class QueryForm {
  private static final Map<String, String> LISTS =
      Map.of(
          "AttributeNames", "AttributeName",
          "MessageAttributeNames", "MessageAttributeName",
          "MessageSystemAttributeNames", "MessageSystemAttributeName",
          "TagKeys", "TagKey",
          "AWSAccountIds", "AWSAccountId",
          "Actions", "ActionName");
  private static final Map<String, String> MAPS =
      Map.of(
          "Attributes", "Attribute",
          "MessageAttributes", "MessageAttribute",
          "MessageSystemAttributes", "MessageSystemAttribute",
          "Tags", "Tag",
          "tags", "Tag");

  private final String operation;
  private final StringBuilder text;

  private QueryForm(String operation) {
    this.operation = operation;
    text = new StringBuilder("Action=").append(operation).append("&Version=2012-11-05");
  }

  public static String of(String operation, Map<String, Object> input) {
    QueryForm form = new QueryForm(operation);
    input.forEach((name, value) -> form.member("", name, value));
    return form.text.toString();
  }

  private void member(String prefix, String name, Object value) {
    switch (value) {
      case List<?> list -> list(prefix, list, element(name));
      case Map<?, ?> map when MAPS.containsKey(name) -> map(prefix + MAPS.get(name), map);
      case Map<?, ?> map ->
          map.forEach((key, each) -> member(prefix + name + ".", (String) key, each));
      default -> scalar(prefix + name, value);
    }
  }

  private String element(String name) {
    return name.equals("Entries") ? operation + "RequestEntry" : LISTS.getOrDefault(name, name);
  }

  private void list(String prefix, List<?> list, String element) {
    for (int i = 0; i < list.size(); i++) {
      member(prefix, element + "." + (i + 1), list.get(i));
    }
  }

  private void map(String prefix, Map<?, ?> map) {
    String keyName = prefix.endsWith("Tag") ? "Key" : "Name";
    int number = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String at = prefix + "." + ++number + ".";
      scalar(at + keyName, entry.getKey());
      member(at, "Value", entry.getValue());
    }
  }

  private void scalar(String name, Object value) {
    text.append('&').append(encoded(name)).append('=').append(encoded(value.toString()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
