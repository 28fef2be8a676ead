package io.waybill.sqs.decide;

import io.waybill.sqs.model.MessageAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message that a caller wants to send, as far as it could be checked without knowing the queue.
///
/// @param body in UTF-8
/// @param bodyMd5 16 bytes
/// @param attributes sorted by name
/// @param traceHeader the system attribute `AWSTraceHeader`
public record Draft(
    byte[] body,
    byte[] bodyMd5,
    List<MessageAttribute> attributes,
    @Nullable String traceHeader,
    @Nullable Integer delaySeconds,
    @Nullable String groupId,
    @Nullable String deduplicationId) {}
