package io.waybill.wire.protocol;

import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Eventful;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ServiceShape;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.Unit;
import io.waybill.wire.protocol.WireResponse.Header;
import java.util.List;

/// awsJson, 1.0 and 1.1: the operation in `X-Amz-Target`, the input as one JSON object.
public final class AwsJson implements Protocol {
  private final ServiceShape service;
  private final Header contentType;

  /// Speaks for `service` in version `1.0` or `1.1`.
  public AwsJson(ServiceShape service, String version) {
    this.service = service;
    this.contentType = new Header("Content-Type", "application/x-amz-json-" + version);
  }

  @Override
  public OperationShape<?, ?> operation(WireRequest request) {
    return Answers.target(service, request);
  }

  @Override
  public <I> I read(OperationShape<I, ?> operation, WireRequest request) {
    I input = JsonReader.document(request.body(), false, operation::readInput);
    operation.validate(input);
    return input;
  }

  @Override
  public <O> WireResponse write(OperationShape<?, O> operation, O output, String requestId) {
    // AWS (SQS, DeleteMessage and its like): no output is an empty body, not an empty object.
    byte[] body =
        output instanceof Unit
            ? Answers.NOTHING
            : JsonWriter.document((StructureWriter) output, false);
    Header type = hasFeed(output) ? EventMessages.CONTENT_TYPE_OF_FEEDS : contentType;
    return new WireResponse(200, List.of(type, Answers.requestId(requestId)), body);
  }

  private static boolean hasFeed(Object output) {
    return output instanceof Eventful eventful && eventful.feed() != null;
  }

  /// Smithy ("Event streams", RPC protocols): the output is an event of its own, the first.
  @Override
  public byte[] initialResponse(byte[] body) {
    return EventMessages.initialResponse(contentType.value(), body);
  }

  @Override
  public WireResponse error(Refusal refusal, String requestId) {
    ErrorShape error = refusal.shape();
    JsonWriter json = new JsonWriter(new Bytes(256), false);
    json.beginObject();
    json.field("__type", Answers.type(service, error));
    refusal.details().ifPresent(details -> details.writeMembers(json));
    if (refusal.hasMessage()) {
      json.field(error.messageName(), refusal.text());
    }
    json.endObject();
    List<Header> headers = Answers.errorHeaders(service, error, requestId, contentType);
    return new WireResponse(error.status(), headers, json.toArray());
  }
}
