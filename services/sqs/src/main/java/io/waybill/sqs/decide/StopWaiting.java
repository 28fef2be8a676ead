package io.waybill.sqs.decide;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.sqs.state.Queues;

/// A long poll's caller has gone: nothing is handed out to it.
public record StopWaiting(Arn arn, long number) implements Command<Queues> {
  @Override
  public void decide(Queues queues, Transaction transaction, Stamp stamp) {
    queues.find(arn).ifPresent(queue -> queue.waiters().remove(number));
  }

  @Override
  public void failed(Throwable cause) {}
}
