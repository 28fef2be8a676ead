package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.ListDeadLetterSourceQueuesRequest;
import io.waybill.sqs.api.ListDeadLetterSourceQueuesResult;
import io.waybill.sqs.state.Catalog;
import io.waybill.sqs.state.QueueDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists the queues that have a queue as their dead-letter queue.
final class ListDeadLetterSourceQueues
    implements Operation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult> {
  private final Queueing queueing;

  ListDeadLetterSourceQueues(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller,
      ListDeadLetterSourceQueuesRequest input,
      Answer<ListDeadLetterSourceQueuesResult> answer) {
    int most = Pages.size(input.maxResults());
    String after = Pages.after(input.nextToken());
    Arn arn = QueueUrls.arn(caller, input.queueUrl());
    queueing.decide(
        caller,
        "ListDeadLetterSourceQueues",
        arn,
        (queue, step) -> {
          List<QueueDefinition> found = queueing.catalog().sourcesOf(arn, after, most + 1);
          List<QueueDefinition> page = found.subList(0, Math.min(most, found.size()));
          @Nullable String token =
              found.size() > most ? Pages.token(Catalog.place(page.getLast().arn())) : null;
          List<String> urls =
              page.stream().map(source -> QueueUrls.url(caller, source.arn())).toList();
          return Optional.of(new ListDeadLetterSourceQueuesResult(urls, token));
        },
        answer);
  }
}
