package io.waybill.lambda.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.Arn;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.metrics.Distribution;
import io.waybill.lambda.invoke.MinuteTally.Subject;
import io.waybill.lambda.model.FunctionName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MinuteTallyTest {
  private static final Arn F = function("f");
  private static final Arn G = function("g");
  private static final Subject REGION = new Subject("000000000000", "us-east-1", "", "", "");
  private static final RunOutcome RAN =
      new RunOutcome.Returned(
          new byte[0],
          new RunOutcome.Report(
              Duration.ofNanos(1_230_001), Duration.ZERO, 0, "stream", new byte[0]));

  private final FunctionMetrics metrics = new FunctionMetrics();

  private static Arn function(String name) {
    return new Arn("aws", "lambda", "us-east-1", "000000000000", "function:" + name);
  }

  private static FunctionName called(Arn function, String qualifier) {
    return new FunctionName(function, Optional.of(qualifier).filter(each -> !each.isEmpty()));
  }

  private static Subject of(String function, String resource, String executed) {
    return new Subject("000000000000", "us-east-1", function, resource, executed);
  }

  /// How often which value of `metric` came, of each that it is told of.
  private static Map<Subject, Map<Double, Long>> values(
      Map<Subject, Map<FunctionMetric, Distribution>> minute, FunctionMetric metric) {
    Map<Subject, Map<Double, Long>> values = new HashMap<>();
    minute.forEach((subject, metrics) ->
        metrics.forEach((name, seen) -> {
          if (name == metric) {
            values.put(subject, seen.values());
          }
        }));
    return values;
  }

  @Test
  void anInvocationCountsForAllThatItIsOf() {
    metrics.ran(called(F, ""), "$LATEST", RAN);
    metrics.ran(called(F, "$LATEST"), "$LATEST", RAN);
    metrics.ran(called(F, "live"), "7", RAN);
    metrics.ran(called(F, "live"), "8", RAN);
    metrics.ran(called(G, "3"), "3", RAN);

    var minute = metrics.minute().take();
    assertThat(values(minute, FunctionMetric.INVOCATIONS))
        .isEqualTo(
            Map.of(
                REGION,
                Map.of(1.0, 5L),
                of("f", "", ""),
                Map.of(1.0, 4L),
                of("f", "f", ""),
                Map.of(1.0, 1L),
                of("f", "f:$LATEST", ""),
                Map.of(1.0, 1L),
                of("f", "f:live", ""),
                Map.of(1.0, 2L),
                of("f", "f:live", "7"),
                Map.of(1.0, 1L),
                of("f", "f:live", "8"),
                Map.of(1.0, 1L),
                of("g", "", ""),
                Map.of(1.0, 1L),
                of("g", "g:3", ""),
                Map.of(1.0, 1L)));
    assertThat(values(minute, FunctionMetric.DURATION)).containsEntry(REGION, Map.of(1.24, 5L));
  }

  @Test
  void anAliasWithoutRoomRanNoVersion() {
    metrics.ran(called(F, "live"), "7", RAN);
    metrics.throttled(called(F, "live"));

    assertThat(values(metrics.minute().take(), FunctionMetric.THROTTLES))
        .isEqualTo(
            Map.of(
                REGION,
                Map.of(0.0, 1L, 1.0, 1L),
                of("f", "", ""),
                Map.of(0.0, 1L, 1.0, 1L),
                of("f", "f:live", ""),
                Map.of(0.0, 1L, 1.0, 1L),
                of("f", "f:live", "7"),
                Map.of(0.0, 1L)));
  }

  @Test
  void whatRunsAtOnceIsNotSummed() {
    metrics.begun(F, new Concurrency.Running(1, 1, 1));
    metrics.begun(G, new Concurrency.Running(1, 2, 1));

    var minute = metrics.minute().take();
    assertThat(values(minute, FunctionMetric.CONCURRENT_EXECUTIONS))
        .isEqualTo(
            Map.of(
                REGION,
                Map.of(1.0, 1L, 2.0, 1L),
                of("f", "", ""),
                Map.of(1.0, 1L),
                of("g", "", ""),
                Map.of(1.0, 1L)));
    assertThat(values(minute, FunctionMetric.UNRESERVED_CONCURRENT_EXECUTIONS))
        .isEqualTo(Map.of(REGION, Map.of(1.0, 2L)));
  }

  @Test
  void whatWasTakenIsNotTakenAgain() {
    metrics.received(called(F, ""));
    assertThat(values(metrics.minute().take(), FunctionMetric.ASYNC_EVENTS_RECEIVED))
        .containsOnlyKeys(REGION, of("f", "", ""), of("f", "f", ""));
    assertThat(metrics.minute().take()).isEmpty();
  }

  @Test
  void aLostDeadLetterIsOfTheFunctionWhateverWasCalled() {
    metrics.lost(F, true);
    assertThat(values(metrics.minute().take(), FunctionMetric.DEAD_LETTER_ERRORS))
        .containsOnlyKeys(REGION, of("f", "", ""));
  }
}
