package io.waybill.wire.protocol;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.ServiceShape;
import io.waybill.wire.protocol.WireResponse.Header;
import java.util.ArrayList;
import java.util.List;

/// What the protocols that descend from awsJson have in common.
final class Answers {
  static final byte[] NOTHING = {};

  private Answers() {}

  static Header requestId(String requestId) {
    return new Header("x-amzn-RequestId", requestId);
  }

  /// The headers of an error: `first`, the request's id and, where the service once spoke query,
  /// the code it had there.
  static List<Header> errorHeaders(
      ServiceShape service, ErrorShape error, String requestId, Header... first) {
    List<Header> headers = new ArrayList<>(List.of(first));
    headers.add(requestId(requestId));
    if (service.facts().queryCompatible()) {
      String fault = error.senderFault() ? ";Sender" : ";Receiver";
      headers.add(new Header("x-amzn-query-error", error.code() + fault));
    }
    return headers;
  }

  /// AWS: some services put a namespace before an error's name, then also for the errors common to
  /// all.
  static String type(ServiceShape service, ErrorShape error) {
    return service.facts().errorNamespace().isEmpty()
        ? error.name()
        : error.namespace() + "#" + error.name();
  }

  /// The operation that `X-Amz-Target` names.
  static OperationShape<?, ?> target(ServiceShape service, WireRequest request) {
    String target = request.headers().first("X-Amz-Target").orElse("");
    int dot = target.lastIndexOf('.');
    return service
        .operation(target.substring(dot + 1))
        .filter(_ -> target.substring(0, Math.max(dot, 0)).equals(service.facts().targetPrefix()))
        .orElseThrow(() -> CommonErrors.UNKNOWN_OPERATION.because("Unknown operation " + target));
  }
}
