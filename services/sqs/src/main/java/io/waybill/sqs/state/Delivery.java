package io.waybill.sqs.state;

/// A message as it is handed to a receiver.
public record Delivery(Message message, InFlight flight) {}
