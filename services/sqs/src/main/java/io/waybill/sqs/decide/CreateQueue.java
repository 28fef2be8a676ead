package io.waybill.sqs.decide;

import io.waybill.core.Arn;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueDefinition;
import io.waybill.sqs.state.Queues;
import java.util.Map;
import java.util.Optional;

/// Creates a queue, or finds that it is there already with the same attributes. Tells whether it is
/// new.
///
/// @param requested the attributes as the caller gave them: what a queue that is there must have
/// @param attributes what they make of a new queue
public record CreateQueue(
    Arn arn,
    Map<String, String> requested,
    QueueAttributes attributes,
    Map<String, String> tags,
    Answer<Boolean> answer)
    implements Command<Queues> {
  @Override
  public void decide(Queues queues, Transaction transaction, Stamp stamp) {
    try {
      Optional<Queue> present = queues.find(arn);
      if (present.isPresent()) {
        requireSame(present.get());
      } else {
        create(queues, transaction, stamp);
      }
      transaction.succeed(answer, present.isEmpty());
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  private void requireSame(Queue queue) {
    Optional<String> different = queue.definition().attributes().firstDifference(requested);
    if (different.isPresent()) {
      throw SqsErrors.QUEUE_NAME_EXISTS.because(
          "A queue already exists with the same name and a different value for attribute "
              + different.get());
    }
  }

  private void create(Queues queues, Transaction transaction, Stamp stamp) {
    DeadLetterRules.check(arn, attributes, queues.catalog());
    boolean tooEarly = queues.deletedRecently(arn, stamp.millis());
    if (tooEarly && !queues.settings().recreateAtOnce()) {
      throw SqsErrors.QUEUE_DELETED_RECENTLY.because(
          "You must wait 60 seconds after deleting a queue before you can create another with the same name.");
    }
    ByteWriter secret = new ByteWriter(32);
    for (int i = 0; i < 4; i++) {
      secret.u64(stamp.ids().next());
    }
    queues.create(
        QueueDefinition.created(
            arn, queues.takeNumber(transaction), secret.bytes(), stamp.millis(), attributes, tags),
        transaction);
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
