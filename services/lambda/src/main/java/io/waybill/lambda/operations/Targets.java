package io.waybill.lambda.operations;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import java.util.Map;

/// Asks other services whether what a function names is there, as Lambda on the function's behalf.
record Targets(ServiceCalls calls) {
  private static final String PRINCIPAL = "lambda.amazonaws.com";
  private static final int DENIED = 403;

  /// What is asked for, and what is said to `answer` where it is not there.
  record Question(Arn target, Arn function, Caller caller, Answer<?> answer, Refusal absent) {}

  /// Runs `next` if the queue, topic or bus is there, be it to others than Lambda alone.
  void there(Question question, Runnable next) {
    Arn target = question.target();
    switch (target.service()) {
      case "sqs" -> {
        String url = "/" + target.account() + "/" + target.resource();
        ask("sqs:GetQueueAttributes", "QueueUrl", url, question, next);
      }
      case "sns" -> ask("sns:GetTopicAttributes", "TopicArn", target.toString(), question, next);
      case "events" -> ask("events:DescribeEventBus", "Name", target.toString(), question, next);
      default -> throw question.absent();
    }
  }

  private void ask(String operation, String field, String name, Question question, Runnable next) {
    Caller caller = question.caller();
    Caller lambda =
        new Caller(
            new AccountId(question.target().account()),
            new Region(question.target().region()),
            PRINCIPAL,
            caller.requestId(),
            caller.baseUrl(),
            question.function().toString());
    calls.call(
        operation,
        lambda,
        new Document.Struct(Map.of(field, Document.text(name))),
        new Known(question, next));
  }

  private record Known(Question question, Runnable next) implements Answer<Document.Struct> {
    @Override
    public void succeed(Document.Struct output) {
      goOn();
    }

    @Override
    public void refuse(Refusal refusal) {
      if (refusal.shape().status() == DENIED
          || refusal.shape().name().startsWith("AccessDenied")) { // EventBridge denies with 400
        goOn();
      } else {
        question.answer().refuse(question.absent());
      }
    }

    @Override
    public void fail(Throwable cause) {
      question.answer().fail(cause);
    }

    private void goOn() {
      try {
        next.run();
      } catch (Refusal refusal) {
        question.answer().refuse(refusal);
      }
    }
  }
}
