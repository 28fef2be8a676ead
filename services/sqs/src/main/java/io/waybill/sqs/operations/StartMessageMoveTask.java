package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.api.StartMessageMoveTaskRequest;
import io.waybill.sqs.api.StartMessageMoveTaskResult;
import io.waybill.sqs.decide.StartMoveTask;
import io.waybill.sqs.model.Refusals;
import org.jspecify.annotations.Nullable;

/// Starts to move the messages of a dead-letter queue back, or to another queue.
final class StartMessageMoveTask
    implements Operation<StartMessageMoveTaskRequest, StartMessageMoveTaskResult> {
  private static final int PER_SECOND_MAX = 500;

  private final Queueing queueing;

  StartMessageMoveTask(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller, StartMessageMoveTaskRequest input, Answer<StartMessageMoveTaskResult> answer) {
    Arn source = MoveTaskArns.source(caller, input.sourceArn(), queueing.catalog());
    String destination = input.destinationArn();
    if (destination != null) {
      requireDestination(caller, source, destination);
    }
    StartMoveTask start =
        new StartMoveTask(destination, perSecond(input.maxNumberOfMessagesPerSecond()));
    queueing.decide(
        caller,
        "StartMessageMoveTask",
        source,
        start,
        Answers.mapped(
            answer,
            id -> new StartMessageMoveTaskResult(new TaskHandle(id, source.toString()).text())));
  }

  private void requireDestination(Caller caller, Arn source, String destination) {
    Arn.parse(destination).ifPresent(caller::requireReach);
    boolean there = Arn.parse(destination).flatMap(queueing.catalog()::find).isPresent();
    if (!there) {
      throw SqsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
          "The resource that you specified for the DestinationArn parameter doesn't exist.");
    }
    boolean fifo = destination.endsWith(".fifo");
    if (fifo != source.resource().endsWith(".fifo")) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Source and destination queues must be of the same type.");
    }
    if (destination.equals(source.toString())) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Source queue arn and destination queue arn cannot be the same.");
    }
  }

  private static int perSecond(@Nullable Integer requested) {
    if (requested == null) {
      return 0;
    }
    if (requested < 1 || requested > PER_SECOND_MAX) {
      throw Refusals.invalidValue(
          "MaxNumberOfMessagesPerSecond",
          requested,
          "Must be between 1 and " + PER_SECOND_MAX + ", if provided.");
    }
    return requested;
  }
}
