package io.waybill.sqs.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sqs.state.Delivery;
import io.waybill.sqs.state.Inventory.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StandardQueueTest {
  private final Desk desk = new Desk();

  @Test
  void aPollOfAServerThatStopsDoesNotWait() {
    desk.create("q", Map.of());
    desk.endWaiting();

    assertThat(desk.poll("q", 20).value()).isEmpty();
  }

  @Test
  void aReceivedMessageIsHiddenUntilItsTimeoutEnds() {
    desk.create("q", Map.of());
    desk.send("q", "a", null);

    assertThat(desk.receive("q", 10, 30)).hasSize(1);
    desk.pass(29_999);
    assertThat(desk.receive("q", 10, 30)).isEmpty();
    desk.pass(1);
    assertThat(desk.receive("q", 10, 30).getFirst().flight().attempt()).isEqualTo(2);
  }

  @Test
  void receiptFromAnEarlierDeliveryNoLongerDeletes() {
    desk.create("q", Map.of());
    desk.send("q", "a", null);
    Delivery early = desk.receive("q", 1, 1).getFirst();
    desk.pass(1_000);
    Delivery late = desk.receive("q", 1, 30).getFirst();

    assertThat(desk.delete("q", early)).isEmpty();
    assertThat(desk.inventory("q").count(Place.IN_FLIGHT)).isEqualTo(1);
    assertThat(desk.delete("q", late)).isEmpty();
    assertThat(desk.inventory("q").held()).isEmpty();
  }

  @Test
  void theLatestReceiptDeletesEvenWhatIsVisibleAgain() {
    desk.create("q", Map.of());
    desk.send("q", "a", null);
    Delivery delivery = desk.receive("q", 1, 1).getFirst();
    desk.pass(1_000);

    assertThat(desk.delete("q", delivery)).isEmpty();
    assertThat(desk.inventory("q").held()).isEmpty();
    assertThat(desk.queue("q").visible()).isZero();
  }

  @Test
  void aMessageExpiresAtItsRetention() {
    desk.create("q", Map.of("MessageRetentionPeriod", "60"));
    desk.send("q", "a", null);
    desk.pass(59_999);
    assertThat(desk.inventory("q").held()).hasSize(1);
    desk.pass(1);
    assertThat(desk.inventory("q").held()).isEmpty();
  }

  @Test
  void aGivenUpMessageGoesToItsDeadLetterQueueWithItsCount() {
    desk.create("dead", Map.of());
    desk.create(
        "q",
        Map.of(
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"" + Desk.arn("dead") + "\",\"maxReceiveCount\":2}"));
    desk.send("q", "a", null);
    desk.receive("q", 1, 0);
    desk.receive("q", 1, 0);
    assertThat(desk.receive("q", 1, 0)).isEmpty();
    desk.pass(1);

    assertThat(desk.inventory("q").held()).isEmpty();
    Delivery moved = desk.receive("dead", 1, 30).getFirst();
    assertThat(moved.message().receivedBefore()).isEqualTo(2);
    assertThat(moved.message().deadLetterSource()).isEqualTo(Desk.arn("q").toString());
  }

  @Test
  void aRestartChangesNothing() {
    desk.create("q", Map.of());
    for (String body : List.of("a", "b", "c", "d")) {
      desk.send("q", body, null);
    }
    Delivery first = desk.receive("q", 1, 30).getFirst();
    Delivery back = desk.receive("q", 1, 0).getFirst();
    desk.restart();

    assertThat(desk.inventory("q").count(Place.VISIBLE)).isEqualTo(3);
    assertThat(desk.inventory("q").count(Place.IN_FLIGHT)).isEqualTo(1);
    assertThat(desk.delete("q", first)).isEmpty();
    assertThat(desk.delete("q", back)).isEmpty();
    assertThat(Desk.bodies(desk.receive("q", 10, 30))).containsExactlyInAnyOrder("c", "d");
  }

  @Test
  void aNoisyGroupDoesNotStarveAQuietOne() {
    desk.create("q", Map.of());
    for (int i = 0; i < 50; i++) {
      desk.send("q", "noise " + i, "noisy");
    }
    desk.send("q", "quiet", "quiet");

    assertThat(Desk.bodies(desk.receive("q", 2, 30))).contains("quiet");
  }

  @Test
  void whatAMoveTaskCouldNotDeliverComesBackWithItsReceiveCount() {
    desk.create("q", Map.of());
    desk.create("other", Map.of());
    desk.send("q", "a", null);
    desk.receive("q", 1, 0);
    desk.receive("q", 1, 0);
    desk.decide("q", new StartMoveTask(Desk.arn("other").toString(), 0));
    desk.decide("other", new DeleteQueue());
    desk.pass(1);
    desk.pass(1);

    Delivery back = desk.receive("q", 1, 30).getFirst();
    assertThat(back.message().receivedBefore() + back.flight().attempt()).isEqualTo(3);
  }

  @Test
  void aLongPollGoesOnBehindThousandsOfMessagesThatHaveExpired() {
    desk.create("q", Map.of("MessageRetentionPeriod", "60"));
    sendMany("old ", 3_000);
    desk.now += 60_000;
    desk.send("q", "new", null);

    Desk.Told<List<Delivery>> poll = desk.poll("q", 20);
    desk.pass(0);
    assertThat(Desk.bodies(poll.value())).containsExactly("new");
  }

  @Test
  void aMoveTaskGoesOnBehindMessagesThatHaveExpired() {
    desk.create("q", Map.of("MessageRetentionPeriod", "60"));
    desk.create("other", Map.of());
    sendMany("old ", 1_500);
    desk.now += 60_000;
    desk.send("q", "new", null);
    desk.decide("q", new StartMoveTask(Desk.arn("other").toString(), 0));
    desk.pass(0);

    assertThat(Desk.bodies(desk.receive("other", 10, 30))).containsExactly("new");
    assertThat(desk.inventory("q").held()).isEmpty();
  }

  @Test
  void expiryGoesOnBehindThousandsOfReturnedMessagesOfGroups() {
    desk.create("q", Map.of("MessageRetentionPeriod", "120"));
    for (int i = 0; i < 2_500; i++) {
      desk.send("q", "back " + i, "group");
    }
    for (int i = 0; i < 250; i++) {
      assertThat(desk.receive("q", 10, 30)).hasSize(10);
    }
    desk.pass(30_000);
    desk.send("q", "fresh", "group");
    assertThat(desk.inventory("q").count(Place.VISIBLE)).isEqualTo(2_501);

    desk.pass(90_000);
    assertThat(Desk.bodies(desk.receive("q", 10, 30))).containsExactly("fresh");
    desk.pass(30_000);
    assertThat(desk.inventory("q").held()).isEmpty();
  }

  private void sendMany(String body, int count) {
    for (int i = 0; i < count; i++) {
      desk.send("q", body + i, null);
    }
  }

  @Test
  void aReceiveGetsFewerWhereThereIsNoRoomForMoreAndIsThrottledWhereThereIsNone() {
    desk.create("q", Map.of());
    List.of("a", "b", "c").forEach(body -> desk.send("q", body, null));
    desk.room = 300;
    assertThat(Desk.bodies(desk.receive("q", 10, 30))).containsExactly("a", "b");

    assertThat(desk.tryReceive("q", 10, 30, null).refusal)
        .extracting(refusal -> refusal.shape().name())
        .isEqualTo("RequestThrottled");
    desk.allSent();
    assertThat(Desk.bodies(desk.receive("q", 10, 30))).containsExactly("c");
  }

  @Test
  void aLongPollWaitsForRoom() {
    desk.create("q", Map.of());
    List.of("a", "b").forEach(body -> desk.send("q", body, null));
    desk.room = 1;
    desk.receive("q", 1, 30);
    Desk.Told<List<Delivery>> poll = desk.poll("q", 20);
    desk.pass(0);
    desk.allSent();
    desk.pass(50);

    assertThat(Desk.bodies(poll.value())).containsExactly("b");
  }
}
