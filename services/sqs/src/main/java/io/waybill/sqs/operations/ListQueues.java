package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.ListQueuesRequest;
import io.waybill.sqs.api.ListQueuesResult;
import io.waybill.sqs.state.QueueDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the caller's queues by name.
///
/// AWS (ListQueues): at most 1,000; a token for the rest only where the caller asked for pages.
final class ListQueues implements Operation<ListQueuesRequest, ListQueuesResult> {
  private final Queueing queueing;

  ListQueues(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, ListQueuesRequest input, Answer<ListQueuesResult> answer) {
    int most = Pages.size(input.maxResults());
    String after = Pages.after(input.nextToken());
    List<QueueDefinition> found =
        queueing
            .catalog()
            .list(
                caller.account(),
                caller.region(),
                Inputs.text(input.queueNamePrefix()),
                after,
                most + 1);
    List<QueueDefinition> page = found.subList(0, Math.min(most, found.size()));
    @Nullable String token =
        found.size() > most && input.maxResults() != null
            ? Pages.token(page.getLast().name().value())
            : null;
    List<String> urls = page.stream().map(queue -> QueueUrls.url(caller, queue.arn())).toList();
    answer.succeed(new ListQueuesResult(urls.isEmpty() ? null : urls, token));
  }
}
