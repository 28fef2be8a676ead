package io.waybill.wire.protocol;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ServiceShape;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.Unit;
import io.waybill.wire.protocol.WireResponse.Header;
import java.util.ArrayList;
import java.util.List;

/// awsJson, 1.0 and 1.1: the operation in `X-Amz-Target`, the input as one JSON object.
public final class AwsJson implements Protocol {
  private static final byte[] NOTHING = {};

  private final ServiceShape service;
  private final Header contentType;

  /// Speaks for `service` in version `1.0` or `1.1`.
  public AwsJson(ServiceShape service, String version) {
    this.service = service;
    this.contentType = new Header("Content-Type", "application/x-amz-json-" + version);
  }

  @Override
  public OperationShape<?, ?> operation(WireRequest request) {
    String target = request.headers().first("X-Amz-Target").orElse("");
    int dot = target.lastIndexOf('.');
    return service
        .operation(target.substring(dot + 1))
        .filter(_ -> target.substring(0, Math.max(dot, 0)).equals(service.facts().targetPrefix()))
        .orElseThrow(() -> CommonErrors.UNKNOWN_OPERATION.because("Unknown operation " + target));
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
        output instanceof Unit ? NOTHING : JsonWriter.document((StructureWriter) output, false);
    return new WireResponse(200, List.of(contentType, requestId(requestId)), body);
  }

  @Override
  public WireResponse error(Refusal refusal, String requestId) {
    ErrorShape error = refusal.shape();
    List<Header> headers = new ArrayList<>(3);
    headers.add(contentType);
    headers.add(requestId(requestId));
    if (service.facts().queryCompatible()) {
      String fault = error.senderFault() ? ";Sender" : ";Receiver";
      headers.add(new Header("x-amzn-query-error", error.code() + fault));
    }
    return new WireResponse(error.status(), headers, errorBody(refusal));
  }

  private byte[] errorBody(Refusal refusal) {
    Bytes out = new Bytes(256);
    JsonWriter json = new JsonWriter(out, false);
    json.beginObject();
    json.field("__type", type(refusal.shape()));
    refusal
        .details()
        .ifPresentOrElse(
            details -> details.writeMembers(json),
            () -> json.field(refusal.shape().messageName(), refusal.text()));
    json.endObject();
    return json.toArray();
  }

  /// AWS: some services put a namespace before the name, then also for the errors common to all.
  private String type(ErrorShape error) {
    return service.facts().errorNamespace().isEmpty()
        ? error.name()
        : error.namespace() + "#" + error.name();
  }

  private static Header requestId(String requestId) {
    return new Header("x-amzn-RequestId", requestId);
  }
}
