package io.waybill.lambda.operations;

import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.InvocationRequest;
import io.waybill.lambda.api.InvocationResponse;
import io.waybill.lambda.api.InvokeAsyncRequest;
import io.waybill.lambda.api.InvokeAsyncResponse;
import io.waybill.lambda.invoke.AsyncEvent;
import io.waybill.lambda.invoke.Invocation;
import io.waybill.lambda.invoke.Invoked;
import io.waybill.lambda.invoke.Target;
import io.waybill.lambda.invoke.Traces;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Payloads;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Invokes a function: now, later, or not at all.
final class Invoke implements Operation<InvocationRequest, InvocationResponse> {
  private final Access access;

  Invoke(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, InvocationRequest input, Answer<InvocationResponse> then) {
    FunctionName name = FunctionName.anybodys(input.functionName(), input.qualifier(), caller);
    String type = Inputs.or(input.invocationType(), "RequestResponse");
    Target target = access.functions().target(name, caller.requestId());
    Permissions.requireInvocable(access, target.function(), name, caller);
    byte[] payload = input.payload() == null ? new byte[0] : input.payload();
    String trace = Traces.of(caller, access.now());
    Answer<InvocationResponse> answer =
        Answers.mapped(then, told -> told.toBuilder().traceId(trace).build());
    switch (type) {
      case "DryRun" -> answer.succeed(InvocationResponse.builder().statusCode(204).build());
      case "Event" -> later(caller, name, Payloads.checked(payload, true), trace, answer);
      default -> now(caller, target, name, input, Payloads.checked(payload, false), trace, answer);
    }
  }

  /// InvokeAsync: the older call for events.
  void older(Caller caller, InvokeAsyncRequest input, Answer<InvokeAsyncResponse> answer) {
    InvocationRequest event =
        InvocationRequest.builder()
            .functionName(input.functionName())
            .invocationType("Event")
            .payload(input.invokeArgs())
            .build();
    call(caller, event, Answers.mapped(answer, told -> new InvokeAsyncResponse(told.statusCode())));
  }

  private void later(
      Caller caller,
      FunctionName name,
      byte[] payload,
      String trace,
      Answer<InvocationResponse> answer) {
    AsyncEvent event =
        new AsyncEvent(name.qualified(), caller.requestId(), payload, caller.baseUrl(), trace);
    access.change(
        name,
        (function, step) -> {
          access.functions().metrics().received(name);
          event.accept(function, step);
          return InvocationResponse.builder().statusCode(202).build();
        },
        Answers.mapped(answer, told -> told));
  }

  private void now(
      Caller caller,
      Target target,
      FunctionName name,
      InvocationRequest input,
      byte[] payload,
      String trace,
      Answer<InvocationResponse> answer) {
    boolean tail = "Tail".equals(input.logType());
    Invocation invocation =
        new Invocation(
            name, payload, caller.requestId(), context(input.clientContext()), trace, false, tail);
    access.functions().invoke(target, invocation, invoked -> tell(invoked, tail, answer));
  }

  /// The client context, whose base64 is undone; empty for none.
  static String context(@Nullable String encoded) {
    if (encoded == null) {
      return "";
    }
    try {
      String context = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      if (JsonValue.parseObject(context).isPresent()) {
        return context;
      }
    } catch (IllegalArgumentException malformed) {
      // told as what is no JSON is
    }
    throw Refusals.badContent("Client context must be a valid Base64-encoded JSON object.");
  }

  private static void tell(Invoked invoked, boolean tail, Answer<InvocationResponse> answer) {
    switch (invoked) {
      case Invoked.Refused(var refusal, _) -> answer.refuse(refusal);
      case Invoked.Ran(String version, RunOutcome outcome) -> {
        String log = tail ? Base64.getEncoder().encodeToString(outcome.report().logTail()) : null;
        switch (outcome) {
          case RunOutcome.Returned returned ->
              answer.succeed(told(null, log, returned.payload(), version));
          case RunOutcome.Failed failed ->
              answer.succeed(told("Unhandled", log, failed.payload(), version));
          case RunOutcome.NotRun notRun -> answer.refuse(Refusals.service(notRun.reason()));
        }
      }
    }
  }

  private static InvocationResponse told(
      @Nullable String error, @Nullable String log, byte[] payload, String version) {
    return InvocationResponse.builder()
        .statusCode(200)
        .contentType("application/json") // AWS: whatever the function answered
        .functionError(error)
        .logResult(log)
        .payload(payload)
        .executedVersion(version)
        .build();
  }
}
