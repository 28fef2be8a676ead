package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.trail.TrailBook;
import io.waybill.lambda.api.DeleteFunctionRequest;
import io.waybill.lambda.api.InvocationRequest;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.PutFunctionConcurrencyRequest;
import io.waybill.shapes.Document;
import io.waybill.store.MemoryStore;
import io.waybill.store.Space;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events that were accepted for a function, and find it deleted when their turn comes.
final class LossTest {
  /// What waits to be told elsewhere fills the memory for deliveries: more of them wait on disk.
  private static final int LARGE_EVENTS = 5;

  private static final int LARGE_BYTES = 1_000_000;

  @TempDir Path folder;

  private final ConcurrentLinkedQueue<Answer<? super Document.Struct>> open =
      new ConcurrentLinkedQueue<>();
  private final MemoryStore store = new MemoryStore();

  /// Functions here are stopped: none runs.
  private static final class Idle implements FunctionRunner {
    @Override
    public Optional<String> missing(String runtime) {
      return Optional.empty();
    }

    @Override
    public void run(Deployment deployment, FunctionEvent event, RunListener listener) {
      throw new AssertionError("a stopped function was run");
    }

    @Override
    public void provision(Deployment deployment, int environments, IntConsumer then) {
      then.accept(environments);
    }

    @Override
    public void retire(String id) {}
  }

  private static InvocationRequest event(int bytes) {
    byte[] text = new byte[bytes];
    Arrays.fill(text, (byte) 'x');
    text[0] = '"';
    text[bytes - 1] = '"';
    return InvocationRequest.builder()
        .functionName("f")
        .invocationType("Event")
        .payload(text)
        .build();
  }

  @Test
  void anEventThatFindsItsFunctionDeletedIsToldAsLost() throws Exception {
    Workshop workshop =
        new Workshop(
            store,
            folder,
            new Idle(),
            (operation, caller, input, then) -> {
              if (operation.equals("sqs:GetQueueAttributes")) {
                then.succeed(new Document.Struct(Map.of()));
              } else {
                open.add(then);
              }
            });
    workshop.call(LambdaApi.CREATE_FUNCTION, AsyncEventsTest.function(AsyncEventsTest.zip("h.py")));
    workshop.call(LambdaApi.PUT_FUNCTION_CONCURRENCY, new PutFunctionConcurrencyRequest("f", 0));
    for (int i = 1; i <= LARGE_EVENTS; i++) {
      int sent = i;
      workshop.callUntil(() -> open.size() == sent, LambdaApi.INVOKE, event(LARGE_BYTES));
    }
    workshop.callUntil(() -> true, LambdaApi.INVOKE, event(2));
    workshop.callUntil(
        () -> true,
        LambdaApi.DELETE_FUNCTION,
        DeleteFunctionRequest.builder().functionName("f").build());
    assertThat(workshop.underway().lost()).isZero();
    open.forEach(then -> then.succeed(new Document.Struct(Map.of())));
    workshop.until(() -> workshop.underway().lost() > 0);

    assertThat(open).hasSize(LARGE_EVENTS);
    assertThat(workshop.underway().lost()).isOne();
    assertThat(endings()).containsExactly("the function was deleted");
  }

  /// What the trail says of events that were given up without a word to anybody.
  private List<String> endings() {
    List<String> found = new ArrayList<>();
    store.scan(
        Space.TRAIL,
        new byte[0],
        "\u00ff".repeat(16).getBytes(StandardCharsets.ISO_8859_1),
        (key, value) -> {
          TrailBook.read(key, value)
              .filter(line -> line.event().equals("GivenUp"))
              .map(line -> line.details().getOrDefault("condition", ""))
              .filter(condition -> !condition.equals("ZeroReservedConcurrency"))
              .ifPresent(found::add);
          return true;
        });
    return found;
  }
}
