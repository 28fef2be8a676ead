package io.waybill.sqs.model;

/// One delivery of one message, which only its receipt handle names.
///
/// @param partition where the message lies
/// @param queueId the queue's number there
/// @param sequence the message's place in the queue
/// @param attempt which delivery of the message it is, from 1
public record Receipt(int partition, int queueId, long sequence, int attempt) {}
