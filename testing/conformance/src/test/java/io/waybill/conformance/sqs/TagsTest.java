package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tags of queues.
final class TagsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static Map<String, Object> tags(TestQueue queue) {
    return Shapes.under(queue.ok("ListQueueTags"), "Tags");
  }

  @BothProtocols
  void tagsAreSetReplacedAndRemoved(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    assertThat(queue.ok("ListQueueTags")).isEmpty();
    queue.ok("TagQueue", "Tags", Shapes.map("tag1", "value1", "tag2", "value2", "tag3", ""));
    assertThat(tags(queue)).isEqualTo(Map.of("tag1", "value1", "tag2", "value2", "tag3", ""));
    queue.ok("TagQueue", "Tags", Shapes.map("tag1", "VALUE1"));
    assertThat(tags(queue)).containsEntry("tag1", "VALUE1").hasSize(3);
    queue.ok("UntagQueue", "TagKeys", List.of("tag1", "tag3", "never-there"));
    assertThat(tags(queue)).isEqualTo(Map.of("tag2", "value2"));
    queue.ok("UntagQueue", "TagKeys", List.of("tag2"));
    assertThat(queue.ok("ListQueueTags")).isEmpty();
  }

  @BothProtocols
  void keysAreCaseSensitive(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.ok("TagQueue", "Tags", Shapes.map("MyTag", "value1", "mytag", "value2"));
    assertThat(tags(queue)).isEqualTo(Map.of("MyTag", "value1", "mytag", "value2"));
  }

  @BothProtocols
  void aQueueIsCreatedWithTags(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    String url =
        Shapes.text(
            sqs.ok(
                "CreateQueue",
                "QueueName",
                TestQueue.name("q"),
                "tags",
                Shapes.map("tag1", "value1", "tag2", "value2")),
            "QueueUrl");
    assertThat(tags(new TestQueue(sqs, url))).isEqualTo(Map.of("tag1", "value1", "tag2", "value2"));
  }
}
