package io.waybill.sns.deliver;

import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.Mailer;
import java.util.Optional;

/// What deliveries leave through.
///
/// @param calls how queues are called
/// @param http how HTTP endpoints are called
/// @param mailer how mail is sent; empty where it stays in the local outbox
public record Carriers(
    ServiceCalls calls, HttpCaller http, Optional<? extends Mailer> mailer, MessageSigner signer) {}
