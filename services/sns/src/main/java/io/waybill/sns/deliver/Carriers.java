package io.waybill.sns.deliver;

import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outward.HttpCaller;

/// What deliveries leave through.
///
/// @param calls how queues are called
/// @param http how HTTP endpoints are called
public record Carriers(ServiceCalls calls, HttpCaller http, MessageSigner signer) {}
