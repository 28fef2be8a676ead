package io.waybill.sns.decide;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Refusal;
import io.waybill.sns.model.Refusals;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.Topics;

/// Finds a topic, decides about it, and answers.
public record OnTopic<R>(Arn arn, Decision<R> decision, Answer<R> answer)
    implements Command<Topics> {
  @Override
  public void decide(Topics topics, Transaction transaction, Stamp stamp) {
    try {
      Topic topic = topics.find(arn).orElseThrow(Refusals::topicDoesNotExist);
      R result = decision.decide(topic, new Step(topics, transaction, stamp));
      transaction.succeed(answer, result);
      topics.touched(topic);
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
