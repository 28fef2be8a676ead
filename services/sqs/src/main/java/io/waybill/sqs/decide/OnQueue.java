package io.waybill.sqs.decide;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Queues;
import io.waybill.sqs.state.Step;
import java.util.Optional;

/// Finds a queue, decides about it, and answers.
public record OnQueue<R>(Arn arn, Decision<R> decision, Answer<R> answer)
    implements Command<Queues> {
  static final String DOES_NOT_EXIST = "The specified queue does not exist.";

  @Override
  public void decide(Queues queues, Transaction transaction, Stamp stamp) {
    try {
      Queue queue =
          queues
              .find(arn)
              .orElseThrow(() -> SqsErrors.QUEUE_DOES_NOT_EXIST.because(DOES_NOT_EXIST));
      Step step = new Step(queues, transaction, stamp);
      Optional<R> result = decision.decide(queue, step);
      result.ifPresent(value -> transaction.succeed(answer, value));
      LongPolls.serve(queue, step);
      queues.touched(queue);
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
