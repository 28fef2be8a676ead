package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.CreateEventSourceMappingRequest;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.ScalingConfig;
import io.waybill.shapes.Document;
import io.waybill.store.MemoryStore;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a mapping with a batching window takes from its queue while all runs that it may have are
/// under way.
final class MappingRoomTest {
  private static final long WINDOW_MILLIS = 1_000;

  @TempDir Path folder;

  /// The receives that wait, and the events that run.
  private final Deque<Answer<? super Document.Struct>> receives = new ConcurrentLinkedDeque<>();

  private final Deque<RunListener> runs = new ConcurrentLinkedDeque<>();
  private Workshop workshop;

  /// A queue that holds back what the test does not hand out.
  private final class Queue implements ServiceCalls {
    @Override
    public void call(
        String operation, Caller caller, Document input, Answer<? super Document.Struct> then) {
      if (operation.equals("sqs:ReceiveMessage")) {
        receives.add(then);
        then.onAbandon(() -> {
          if (receives.remove(then)) {
            then.succeed(new Document.Struct(Map.of()));
          }
        });
      } else {
        Samples.CALLS.call(operation, caller, input, then);
      }
    }
  }

  /// A host whose functions run until the test ends them.
  private final class Host implements FunctionRunner {
    @Override
    public Optional<String> missing(String runtime) {
      return Optional.empty();
    }

    @Override
    public void run(Deployment deployment, FunctionEvent event, RunListener listener) {
      runs.add(listener);
    }

    @Override
    public void provision(Deployment deployment, int environments, IntConsumer then) {}

    @Override
    public void retire(String id) {}
  }

  @BeforeEach
  void mapWithTwoRunsAtMost() {
    workshop = new Workshop(new MemoryStore(), folder, new Host(), new Queue());
    workshop.call(LambdaApi.CREATE_FUNCTION, Samples.function().build());
    workshop.call(
        LambdaApi.CREATE_EVENT_SOURCE_MAPPING,
        CreateEventSourceMappingRequest.builder()
            .functionName("f")
            .eventSourceArn("arn:aws:sqs:us-east-1:000000000000:q")
            .maximumBatchingWindowInSeconds((int) WINDOW_MILLIS / 1_000)
            .scalingConfig(ScalingConfig.builder().maximumConcurrency(2).build())
            .build());
  }

  /// Hands a message to the receive that waits, and lets its batch begin.
  private void deliver(String id) {
    workshop.until(() -> !receives.isEmpty());
    int before = runs.size();
    receives
        .remove()
        .succeed(
            new Document.Struct(
                Map.of(
                    "Messages",
                    new Document.Array(
                        List.of(
                            new Document.Struct(
                                Map.of(
                                    "MessageId", Document.text(id),
                                    "ReceiptHandle", Document.text("handle of " + id),
                                    "Body", Document.text("body"))))))));
    workshop.until(() -> !receives.isEmpty());
    workshop.pass(WINDOW_MILLIS);
    workshop.until(() -> runs.size() > before);
  }

  @Test
  void nothingIsReceivedThatCouldNotRun() {
    deliver("5f0f1b8c-0000-4000-8000-00000000000a");
    assertThat(receives).hasSize(1);
    deliver("5f0f1b8c-0000-4000-8000-00000000000b");
    assertThat(runs).hasSize(2);
    assertThat(receives).isEmpty();

    runs.remove().ended(new RunOutcome.Returned(new byte[0], RunOutcome.Report.NONE));
    workshop.until(() -> !receives.isEmpty());
    assertThat(receives).hasSize(1);
  }
}
