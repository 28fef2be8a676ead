package io.waybill.sqs.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sqs.state.Delivery;
import io.waybill.sqs.state.Inventory.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FifoQueueTest {
  private final Desk desk = new Desk();

  private void create(String delaySeconds) {
    desk.create("q.fifo", Map.of("FifoQueue", "true", "DelaySeconds", delaySeconds));
  }

  private void send(String group, String... bodies) {
    for (String body : bodies) {
      desk.send("q.fifo", body, group);
    }
  }

  @Test
  void aGroupWaitsForWhatItHasInFlight() {
    create("0");
    send("g", "a", "b", "c");
    send("h", "other");
    List<Delivery> got = desk.receive("q.fifo", 2, 30);
    assertThat(Desk.bodies(got)).containsExactly("a", "b");

    assertThat(Desk.bodies(desk.receive("q.fifo", 10, 30))).containsExactly("other");
    desk.delete("q.fifo", got.getFirst());
    assertThat(desk.receive("q.fifo", 10, 30)).isEmpty();
    desk.delete("q.fifo", got.getLast());
    assertThat(Desk.bodies(desk.receive("q.fifo", 10, 30))).containsExactly("c");
  }

  @Test
  void aLongGroupGoesOutInOrderPieceByPiece() {
    create("0");
    List<String> bodies = IntStream.range(0, 60).mapToObj(Integer::toString).toList();
    send("g", bodies.toArray(String[]::new));
    List<String> received = new ArrayList<>();
    for (int piece = 0; received.size() < 60; piece++) {
      List<Delivery> got = desk.receive("q.fifo", 7, 30);
      if (piece == 3) {
        desk.restart();
      }
      got.forEach(each -> desk.delete("q.fifo", each));
      received.addAll(Desk.bodies(got));
      assertThat(desk.inventory("q.fifo").held()).hasSize(60 - received.size());
    }

    assertThat(received).isEqualTo(bodies);
  }

  @Test
  void manyGroupsWhoseMessagesExpiredHoldUpNobodyForLong() {
    desk.create("q.fifo", Map.of("FifoQueue", "true", "MessageRetentionPeriod", "60"));
    for (int group = 0; group < 2_500; group++) {
      desk.send("q.fifo", "old" + group, "g" + group);
    }
    desk.pass(30_000);
    send("last", "young");
    desk.pass(31_000);
    assertThat(desk.queue("q.fifo").visible()).isEqualTo(1);

    Desk.Told<List<Delivery>> told = desk.poll("q.fifo", 20);
    assertThat(told.isTold()).as("one step passes over so many at most").isFalse();
    desk.pass(0);
    assertThat(Desk.bodies(told.value())).containsExactly("young");
  }

  @Test
  void whatComesBackKeepsItsPlace() {
    create("0");
    send("g", "a", "b", "c");
    List<Delivery> got = desk.receive("q.fifo", 2, 30);
    desk.hide("q.fifo", got.getLast(), 0);
    assertThat(desk.receive("q.fifo", 10, 30)).isEmpty();
    desk.hide("q.fifo", got.getFirst(), 0);

    assertThat(Desk.bodies(desk.receive("q.fifo", 10, 30))).containsExactly("a", "b", "c");
    assertThat(desk.inventory("q.fifo").count(Place.IN_FLIGHT)).isEqualTo(3);
  }

  @Test
  void aClockSetBackBetweenTwoRunsDoesNotTurnDelayedMessagesRound() {
    create("10");
    send("g", "a", "b");
    desk.now -= 600_000;
    desk.restart();
    send("g", "c", "d");
    desk.pass(700_000);

    assertThat(Desk.bodies(desk.receive("q.fifo", 10, 30))).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aShorterDelayActsOnWhatIsInTheQueue() {
    create("100");
    send("g", "a");
    desk.decide("q.fifo", Define.attributes(Map.of("DelaySeconds", "5")));
    desk.pass(4_999);
    assertThat(desk.receive("q.fifo", 1, 30)).isEmpty();
    desk.pass(1);
    assertThat(desk.receive("q.fifo", 1, 30)).hasSize(1);
  }

  @Test
  void aRepeatedAttemptGetsTheSameWhileOthersWait() {
    create("0");
    send("g", "a", "b");
    List<Delivery> first = desk.receive("q.fifo", 2, 30, "attempt");
    Desk.Told<List<Delivery>> other = desk.poll("q.fifo", 20);

    assertThat(desk.receive("q.fifo", 2, 30, "attempt"))
        .extracting(Delivery::receiptHandle)
        .containsExactlyElementsOf(first.stream().map(Delivery::receiptHandle).toList());
    desk.pass(20_000);
    assertThat(other.value()).isEmpty();
  }

  @Test
  void aRepeatedAttemptGetsTheSameAndNeverMoreThanItAsksFor() {
    create("0");
    send("g", "a", "b", "c");
    List<Delivery> first = desk.receive("q.fifo", 3, 30, "attempt");
    List<Delivery> again = desk.receive("q.fifo", 3, 30, "attempt");
    assertThat(again)
        .extracting(Delivery::receiptHandle)
        .isEqualTo(first.stream().map(Delivery::receiptHandle).toList());

    assertThat(Desk.bodies(desk.receive("q.fifo", 2, 30, "attempt"))).containsExactly("a", "b");
  }

  @Test
  void aDuplicateIsAcceptedAndNotStoredForFiveMinutes() {
    create("0");
    send("g", "a");
    desk.pass(299_999);
    desk.restart();
    send("g", "a");
    assertThat(desk.inventory("q.fifo").held()).hasSize(1);
    desk.pass(1);
    send("g", "a");
    assertThat(desk.inventory("q.fifo").held()).hasSize(2);
  }

  @Test
  void anExpiredHeadLetsItsGroupGoOn() {
    desk.create("q.fifo", Map.of("FifoQueue", "true", "MessageRetentionPeriod", "60"));
    send("g", "a");
    desk.pass(30_000);
    send("g", "b");
    desk.receive("q.fifo", 1, 600);
    desk.pass(40_000);

    assertThat(Desk.bodies(desk.receive("q.fifo", 10, 30))).containsExactly("b");
  }

  @Test
  void whatComesBackFromADeletedDeadLetterQueueStandsAndIsNumberedBehindTheOthers() {
    desk.create("dead.fifo", Map.of("FifoQueue", "true"));
    desk.create(
        "q.fifo",
        Map.of(
            "FifoQueue",
            "true",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"" + Desk.arn("dead.fifo") + "\",\"maxReceiveCount\":1}"));
    send("g", "a", "b");
    desk.receive("q.fifo", 1, 0);
    desk.delete("q.fifo", desk.receive("q.fifo", 1, 30).getFirst());
    desk.decide("dead.fifo", new DeleteQueue());
    send("g", "c");
    desk.pass(1);
    desk.pass(1);

    List<Delivery> got = desk.receive("q.fifo", 10, 30);
    assertThat(Desk.bodies(got)).containsExactly("c", "a");
    assertThat(got.getFirst().message().sequenceNumber())
        .isLessThan(got.getLast().message().sequenceNumber());
    assertThat(got.getLast().message().receivedBefore()).isEqualTo(1);
  }

  @Test
  void aLongPollGoesOnBehindThousandsOfMessagesThatItGivesUp() {
    String policy =
        "{\"deadLetterTargetArn\":\"" + Desk.arn("dead.fifo") + "\",\"maxReceiveCount\":1}";
    desk.create("dead.fifo", Map.of("FifoQueue", "true"));
    desk.create("q.fifo", Map.of("FifoQueue", "true", "RedrivePolicy", policy));
    for (int i = 0; i < 3_000; i++) {
      desk.send("q.fifo", "bad-" + i, "group-" + i);
    }
    for (int i = 0; i < 300; i++) {
      assertThat(desk.receive("q.fifo", 10, 1)).hasSize(10);
    }
    desk.pass(1_000);
    desk.send("q.fifo", "good", "another");

    Desk.Told<List<Delivery>> poll = desk.poll("q.fifo", 20);
    desk.pass(0);
    assertThat(Desk.bodies(poll.value())).containsExactly("good");
    assertThat(desk.inventory("dead.fifo").count(Place.VISIBLE)).isEqualTo(3_000);
  }

  @Test
  void whatComesBackIntoTheOrderExpiresAfterALongerRetentionWasSet() {
    desk.create("q.fifo", Map.of("FifoQueue", "true", "MessageRetentionPeriod", "60"));
    send("a", "first");
    desk.receive("q.fifo", 1, 300);
    desk.pass(30_000);
    send("b", "second");
    desk.receive("q.fifo", 1, 200);
    desk.pass(35_000);
    desk.decide("q.fifo", Define.attributes(Map.of("MessageRetentionPeriod", "1000")));
    desk.pass(235_000);
    assertThat(desk.inventory("q.fifo").count(Place.VISIBLE)).isEqualTo(2);
    desk.pass(800_000);
    assertThat(desk.inventory("q.fifo").held()).isEmpty();
  }
}
