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
import io.waybill.lambda.invoke.Traces;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Payloads;
import io.waybill.lambda.model.Refusals;
import java.util.Base64;

/// Invokes a function: now, later, or not at all.
final class Invoke implements Operation<InvocationRequest, InvocationResponse> {
  private static final int ANSWER_BYTES_MAX = 6 << 20;

  private final Access access;

  Invoke(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, InvocationRequest input, Answer<InvocationResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    String type = Inputs.or(input.invocationType(), "RequestResponse");
    Permissions.requireInvocable(
        access.functions().target(name, caller.requestId()).function(), name, caller);
    byte[] payload = input.payload() == null ? new byte[0] : input.payload();
    switch (type) {
      case "DryRun" -> answer.succeed(new InvocationResponse(204, null, null, new byte[0], null));
      case "Event" -> later(caller, name, Payloads.checked(payload, true), answer);
      default -> now(caller, name, input, Payloads.checked(payload, false), answer);
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
      Caller caller, FunctionName name, byte[] payload, Answer<InvocationResponse> answer) {
    AsyncEvent event =
        new AsyncEvent(
            name.qualified(),
            caller.requestId(),
            payload,
            caller.baseUrl(),
            Traces.of(caller, access.now()));
    access.change(
        name,
        (function, step) -> {
          access.functions().metrics().received(name);
          event.accept(function, step);
          return new InvocationResponse(202, null, null, new byte[0], null);
        },
        Answers.mapped(answer, told -> told));
  }

  private void now(
      Caller caller,
      FunctionName name,
      InvocationRequest input,
      byte[] payload,
      Answer<InvocationResponse> answer) {
    Invocation invocation =
        new Invocation(
            name,
            payload,
            caller.requestId(),
            context(input.clientContext()),
            Traces.of(caller, access.now()),
            false);
    boolean tail = "Tail".equals(input.logType());
    access.functions().invoke(invocation, invoked -> tell(invoked, tail, answer));
  }

  /// The client context, whose base64 is undone; empty for none.
  static String context(@org.jspecify.annotations.Nullable String encoded) {
    if (encoded == null) {
      return "";
    }
    try {
      return new String(
          Base64.getDecoder().decode(encoded), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Refusals.badContent("Client context must be a valid Base64-encoded JSON object.");
    }
  }

  private static void tell(Invoked invoked, boolean tail, Answer<InvocationResponse> answer) {
    switch (invoked) {
      case Invoked.Refused(var refusal, _) -> answer.refuse(refusal);
      case Invoked.Ran(String version, RunOutcome outcome) -> {
        String log = tail ? Base64.getEncoder().encodeToString(outcome.report().logTail()) : null;
        switch (outcome) {
          case RunOutcome.Returned returned when returned.payload().length > ANSWER_BYTES_MAX ->
              answer.succeed(
                  new InvocationResponse(
                      200,
                      "Unhandled",
                      log,
                      Payloads.tooLarge(returned.payload().length),
                      version));
          case RunOutcome.Returned returned ->
              answer.succeed(new InvocationResponse(200, null, log, returned.payload(), version));
          case RunOutcome.Failed failed ->
              answer.succeed(
                  new InvocationResponse(200, "Unhandled", log, failed.payload(), version));
          case RunOutcome.NotRun notRun -> answer.refuse(Refusals.service(notRun.reason()));
        }
      }
    }
  }
}
