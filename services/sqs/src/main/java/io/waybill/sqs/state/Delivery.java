package io.waybill.sqs.state;

/// A message as it is handed to a receiver.
///
/// @param receiptHandle what its receiver acts on it with
public record Delivery(Message message, InFlight flight, String receiptHandle) {}
