package io.waybill.lambda.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.InvokeResponseStreamUpdate;
import io.waybill.lambda.api.InvokeWithResponseStreamCompleteEvent;
import io.waybill.lambda.api.InvokeWithResponseStreamRequest;
import io.waybill.lambda.api.InvokeWithResponseStreamResponse;
import io.waybill.lambda.api.InvokeWithResponseStreamResponseEvent;
import io.waybill.lambda.api.InvokeWithResponseStreamResponseEvent.InvokeCompleteMember;
import io.waybill.lambda.api.InvokeWithResponseStreamResponseEvent.PayloadChunkMember;
import io.waybill.lambda.invoke.Invocation;
import io.waybill.lambda.invoke.Invoked;
import io.waybill.lambda.invoke.Traces;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Payloads;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.EventFeed;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Invokes a function and passes its answer on while it comes.
final class InvokeStreamed
    implements Operation<InvokeWithResponseStreamRequest, InvokeWithResponseStreamResponse> {
  private static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private final Access access;

  InvokeStreamed(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      InvokeWithResponseStreamRequest input,
      Answer<InvokeWithResponseStreamResponse> answer) {
    FunctionName name = FunctionName.anybodys(input.functionName(), input.qualifier(), caller);
    var target = access.functions().target(name, caller.requestId());
    Permissions.requireInvocable(access, target.function(), name, caller);
    byte[] payload =
        Payloads.checked(input.payload() == null ? new byte[0] : input.payload(), false);
    if ("DryRun".equals(input.invocationType())) {
      answer.succeed(InvokeWithResponseStreamResponse.builder().statusCode(204).build());
      return;
    }
    String trace = Traces.of(caller, access.now());
    boolean tail = "Tail".equals(input.logType());
    Invocation invocation =
        new Invocation(
            name,
            payload,
            caller.requestId(),
            Invoke.context(input.clientContext()),
            trace,
            true,
            tail);
    Told told =
        new Told(
            Answers.mapped(answer, head -> head.toBuilder().traceId(trace).build()),
            target.version(),
            tail,
            access.workers());
    access.functions().invoke(invocation, told, told::end);
  }

  /// One invocation's answer on its way to the caller.
  private static final class Told implements RunListener {
    private final Answer<InvokeWithResponseStreamResponse> answer;
    private final String version;
    private final boolean withLog;
    private final Executor workers;
    private Optional<EventFeed.Sink<InvokeWithResponseStreamResponseEvent>> sink = Optional.empty();

    Told(
        Answer<InvokeWithResponseStreamResponse> answer,
        String version,
        boolean withLog,
        Executor workers) {
      this.answer = answer;
      this.version = version;
      this.withLog = withLog;
      this.workers = workers;
    }

    /// Sends the head of the answer, unless it is sent.
    private void begin() {
      if (sink.isEmpty()) {
        answer.succeed(
            new InvokeWithResponseStreamResponse(
                200, version, events -> sink = Optional.of(events), CONTENT_TYPE, null));
      }
    }

    @Override
    public void streaming(String contentType) {
      begin();
    }

    @Override
    public void piece(byte[] bytes) throws InterruptedException {
      if (sink.isPresent()) {
        sink.get().send(new PayloadChunkMember(new InvokeResponseStreamUpdate(bytes)));
      }
    }

    @Override
    public void ended(RunOutcome outcome) {}

    /// What is left to say may have to wait for its reader.
    void end(Invoked invoked) {
      workers.execute(() -> {
        try {
          tellEnd(invoked);
        } catch (InterruptedException stopping) {
          Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
          answer.fail(bug);
        }
      });
    }

    private void tellEnd(Invoked invoked) throws InterruptedException {
      switch (invoked) {
        case Invoked.Refused(var refusal, _) -> answer.refuse(refusal);
        case Invoked.Ran(_, RunOutcome.NotRun notRun) -> {
          if (sink.isPresent()) {
            sink.get().refuse(Refusals.service(notRun.reason()));
          } else {
            answer.refuse(Refusals.service(notRun.reason()));
          }
        }
        case Invoked.Ran(_, RunOutcome.Returned returned) -> {
          begin();
          if (returned.payload().length > 0) {
            piece(returned.payload());
          }
          complete(null, null, returned.report());
        }
        case Invoked.Ran(_, RunOutcome.Failed failed) -> {
          begin();
          complete("Unhandled", new String(failed.payload(), UTF_8), failed.report());
        }
      }
    }

    private void complete(
        @Nullable String errorCode, @Nullable String errorDetails, RunOutcome.Report report)
        throws InterruptedException {
      if (sink.isPresent()) {
        String log = withLog ? Base64.getEncoder().encodeToString(report.logTail()) : null;
        sink.get()
            .send(
                new InvokeCompleteMember(
                    new InvokeWithResponseStreamCompleteEvent(errorCode, errorDetails, log)));
        sink.get().end();
      }
    }
  }
}
