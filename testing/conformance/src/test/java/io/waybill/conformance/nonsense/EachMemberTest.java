package io.waybill.conformance.nonsense;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  private static final String LONG = "x".repeat(70_000);

  /// What stands in a member's place: a value of a wrong type, empty, too long, too large, too
  /// many.
  private static final List<Object> WRONG =
      Arrays.asList(
          "",
          " ",
          LONG,
          "\u0001",
          "\ud83d",
          "ä\u0000",
          -1,
          21,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          1.5,
          1e300,
          true,
          List.of(),
          List.of(""),
          List.of(List.of(List.of())),
          Map.of(),
          Map.of("a", Map.of("b", "c")),
          Map.of("", ""),
          List.of(Map.of("Id", "a")),
          Map.of("a", Map.of("DataType", "String")),
          Map.of("a", Map.of("DataType", "Number", "StringValue", "x")),
          Map.of("AWSTraceHeader", Map.of("DataType", "Binary", "BinaryValue", "?")),
          Collections.nCopies(10_000, "x"),
          Collections.nCopies(10_000, Map.of("Id", "a", "MessageBody", "b")),
          manyNames());

  private static Map<String, Object> manyNames() {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put("name" + i, "value");
    }
    return many;
  }

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
    send(sqs, operation, with(good, "NoSuchMember", Map.of("a", List.of(1))));
    spoil(good, each -> send(sqs, operation, each));
    sqs.ok("ListQueues");
  }

  private static void send(RawSqs sqs, String operation, Map<String, Object> input) {
    List<Object> members = new ArrayList<>();
    input.forEach((name, value) -> members.addAll(Arrays.asList(name, value)));
    Sane.check(sqs, sqs.call(operation, members.toArray()), operation + " " + input);
  }

  private interface Spoiled {
    void take(Map<String, Object> input);
  }

  private static void spoil(Map<String, Object> good, Spoiled spoiled) {
    for (Map.Entry<String, Object> member : good.entrySet()) {
      Map<String, Object> without = new LinkedHashMap<>(good);
      without.remove(member.getKey());
      spoiled.take(without);
      WRONG.forEach(wrong -> spoiled.take(with(good, member.getKey(), wrong)));
      deeper(member.getValue(), wrong -> spoiled.take(with(good, member.getKey(), wrong)));
    }
  }

  private interface Inner {
    void take(Object value);
  }

  @SuppressWarnings("unchecked")
  private static void deeper(Object value, Inner inner) {
    if (value instanceof Map<?, ?> map) {
      spoil((Map<String, Object>) map, inner::take);
    } else if (value instanceof List<?> list && list.getFirst() instanceof Map<?, ?> first) {
      spoil((Map<String, Object>) first, each -> inner.take(List.of(each)));
    }
  }

  private static Map<String, Object> with(Map<String, Object> good, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(good);
    changed.put(name, value);
    return changed;
  }
}
