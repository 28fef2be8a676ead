package io.waybill.lambda.mapping;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// A queue, standard or FIFO: AWS's own calls, by Lambda on behalf of the mapping. A FIFO queue
/// itself keeps a message group back while one of its messages is in flight.
///
/// @param mapping the mapping's ARN
/// @param workers who tells the outcomes: making events of messages is no work for a partition
record QueueSource(ServiceCalls calls, Arn queue, Arn mapping, Executor workers) implements Source {
  private static final String PRINCIPAL = "lambda.amazonaws.com";
  private static final int DELETE_MAX = 10;

  /// As long as SQS lets a service of this server wait: an idle mapping does nothing meanwhile.
  private static final int WAIT_SECONDS = 3_600;

  private static final long HOLDS_SECONDS = 30;

  @Override
  public Runnable receive(int most, Consumer<Receipt> then) {
    Map<String, Document> input = url();
    input.put("MaxNumberOfMessages", Document.number(most));
    input.put("WaitTimeSeconds", Document.number(WAIT_SECONDS));
    Document all = new Document.Array(List.of(Document.text("All")));
    input.put("MessageSystemAttributeNames", all);
    input.put("MessageAttributeNames", all);
    AtomicReference<Runnable> abandon = new AtomicReference<>(() -> {});
    call(
        "sqs:ReceiveMessage",
        input,
        new Told(this::receipt, then, Receipt.Refused::new, workers, abandon));
    return () -> abandon.get().run();
  }

  private Receipt receipt(Document.Struct output) {
    List<Received> messages = new ArrayList<>();
    if (output.members().get("Messages") instanceof Document.Array(List<Document> got)) {
      for (Document each : got) {
        if (each instanceof Document.Struct message) {
          messages.add(QueueRecord.of(message, queue));
        }
      }
    }
    return new Receipt.Got(messages);
  }

  @Override
  public void remove(List<Received> messages, Runnable then) {
    int chunks = (messages.size() + DELETE_MAX - 1) / DELETE_MAX;
    if (chunks == 0) {
      then.run();
      return;
    }
    AtomicInteger open = new AtomicInteger(chunks);
    for (int from = 0; from < messages.size(); from += DELETE_MAX) {
      Map<String, Document> input = url();
      input.put(
          "Entries", entries(messages.subList(from, Math.min(from + DELETE_MAX, messages.size()))));
      call(
          "sqs:DeleteMessageBatch",
          input,
          Told.always(
              workers,
              () -> {
                if (open.decrementAndGet() == 0) {
                  then.run();
                }
              }));
    }
  }

  private static Document entries(List<Received> messages) {
    List<Document> entries = new ArrayList<>();
    for (Received each : messages) {
      entries.add(
          new Document.Struct(
              Map.of(
                  "Id",
                  Document.text(String.valueOf(entries.size())),
                  "ReceiptHandle",
                  Document.text(each.handle()))));
    }
    return new Document.Array(entries);
  }

  @Override
  public boolean isOrdered() {
    return queue.resource().endsWith(".fifo");
  }

  @Override
  public void holds(LongConsumer then) {
    visibility(
        calls,
        caller(),
        queue,
        new Answer<>() {
          @Override
          public void succeed(Long seconds) {
            then.accept(seconds * 1_000);
          }

          @Override
          public void refuse(Refusal refusal) {
            then.accept(0);
          }

          @Override
          public void fail(Throwable cause) {
            then.accept(0);
          }

          @Override
          public Executor executor() {
            return workers;
          }
        });
  }

  /// Asks for the visibility timeout of `queue`, in seconds.
  static void visibility(ServiceCalls calls, Caller caller, Arn queue, Answer<Long> answer) {
    Map<String, Document> input = new LinkedHashMap<>();
    input.put("QueueUrl", Document.text("/" + queue.account() + "/" + queue.resource()));
    input.put("AttributeNames", new Document.Array(List.of(Document.text("VisibilityTimeout"))));
    Function<Document.Struct, Long> seconds =
        output ->
            output.members().get("Attributes") instanceof Document.Struct(var members)
                    && members.get("VisibilityTimeout") instanceof Document.Text(String value)
                ? Long.parseLong(value)
                : HOLDS_SECONDS;
    calls.call(
        "sqs:GetQueueAttributes",
        caller,
        new Document.Struct(input),
        io.waybill.engine.gateway.Answers.mapped(answer, seconds));
  }

  static Caller callerFor(Arn queue, String mapping) {
    return new Caller(
        new AccountId(queue.account()), new Region(queue.region()), PRINCIPAL, "", "", mapping);
  }

  private Caller caller() {
    return callerFor(queue, mapping.toString());
  }

  private Map<String, Document> url() {
    Map<String, Document> input = new LinkedHashMap<>();
    input.put("QueueUrl", Document.text("/" + queue.account() + "/" + queue.resource()));
    return input;
  }

  private void call(String operation, Map<String, Document> input, Told then) {
    calls.call(operation, caller(), new Document.Struct(input), then);
  }

  /// An answer that makes a receipt of every outcome.
  private record Told(
      Function<Document.Struct, Receipt> output,
      Consumer<Receipt> then,
      Function<String, Receipt> refused,
      Executor executor,
      AtomicReference<Runnable> abandon)
      implements Answer<Document.Struct> {
    static Told always(Executor executor, Runnable then) {
      return new Told(
          _ -> new Receipt.Got(List.of()),
          _ -> then.run(),
          Receipt.Refused::new,
          executor,
          new AtomicReference<>(() -> {}));
    }

    @Override
    public void succeed(Document.Struct answered) {
      then.accept(output.apply(answered));
    }

    @Override
    public void refuse(Refusal refusal) {
      then.accept(refused.apply(refusal.text()));
    }

    @Override
    public void fail(Throwable cause) {
      then.accept(refused.apply("Internal error"));
    }

    @Override
    public void onAbandon(Runnable action) {
      abandon.set(action);
    }
  }
}
