package io.waybill.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.outward.HttpOutcome;
import io.waybill.sns.api.CreateTopicInput;
import io.waybill.sns.api.SnsApi;
import io.waybill.sns.api.SubscribeInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The letters that ask endpoints to confirm.
final class ConfirmationsTest {
  private final List<String> asked = new ArrayList<>();
  private final Town town =
      new Town(
          (operation, caller, input, then) -> {
            throw new AssertionError("there is no queue here");
          },
          (request, then) -> {
            asked.add(request.uri().getPath());
            if (!request.uri().getPath().startsWith("/dead")) {
              then.accept(new HttpOutcome.Answered(200, Map.of(), new byte[0]));
            }
          });

  private String topic(int number) {
    var input = CreateTopicInput.builder().name("t" + number).build();
    return Objects.requireNonNull(town.call(SnsApi.CREATE_TOPIC, input).topicArn());
  }

  private void subscribe(String topic, String path) {
    town.call(
        SnsApi.SUBSCRIBE,
        SubscribeInput.builder()
            .topicArn(topic)
            .protocol("http")
            .endpoint("http://example.com" + path)
            .build());
  }

  @Test
  void anEndpointThatNeverAnswersDelaysTheConfirmationOfNobodyElse() {
    for (int i = 0; i < 100; i++) {
      subscribe(topic(i), "/dead");
    }
    String topic = topic(100);
    asked.clear();
    subscribe(topic, "/live");
    assertThat(asked).containsExactly("/live");
  }
}
