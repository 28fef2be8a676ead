package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Which attributes of a message a receive shows.
final class AttributeFiltersTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static Map<String, Object> receive(TestQueue queue, Object... input) {
    return queue.receive(input).getFirst();
  }

  private static TestQueue queue(Protocol protocol) {
    return TestQueue.standard(SERVER.sqs(protocol), "VisibilityTimeout", "0");
  }

  @BothProtocols
  void systemAttributesAreShownUnderEitherName(Protocol protocol) {
    for (String member : List.of("AttributeNames", "MessageSystemAttributeNames")) {
      TestQueue queue = queue(protocol);
      queue.send("msg", "MessageAttributes", Map.of("Foo", Shapes.text("Bar")));
      Map<String, Object> all = receive(queue, member, List.of("All"));
      assertThat(all).doesNotContainKeys("MessageAttributes", "MD5OfMessageAttributes");
      assertThat(Shapes.under(all, "Attributes"))
          .containsEntry("ApproximateReceiveCount", "1")
          .containsOnlyKeys(
              "ApproximateFirstReceiveTimestamp",
              "ApproximateReceiveCount",
              "SenderId",
              "SentTimestamp");
      Map<String, Object> both =
          receive(queue, member, List.of("All"), "MessageAttributeNames", List.of("All"));
      assertThat(Shapes.under(both, "Attributes"))
          .containsEntry("ApproximateReceiveCount", "2")
          .hasSize(4);
      assertThat(both)
          .containsEntry("MD5OfMessageAttributes", "ae7155c6026991b6d54b11589678bf9c")
          .containsEntry("MessageAttributes", Map.of("Foo", Shapes.text("Bar")));
      for (List<String> names :
          List.of(List.of("SenderId"), List.of("SenderId", "SequenceNumber"))) {
        Map<String, Object> some = receive(queue, member, names);
        assertThat(Shapes.under(some, "Attributes")).containsOnlyKeys("SenderId");
      }
    }
  }

  @BothProtocols
  void messageAttributesAreChosenByNameAndPrefix(Protocol protocol) {
    TestQueue queue = queue(protocol);
    queue.send(
        "msg",
        "MessageAttributes",
        Map.of(
            "Help.Me", Shapes.text("Me"),
            "Hello", Shapes.text("There"),
            "General", Shapes.text("Kenobi")));
    Set<String> all = Set.of("Help.Me", "Hello", "General");
    assertChosen(queue, List.of(), Set.of());
    assertChosen(queue, List.of("All"), all);
    assertChosen(queue, List.of(".*"), all);
    assertChosen(queue, List.of("Foo", "Help"), Set.of());
    assertChosen(queue, List.of("Hello", "General"), Set.of("Hello", "General"));
    assertChosen(queue, List.of("Foo", "Hello"), Set.of("Hello"));
    assertChosen(queue, List.of("Hel.*"), Set.of("Hello", "Help.Me"));
  }

  private static void assertChosen(TestQueue queue, List<String> names, Set<String> expected) {
    Map<String, Object> got = receive(queue, "MessageAttributeNames", names);
    assertThat(Shapes.under(got, "MessageAttributes").keySet()).isEqualTo(expected);
    assertThat(got.containsKey("MD5OfMessageAttributes")).isEqualTo(!expected.isEmpty());
  }

  @BothProtocols
  void theTimesAreWholeMilliseconds(Protocol protocol) {
    TestQueue queue = queue(protocol);
    queue.send("msg");
    Map<String, Object> attributes =
        Shapes.under(receive(queue, "AttributeNames", List.of("All")), "Attributes");
    assertThat(Shapes.text(attributes, "SentTimestamp")).matches("\\d{13}");
    assertThat(Shapes.text(attributes, "ApproximateFirstReceiveTimestamp")).matches("\\d{13}");
  }
}
