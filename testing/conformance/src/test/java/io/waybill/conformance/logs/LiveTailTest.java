package io.waybill.conformance.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Program;
import io.waybill.conformance.clients.Sdk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionStart;
import software.amazon.awssdk.services.cloudwatchlogs.model.LiveTailSessionUpdate;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.SessionTimeoutException;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailResponseHandler;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartLiveTailResponseStream;

/// Sessions of Live Tail, through the asynchronous SDK and boto3.
final class LiveTailTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final int PATIENCE_SECONDS = 30;

  private final CloudWatchLogsClient logs = Sdk.logs(SERVER);
  private final CloudWatchLogsAsyncClient tailing = Sdk.logsAsync(SERVER);

  @AfterEach
  void endSessions() {
    tailing.close();
  }

  /// A session as its caller sees it.
  private record Tail(
      BlockingQueue<StartLiveTailResponseStream> events, CompletableFuture<Void> end) {
    StartLiveTailResponseStream next() throws InterruptedException {
      StartLiveTailResponseStream next = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("an event in time").isNotNull();
      return next;
    }

    LiveTailSessionUpdate update() throws InterruptedException {
      return (LiveTailSessionUpdate) next();
    }

    /// The next update that has something to tell.
    LiveTailSessionUpdate told() throws InterruptedException {
      LiveTailSessionUpdate update = update();
      while (update.sessionResults().isEmpty()) {
        update = update();
      }
      return update;
    }

    List<String> messages(int count) throws InterruptedException {
      List<String> messages = new ArrayList<>();
      while (messages.size() < count) {
        told().sessionResults().forEach(each -> messages.add(each.message()));
      }
      return messages;
    }
  }

  private Tail tail(Consumer<StartLiveTailRequest.Builder> asked) {
    BlockingQueue<StartLiveTailResponseStream> events = new LinkedBlockingQueue<>();
    return new Tail(
        events,
        tailing.startLiveTail(
            asked,
            StartLiveTailResponseHandler.builder()
                .onError(error -> {})
                .subscriber(events::add)
                .build()));
  }

  private static String arn(String group) {
    return "arn:aws:logs:us-east-1:000000000000:log-group:" + group;
  }

  private void group(String name, String... streams) {
    logs.createLogGroup(b -> b.logGroupName(name));
    for (String stream : streams) {
      logs.createLogStream(b -> b.logGroupName(name).logStreamName(stream));
    }
  }

  private void say(String group, String stream, String... lines) {
    long now = Instant.now().toEpochMilli();
    List<InputLogEvent> events =
        Arrays.stream(lines)
            .map(line -> InputLogEvent.builder().timestamp(now).message(line).build())
            .toList();
    logs.putLogEvents(b -> b.logGroupName(group).logStreamName(stream).logEvents(events));
  }

  @Test
  void aSessionSaysWhatItListensToAndTellsEachSecondWhatCame() throws Exception {
    group("/tail/one", "s");
    say("/tail/one", "s", "before");
    Tail tail = tail(b -> b.logGroupIdentifiers(arn("/tail/one")));
    LiveTailSessionStart start = (LiveTailSessionStart) tail.next();
    assertThat(start.logGroupIdentifiers()).containsExactly(arn("/tail/one"));
    assertThat(start.sessionId()).isNotEmpty();
    assertThat(start.requestId()).isNotEmpty();
    assertThat(tail.update().sessionResults()).isEmpty();

    say("/tail/one", "s", "first", "second");
    LiveTailSessionUpdate update = tail.told();
    assertThat(update.sessionMetadata().sampled()).isFalse();
    assertThat(update.sessionResults().stream().map(LiveTailSessionLogEvent::message))
        .containsExactly("first", "second");
    LiveTailSessionLogEvent event = update.sessionResults().getFirst();
    assertThat(event.logStreamName()).isEqualTo("s");
    assertThat(event.logGroupIdentifier()).isEqualTo("000000000000:/tail/one");
    assertThat(event.ingestionTime()).isGreaterThanOrEqualTo(event.timestamp());
  }

  @Test
  void aPatternAndPrefixesOfStreamsChoose() throws Exception {
    group("/tail/choosy", "web-1", "job-1");
    Tail tail =
        tail(b ->
            b.logGroupIdentifiers(arn("/tail/choosy"))
                .logStreamNamePrefixes("web")
                .logEventFilterPattern("{ $.level = \"ERROR\" }"));
    assertThat(tail.next()).isInstanceOf(LiveTailSessionStart.class);
    say("/tail/choosy", "job-1", "{\"level\":\"ERROR\",\"n\":1}");
    say("/tail/choosy", "web-1", "{\"level\":\"INFO\",\"n\":2}", "{\"level\":\"ERROR\",\"n\":3}");
    assertThat(tail.messages(1)).containsExactly("{\"level\":\"ERROR\",\"n\":3}");
  }

  @Test
  void severalGroupsAreToldTogether() throws Exception {
    group("/tail/a", "s");
    group("/tail/b", "s");
    Tail tail = tail(b -> b.logGroupIdentifiers(arn("/tail/a"), arn("/tail/b")));
    assertThat(tail.next()).isInstanceOf(LiveTailSessionStart.class);
    say("/tail/a", "s", "of a");
    say("/tail/b", "s", "of b");
    assertThat(tail.messages(2)).containsExactlyInAnyOrder("of a", "of b");
  }

  @Test
  void moreThanFiveHundredInASecondAreSampled() throws Exception {
    group("/tail/flood", "s");
    Tail tail = tail(b -> b.logGroupIdentifiers(arn("/tail/flood")));
    assertThat(tail.next()).isInstanceOf(LiveTailSessionStart.class);
    say(
        "/tail/flood",
        "s",
        IntStream.range(0, 2_000).mapToObj(i -> "line " + i).toArray(String[]::new));
    LiveTailSessionUpdate update = tail.told();
    assertThat(update.sessionMetadata().sampled()).isTrue();
    assertThat(update.sessionResults()).hasSize(500);
    assertThat(update.sessionResults().getFirst().message()).isEqualTo("line 0");
    assertThat(update.sessionResults().getLast().message()).isEqualTo("line 1996");
  }

  @Test
  void whatCannotBeListenedToIsRefused() {
    group("/tail/there", "s");
    assertRefused(b -> b.logGroupIdentifiers(arn("/tail/none")), ResourceNotFoundException.class);
    assertRefused(b -> b.logGroupIdentifiers("/tail/there"), InvalidParameterException.class);
    assertRefused(
        b -> b.logGroupIdentifiers(arn("/tail/there") + ":*"), InvalidParameterException.class);
    assertRefused(
        b -> b.logGroupIdentifiers(arn("/tail/there")).logEventFilterPattern("{ $.a ="),
        InvalidParameterException.class);
    assertRefused(
        b ->
            b.logGroupIdentifiers(arn("/tail/there"))
                .logStreamNames("s")
                .logStreamNamePrefixes("s"),
        InvalidParameterException.class);
  }

  private void assertRefused(
      Consumer<StartLiveTailRequest.Builder> asked, Class<? extends Exception> how) {
    assertThatThrownBy(() -> tail(asked).end().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(how);
  }

  @Test
  void aSixteenthSessionIsOneTooManyUntilAnotherEnds() throws Exception {
    group("/tail/crowd", "s");
    List<Tail> tails = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      tails.add(tail(b -> b.logGroupIdentifiers(arn("/tail/crowd"))));
      assertThat(tails.getLast().next()).isInstanceOf(LiveTailSessionStart.class);
    }
    assertRefused(b -> b.logGroupIdentifiers(arn("/tail/crowd")), LimitExceededException.class);
  }

  @Test
  void aSessionEndsAfterThreeHours() throws Exception {
    group("/tail/long", "s");
    Tail tail = tail(b -> b.logGroupIdentifiers(arn("/tail/long")));
    assertThat(tail.next()).isInstanceOf(LiveTailSessionStart.class);
    SERVER.advance(Duration.ofHours(3));
    assertThatThrownBy(() -> tail.end().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SessionTimeoutException.class);
  }

  @Test
  void boto3Listens() {
    Program python = Program.required("python3");
    Assumptions.assumeTrue(
        Program.works(
            "python3", "-c", "import boto3; boto3.client('logs','us-east-1').start_live_tail"),
        "boto3 has no start_live_tail");
    group("/tail/boto", "s");
    String told =
        python.output(
            SERVER,
            "-c",
            """
            import boto3, time
            from botocore.config import Config
            logs = boto3.client("logs", config=Config(inject_host_prefix=False))
            tail = logs.start_live_tail(logGroupIdentifiers=["%s"])["responseStream"]
            for event in tail:
                if "sessionStart" in event:
                    print("started")
                    logs.put_log_events(logGroupName="/tail/boto", logStreamName="s",
                        logEvents=[{"timestamp": int(time.time() * 1000), "message": "heard"}])
                elif event["sessionUpdate"]["sessionResults"]:
                    print(event["sessionUpdate"]["sessionResults"][0]["message"])
                    break
            """
                .formatted(arn("/tail/boto")));
    assertThat(told.lines()).containsExactly("started", "heard");
  }
}
