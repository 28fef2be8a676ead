package io.waybill.runtime.environment;

import io.waybill.engine.functions.FunctionEvent;
import io.waybill.runtime.api.Errors;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import java.util.HashMap;
import java.util.Map;

/// One event as the runtime and the extensions get it.
///
/// @param deadlineMillis when it has to be over
/// @param trace X-Ray's header
record EventReply(FunctionEvent event, long deadlineMillis, String trace) {
  /// AWS (Extensions API): the shutdown of an environment with extensions takes 2 seconds at most.
  static final long SHUTDOWN_MILLIS = 2_000;

  Reply runtime() {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Lambda-Runtime-Aws-Request-Id", event.requestId());
    headers.put("Lambda-Runtime-Deadline-Ms", String.valueOf(deadlineMillis));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", event.invokedArn());
    headers.put("Lambda-Runtime-Trace-Id", trace);
    if (!event.clientContext().isEmpty()) {
      headers.put("Lambda-Runtime-Client-Context", event.clientContext());
    }
    return new Reply(200, headers, event.payload());
  }

  String extension() {
    return "{\"eventType\":\"INVOKE\",\"deadlineMs\":"
        + deadlineMillis
        + ",\"requestId\":\""
        + event.requestId()
        + "\",\"invokedFunctionArn\":\""
        + Errors.quoted(event.invokedArn())
        + "\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\""
        + Errors.quoted(trace)
        + "\"}}";
  }

  static String shutdown(String reason, long millis) {
    return "{\"eventType\":\"SHUTDOWN\",\"shutdownReason\":\""
        + reason
        + "\",\"deadlineMs\":"
        + (millis + SHUTDOWN_MILLIS)
        + "}";
  }
}
