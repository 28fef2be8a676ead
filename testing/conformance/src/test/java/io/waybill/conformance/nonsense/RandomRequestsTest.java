package io.waybill.conformance.nonsense;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.QueryForm;
import io.waybill.conformance.raw.RawSqs;
import io.waybill.conformance.raw.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ten thousand requests of which each was sensible before it was cut, doubled, flipped and mixed.
///
/// `-Dwaybill.seed=N` runs another ten thousand.
final class RandomRequestsTest {
  @RegisterExtension
  static final RunningServer SERVER = RunningServer.with("--sqs.recreate-at-once");

  private static final int COUNT = 10_000;
  private static final int AT_ONCE = 16;
  private static final long SEED = Long.getLong("waybill.seed", 20260214L);

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void noneIsAnsweredWithAFailureOrNotAtAll(Protocol protocol) throws Exception {
    RawSqs sqs = SERVER.sqs(protocol);
    sqs.ok("CreateQueue", "QueueName", "nonsense");
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < COUNT; i++) {
        long seed = SEED + i;
        running.add(threads.submit(() -> send(sqs, seed)));
      }
      for (int i = 0; i < COUNT; i++) {
        join(running.get(i), SEED + i);
      }
    }
    assertThat(sqs.call("ListQueues").status()).isEqualTo(200);
  }

  private static void join(Future<?> sent, long seed) throws InterruptedException {
    try {
      sent.get();
    } catch (ExecutionException failure) {
      throw new AssertionError("seed " + seed, failure.getCause());
    }
  }

  private static void send(RawSqs sqs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String operation = Calls.OPERATIONS.get(random.nextInt(Calls.OPERATIONS.size()));
    String url = sqs.endpoint() + "/000000000000/nonsense";
    Map<String, Object> input =
        Calls.of(operation, url, "arn:aws:sqs:us-east-1:000000000000:nonsense");
    String body =
        switch (sqs.protocol()) {
          case JSON -> JsonText.of(input);
          case QUERY -> QueryForm.of(operation, input);
        };
    String spoiled = Spoiler.spoil(body, random);
    Reply reply =
        switch (sqs.protocol()) {
          case JSON -> sqs.json(operation, spoiled);
          case QUERY -> sqs.query(sqs.endpoint(), spoiled);
        };
    Sane.check(sqs, reply, operation + " " + spoiled);
  }
}
