package io.waybill.conformance.nonsense;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// awsQuery: a form.
///
/// @param version the API's date
public record FormCall(String version) implements CallForm {
  // AWS: CloudWatch does not say in words what it did not find.
  private static final Pattern XML_FAULT =
      Pattern.compile(
          "(?s).*<Type>Sender</Type><Code>[A-Za-z.]+</Code>(<Message>[^<]|</Error|<ResourceType).*");

  @Override
  public HttpRequest.Builder request(URI endpoint, String operation, Map<String, Object> input) {
    StringBuilder form = new StringBuilder("Action=" + operation + "&Version=" + version);
    input.forEach((name, value) -> append(form, name, value));
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
  }

  @Override
  public Pattern fault() {
    return XML_FAULT;
  }

  private static void append(StringBuilder form, String name, Object value) {
    switch (value) {
      case Sample.Named(var entries) -> {
        int number = 0;
        for (Map.Entry<String, Object> each : entries.entrySet()) {
          String place = name + ".entry." + ++number;
          append(form, place + ".key", each.getKey());
          append(form, place + ".value", each.getValue());
        }
      }
      case Map<?, ?> map -> map.forEach((inner, each) -> append(form, name + "." + inner, each));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          append(form, name + ".member." + (i + 1), list.get(i));
        }
      }
      default ->
          form.append('&')
              .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
              .append('=')
              .append(URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8));
    }
  }
}
