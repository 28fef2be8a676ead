package io.waybill.conformance.nonsense;

import java.lang.reflect.Field;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.protocols.core.OperationInfo;

/// restJson of one operation: members stand in the path, the query, headers and the body.
///
/// @param uri the path, with places for members
/// @param input what knows where members belong
public record RestCall(String method, String uri, SdkPojo input) implements CallForm {
  private static final Pattern FAULT =
      Pattern.compile("(?s)[A-Za-z.]+ .*\"[Mm]essage\":\"(?!null\").+");

  /// What is longer does not reach the operation: a head has its own limits.
  private static final int CHARS_MAX = 4_000;

  private static final int VALUES_MAX = 100;

  /// The call of `operation` as AWS's client for `service` makes it.
  public static RestCall of(String service, String operation) {
    try {
      return of(
          (SdkPojo)
              Operations.input(
                  Class.forName(
                      "software.amazon.awssdk.services.%s.model.%sRequest"
                          .formatted(service, operation))));
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalArgumentException(unknown);
    }
  }

  /// The call that has this input. Method and path the client keeps to itself.
  static RestCall of(SdkPojo input) {
    String model = input.getClass().getName();
    try {
      Field binding =
          Class.forName(model.replace(".model.", ".transform.") + "Marshaller")
              .getDeclaredField("SDK_OPERATION_BINDING");
      binding.setAccessible(true);
      OperationInfo info = (OperationInfo) binding.get(null);
      return new RestCall(info.httpMethod().name(), info.requestUri(), input);
    } catch (ReflectiveOperationException otherwiseMade) {
      throw new IllegalStateException(otherwiseMade);
    }
  }

  @Override
  public HttpRequest.Builder request(URI endpoint, String operation, Map<String, Object> values) {
    String path = uri;
    StringBuilder query = new StringBuilder();
    Map<String, Object> body = new LinkedHashMap<>();
    Map<String, String> headers = new LinkedHashMap<>();
    Optional<Object> whole = Optional.empty();
    for (Map.Entry<String, Object> each : values.entrySet()) {
      Optional<SdkField<?>> field = field(each.getKey());
      MarshallLocation at =
          field.<MarshallLocation>map(SdkField::location).orElse(MarshallLocation.PAYLOAD);
      String text = text(each.getValue());
      switch (at) {
        case PATH, GREEDY_PATH ->
            path = path.replaceAll("\\{" + each.getKey() + "\\+?}", encoded(text));
        case QUERY_PARAM -> {
          for (Object one : repeated(field, each.getValue())) {
            query
                .append(query.isEmpty() && !path.contains("?") ? '?' : '&')
                .append(encoded(each.getKey()))
                .append('=')
                .append(encoded(text(one)));
          }
        }
        case HEADER -> headers.put(each.getKey(), header(text));
        default -> {
          if (field.flatMap(f -> f.getOptionalTrait(PayloadTrait.class)).isPresent()) {
            whole = Optional.of(each.getValue());
          } else {
            body.put(each.getKey(), each.getValue());
          }
        }
      }
    }
    String sent = whole.map(RestCall::text).orElseGet(() -> body.isEmpty() ? "" : Plain.json(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path.replaceAll("\\{[A-Za-z]+\\+?}", "") + query))
            .header("Content-Type", "application/json")
            .method(
                method,
                sent.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(sent));
    headers.forEach(request::header);
    return request;
  }

  /// What stands in the query once each: all of a list where one is expected.
  private static List<?> repeated(Optional<SdkField<?>> field, Object value) {
    boolean expected =
        field.filter(each -> each.marshallingType().equals(MarshallingType.LIST)).isPresent();
    return expected && value instanceof List<?> list
        ? list.subList(0, Math.min(list.size(), VALUES_MAX))
        : List.of(value);
  }

  private Optional<SdkField<?>> field(String name) {
    return input.sdkFields().stream().filter(each -> each.locationName().equals(name)).findFirst();
  }

  private static String text(Object value) {
    return value instanceof Map || value instanceof List
        ? Plain.json(value)
        : String.valueOf(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(
            text.substring(0, Math.min(text.length(), CHARS_MAX)), StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  /// What a header can hold of it.
  private static String header(String text) {
    return text.substring(0, Math.min(text.length(), CHARS_MAX)).replaceAll("[^ -~]", "?");
  }

  @Override
  public Pattern fault() {
    return FAULT;
  }
}
