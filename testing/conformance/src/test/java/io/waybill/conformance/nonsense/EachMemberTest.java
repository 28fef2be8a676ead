package io.waybill.conformance.nonsense;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each member of each operation's input, at every depth: left out, and spoiled in each way.
final class EachMemberTest {
  @RegisterExtension
  static final RunningServer SERVER = RunningServer.with("--sqs.recreate-at-once");

  static Stream<Arguments> operations() {
    return Calls.OPERATIONS.stream()
        .flatMap(name -> Stream.of(Protocol.values()).map(each -> Arguments.of(each, name)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nonsenseIsRefusedAndNothingElseHappens(Protocol protocol, String operation) {
    RawSqs sqs = SERVER.sqs(protocol);
    String url = String.valueOf(sqs.ok("CreateQueue", "QueueName", "nonsense").get("QueueUrl"));
    String arn = "arn:aws:sqs:us-east-1:000000000000:nonsense";
    Map<String, Object> good = Calls.of(operation, url, arn);
    send(sqs, operation, good);
    send(sqs, operation, Map.of());
    send(sqs, operation, Spoiling.with(good, "NoSuchMember", Map.of("a", List.of(1))));
    Spoiling.each(good, List.of(), each -> send(sqs, operation, each));
    sqs.ok("ListQueues");
  }

  private static void send(RawSqs sqs, String operation, Map<String, Object> input) {
    List<Object> members = new ArrayList<>();
    input.forEach((name, value) -> members.addAll(Arrays.asList(name, value)));
    Sane.check(sqs, sqs.call(operation, members.toArray()), operation + " " + input);
  }
}
