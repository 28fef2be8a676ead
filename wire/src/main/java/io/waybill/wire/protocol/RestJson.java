package io.waybill.wire.protocol;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ServiceShape;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.Unit;
import io.waybill.wire.protocol.WireResponse.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// restJson1: the operation by method and path; members in path, query, headers, and a JSON body.
public final class RestJson implements Protocol {
  private static final String JSON = "application/json";

  private final RestRoutes routes;

  public RestJson(ServiceShape service) {
    this.routes = new RestRoutes(service);
  }

  @Override
  public OperationShape<?, ?> operation(WireRequest request) {
    return routes
        .find(request)
        .orElseThrow(() ->
            CommonErrors.UNKNOWN_ROUTE.because(
                "Unknown operation " + request.method() + " " + request.path()));
  }

  @Override
  public <I> I read(OperationShape<I, ?> operation, WireRequest request) {
    requireContentType(operation.input(), request);
    requireAccept(operation.output(), request);
    I input = readParts(operation, request);
    operation.validate(input);
    return input;
  }

  private <I> I readParts(OperationShape<I, ?> operation, WireRequest request) {
    try {
      Map<String, String> labels =
          routes
              .labels(operation, request.path())
              .orElseThrow(() -> CommonErrors.UNKNOWN_ROUTE.because("Unknown operation"));
      if (!hasJsonBody(operation.input(), request)) {
        ShapeReader none = TextReader.ofUri(List.of());
        return operation.readInput(new RestReader(request, labels, none));
      }
      return JsonReader.document(
          request.body(), true, body -> operation.readInput(new RestReader(request, labels, body)));
    } catch (IllegalArgumentException e) {
      throw CommonErrors.SERIALIZATION.because("The path is malformed");
    }
  }

  private static boolean hasJsonBody(Structure structure, WireRequest request) {
    Member payload = structure.payload();
    if (payload == null) {
      return structure.hasBodyMembers();
    }
    return request.body().length > 0
        && payload.kind() != Kind.BLOB
        && payload.kind() != Kind.STRING;
  }

  /// Refuses a body of another type than the operation takes. A type that is missing, or given for
  /// no body, is let be: AWS's services do, and much is called by hand.
  private static void requireContentType(Structure input, WireRequest request) {
    if (request.body().length == 0) {
      return;
    }
    Member payload = input.payload();
    if (isOpen(payload)) {
      return;
    }
    String given = mediaType(request.headers().first("Content-Type").orElse(""));
    String taken = payload == null ? JSON : contentType(payload);
    if (!given.isEmpty() && !given.equals(taken)) {
      throw CommonErrors.UNSUPPORTED_MEDIA_TYPE.because("Unsupported media type " + given);
    }
  }

  /// Refuses a caller who accepts none of what the operation answers with.
  private static void requireAccept(Structure output, WireRequest request) {
    Member payload = output.payload();
    String accept = isOpen(payload) ? "" : request.headers().first("Accept").orElse("");
    if (accept.isBlank()) {
      return;
    }
    String answered = payload == null ? JSON : contentType(payload);
    for (String range : accept.split(",", -1)) {
      String type = mediaType(range);
      boolean any =
          type.endsWith("/*") && answered.startsWith(type.substring(0, type.length() - 1));
      if (type.equals("*/*") || type.equals(answered) || any) {
        return;
      }
    }
    throw CommonErrors.NOT_ACCEPTABLE.because("Unacceptable: " + answered);
  }

  /// Whether a payload is of any content type.
  private static boolean isOpen(@Nullable Member payload) {
    return payload != null && payload.kind() == Kind.BLOB && payload.mediaType() == null;
  }

  private static String mediaType(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
  }

  private static String contentType(Member payload) {
    String usual =
        switch (payload.kind()) {
          case STRING -> "text/plain";
          case BLOB -> "application/octet-stream";
          default -> JSON;
        };
    return Objects.requireNonNullElse(payload.mediaType(), usual);
  }

  @Override
  public <O> WireResponse write(OperationShape<?, O> operation, O output, String requestId) {
    List<Header> headers = new ArrayList<>();
    headers.add(Answers.requestId(requestId));
    int status = operation.http().status();
    if (output instanceof Unit) {
      return new WireResponse(status, headers, Answers.NOTHING);
    }
    return write((StructureWriter) output, status, headers);
  }

  static WireResponse write(StructureWriter value, int status, List<Header> headers) {
    Member payload = value.structure().payload();
    JsonWriter json = new JsonWriter(new Bytes(payload == null ? 512 : 16), true);
    json.beginObject();
    RestWriter rest = new RestWriter(json, headers, status);
    value.writeMembers(rest);
    json.endObject();
    if (payload == null) {
      headers.add(new Header("Content-Type", JSON));
      return new WireResponse(rest.status(), headers, json.toArray());
    }
    if (!isTyped(headers) && (rest.hasPayload() || contentType(payload).equals(JSON))) {
      headers.add(new Header("Content-Type", contentType(payload)));
    }
    return new WireResponse(rest.status(), headers, rest.payload());
  }

  private static boolean isTyped(List<Header> headers) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase("Content-Type")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public WireResponse error(Refusal refusal, String requestId) {
    ErrorShape error = refusal.shape();
    List<Header> headers = new ArrayList<>();
    headers.add(Answers.requestId(requestId));
    headers.add(new Header("x-amzn-ErrorType", error.name()));
    return refusal
        .details()
        .map(details -> write(details, error.status(), headers))
        .orElseGet(() -> plainError(refusal, headers));
  }

  private static WireResponse plainError(Refusal refusal, List<Header> headers) {
    JsonWriter json = new JsonWriter(new Bytes(256), true);
    json.beginObject();
    json.field(refusal.shape().messageName(), refusal.text());
    json.endObject();
    headers.add(new Header("Content-Type", JSON));
    return new WireResponse(refusal.shape().status(), headers, json.toArray());
  }
}
