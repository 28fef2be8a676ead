package io.waybill.wire.dispatch;

import io.waybill.shapes.Refusal;
import io.waybill.wire.http.HttpCall;
import io.waybill.wire.protocol.WireRequest;
import io.waybill.wire.sigv4.Signature;
import io.waybill.wire.sigv4.SignatureReader;
import java.util.Optional;

/// Who signed a request that is none of an operation.
public record Signed(String account, String principal, String accessKey) {
  /// Who signed `call` for `service`; empty where nobody did, or the signature is not good.
  public static Optional<Signed> by(HttpCall call, Identities identities, String service) {
    WireRequest asSent =
        new WireRequest(
            call.method(),
            call.path(),
            call.query(),
            new CallHeaders(call.headers()),
            call.bodyAsSent());
    Signature signature = SignatureReader.read(asSent);
    return signature
        .scope()
        .flatMap(scope -> {
          try {
            Identity identity = identities.of(signature, asSent, service);
            return Optional.of(
                new Signed(identity.account().digits(), identity.principal(), scope.accessKey()));
          } catch (Refusal notProven) {
            return Optional.empty();
          }
        });
  }
}
