package io.waybill.shapes.policy;

/// A request that a policy is asked about.
///
/// @param action such as `sqs:SendMessage`
/// @param resource the ARN of what is acted on
public record PolicyRequest(
    Requester requester, String action, String resource, RequestContext context) {}
