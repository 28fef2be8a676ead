package io.waybill.wire.protocol;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ServiceShape;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.Unit;
import io.waybill.wire.protocol.WireResponse.Header;
import java.util.List;

/// Smithy's RPC v2: the operation in the path, `/service/Name/operation/Name`, the rest in CBOR.
public final class RpcV2Cbor implements Protocol {
  private static final Header PROTOCOL = new Header("smithy-protocol", "rpc-v2-cbor");
  private static final Header CONTENT_TYPE = new Header("Content-Type", "application/cbor");

  private final ServiceShape service;

  public RpcV2Cbor(ServiceShape service) {
    this.service = service;
  }

  @Override
  public OperationShape<?, ?> operation(WireRequest request) {
    String path = request.path();
    int slash = path.lastIndexOf('/');
    String before = "/service/" + service.facts().smithyName() + "/operation";
    return service
        .operation(path.substring(slash + 1))
        .filter(_ -> request.method().equals("POST"))
        .filter(_ -> path.substring(0, Math.max(slash, 0)).endsWith(before))
        .orElseThrow(() -> CommonErrors.UNKNOWN_OPERATION.because("Unknown operation " + path));
  }

  @Override
  public <I> I read(OperationShape<I, ?> operation, WireRequest request) {
    I input = CborReader.document(request.body(), false, operation::readInput);
    operation.validate(input);
    return input;
  }

  @Override
  public <O> WireResponse write(OperationShape<?, O> operation, O output, String requestId) {
    if (output instanceof Unit) {
      List<Header> headers = List.of(PROTOCOL, Answers.requestId(requestId));
      return new WireResponse(200, headers, Answers.NOTHING);
    }
    Bytes out = new Bytes(512);
    new CborWriter(out, false).object((StructureWriter) output);
    List<Header> headers = List.of(PROTOCOL, CONTENT_TYPE, Answers.requestId(requestId));
    return new WireResponse(200, headers, out.toArray());
  }

  @Override
  public WireResponse error(Refusal refusal, String requestId) {
    ErrorShape error = refusal.shape();
    List<Header> headers = Answers.errorHeaders(service, error, requestId, PROTOCOL, CONTENT_TYPE);
    String type =
        error.namespace().isEmpty() ? error.name() : error.namespace() + "#" + error.name();
    return new WireResponse(error.status(), headers, errorBody(refusal, type, false));
  }

  static byte[] errorBody(Refusal refusal, String type, boolean epochMillis) {
    Bytes out = new Bytes(256);
    CborWriter cbor = new CborWriter(out, epochMillis);
    cbor.beginObject();
    cbor.field("__type", type);
    refusal.details().ifPresent(details -> details.writeMembers(cbor));
    if (refusal.hasMessage()) {
      cbor.field(refusal.shape().messageName(), refusal.text());
    }
    cbor.endObject();
    return out.toArray();
  }
}
