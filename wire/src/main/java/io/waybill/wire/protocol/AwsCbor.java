package io.waybill.wire.protocol;

import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ServiceShape;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.Unit;
import io.waybill.wire.protocol.WireResponse.Header;
import java.util.List;

/// Kinesis's own protocol, which AWS's Java SDKs prefer: awsJson 1.1 with CBOR for JSON and
/// timestamps in milliseconds.
public final class AwsCbor implements Protocol {
  private static final Header CONTENT_TYPE =
      new Header("Content-Type", "application/x-amz-cbor-1.1");

  private final ServiceShape service;

  public AwsCbor(ServiceShape service) {
    this.service = service;
  }

  @Override
  public OperationShape<?, ?> operation(WireRequest request) {
    return Answers.target(service, request);
  }

  @Override
  public <I> I read(OperationShape<I, ?> operation, WireRequest request) {
    I input = CborReader.document(request.body(), true, operation::readInput);
    operation.validate(input);
    return input;
  }

  @Override
  public <O> WireResponse write(OperationShape<?, O> operation, O output, String requestId) {
    Bytes out = new Bytes(512);
    if (!(output instanceof Unit)) {
      new CborWriter(out, true).object((StructureWriter) output);
    }
    List<Header> headers = List.of(CONTENT_TYPE, Answers.requestId(requestId));
    return new WireResponse(200, headers, out.toArray());
  }

  @Override
  public WireResponse error(Refusal refusal, String requestId) {
    ErrorShape error = refusal.shape();
    List<Header> headers = Answers.errorHeaders(service, error, requestId, CONTENT_TYPE);
    byte[] body = RpcV2Cbor.errorBody(refusal, Answers.type(service, error), true);
    return new WireResponse(error.status(), headers, body);
  }
}
