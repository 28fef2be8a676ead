package io.waybill.runtime.environment;

import io.waybill.engine.functions.FunctionEvent;
import io.waybill.runtime.api.Errors;
import io.waybill.runtime.api.RuntimeCalls.Reply;

/// One event as the runtime and the extensions get it.
///
/// @param deadlineMillis when it has to be over
/// @param trace X-Ray's header
record EventReply(FunctionEvent event, long deadlineMillis, String trace) {
  /// AWS (Extensions API): the shutdown of an environment with extensions takes 2 seconds at most.
  static final long SHUTDOWN_MILLIS = 2_000;

  /// As the runtime gets it: our bootstraps read the fields in this order.
  Reply runtime() {
    String client =
        event.clientContext().isEmpty()
            ? ""
            : "Lambda-Runtime-Client-Context: " + oneLine(event.clientContext()) + "\r\n";
    String fields =
        Reply.JSON
            + "Lambda-Runtime-Aws-Request-Id: "
            + event.requestId()
            + "\r\nLambda-Runtime-Deadline-Ms: "
            + deadlineMillis
            + "\r\nLambda-Runtime-Invoked-Function-Arn: "
            + event.invokedArn()
            + "\r\nLambda-Runtime-Trace-Id: "
            + oneLine(trace)
            + "\r\n"
            + client;
    return Reply.of(200, fields, event.payload());
  }

  /// What others sent along must not begin another line of a head. Between the parts of JSON a
  /// line's end is as good as a blank.
  private static String oneLine(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
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
