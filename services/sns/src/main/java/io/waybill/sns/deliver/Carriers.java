package io.waybill.sns.deliver;

import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.Mailer;
import io.waybill.engine.outward.MessageGateways;
import io.waybill.sns.model.Protocol;
import java.util.Optional;

/// What deliveries leave through.
///
/// @param calls how queues are called
/// @param http how HTTP endpoints are called
/// @param mailer how mail is sent; empty where it stays in the local outbox
/// @param gateways how SMS and mobile push are sent
public record Carriers(
    ServiceCalls calls,
    HttpCaller http,
    Optional<? extends Mailer> mailer,
    MessageGateways gateways,
    MessageSigner signer) {
  /// Whether what goes by `protocol` leaves the server.
  boolean leadOutside(Protocol protocol) {
    return switch (protocol) {
      case HTTP, HTTPS -> true;
      case EMAIL, EMAIL_JSON -> mailer.isPresent();
      case SMS -> gateways.sms().isPresent();
      case APPLICATION -> gateways.push().isPresent();
      case SQS, LAMBDA, FIREHOSE -> false;
    };
  }
}
