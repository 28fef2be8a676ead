package io.waybill.sqs.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.waybill.core.Arn;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.MessageAttributeValue;
import io.waybill.sqs.api.MessageSystemAttributeValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Ten thousand inputs for each rule, from a seed: whatever a client sends, only a refusal may come
/// out, and what is taken holds what the rule promises.
class RandomInputTest {
  private static final int RUNS = 10_000;
  private static final QueueName STANDARD_NAME = new QueueName("orders");
  private static final QueueAttributes STANDARD = QueueAttributes.forNew(STANDARD_NAME, null);
  private static final QueueAttributes FIFO =
      QueueAttributes.forNew(new QueueName("orders.fifo"), Map.of("FifoQueue", "true"));
  private static final QueueFacts FACTS = new QueueFacts("arn", 1, 2, 3, 4, 5);
  private static final Arn QUEUE =
      Arn.parse("arn:aws:sqs:us-east-1:111111111111:orders").orElseThrow();

  @Test
  void queueNames() {
    each(1, random -> assertThat(QueueName.parse(random.text()).value()).hasSizeBetween(1, 80));
  }

  @Test
  void queueAttributes() {
    each(
        2,
        random -> {
          QueueAttributes from = random.flip() ? STANDARD : FIFO;
          Map<String, String> requested = random.attributes();
          QueueAttributes changed = from.changed(requested);
          assertThat(changed.changed(requested)).isEqualTo(changed);
          assertThat(changed.firstDifference(requested)).isEmpty();
          assertThat(changed.shown(List.of("All"), FACTS)).containsKey("QueueArn");
        });
  }

  @Test
  void namesOfAttributesToShow() {
    each(3, random -> STANDARD.shown(List.of("All", random.attributeName()), FACTS));
  }

  @Test
  void newQueues() {
    each(
        4,
        random ->
            QueueAttributes.forNew(
                random.flip() ? STANDARD_NAME : new QueueName("orders.fifo"), random.attributes()));
  }

  @Test
  void redrivePolicies() {
    each(
        5,
        random -> {
          RedrivePolicy policy = RedrivePolicy.parse(random.json());
          assertThat(RedrivePolicy.parse(policy.render())).isEqualTo(policy);
          policy.checkFor(QUEUE);
        });
  }

  @Test
  void redriveAllowPolicies() {
    each(
        6,
        random -> {
          RedriveAllowPolicy policy = RedriveAllowPolicy.parse(random.json());
          assertThat(RedriveAllowPolicy.parse(policy.render())).isEqualTo(policy);
        });
  }

  @Test
  void policies() {
    each(7, random -> assertThat(PolicyText.checked(random.json())).isNotEmpty());
  }

  @Test
  void permissions() {
    each(
        8,
        random -> {
          String label = random.text();
          String added =
              PolicyText.addPermission(
                  random.flip() ? Optional.empty() : Optional.of(PolicyTextTest.POLICY),
                  QUEUE,
                  label,
                  List.of(random.text(), "111111111111"),
                  List.of(random.oneOf("SendMessage", "*", "CreateQueue", random.text())));
          assertThat(PolicyText.checked(added)).isEqualTo(added);
          PolicyText.removePermission(Optional.of(added), label);
        });
  }

  @Test
  void tags() {
    each(
        9,
        random ->
            assertThat(
                    Tags.added(
                        STANDARD_NAME, Map.of("k", "v"), Map.of(random.text(), random.text())))
                .isNotEmpty());
  }

  @Test
  void bodies() {
    each(
        10,
        random -> {
          String text = random.text();
          assertThat(new String(MessageRules.body(text), StandardCharsets.UTF_8)).isEqualTo(text);
        });
  }

  @Test
  void messageAttributes() {
    each(
        11,
        random -> {
          MessageAttributeValue value =
              MessageAttributeValue.builder()
                  .dataType(random.dataType())
                  .stringValue(random.flip() ? random.oneOf(random.text(), random.number()) : null)
                  .binaryValue(random.flip() ? random.bytes() : null)
                  .build();
          List<MessageAttribute> taken = MessageRules.attributes(Map.of(random.text(), value));
          assertThat(MessageRules.size(new byte[0], taken)).isPositive();
          assertThat(Md5.ofAttributes(taken)).isPresent();
        });
  }

  @Test
  void systemAttributes() {
    each(
        12,
        random ->
            MessageRules.systemAttributes(
                Map.of(
                    random.oneOf("AWSTraceHeader", random.text()),
                    MessageSystemAttributeValue.builder()
                        .dataType(random.dataType())
                        .stringValue(random.text())
                        .build())));
  }

  @Test
  void numbersOfACall() {
    each(
        13,
        random -> {
          int number = random.integer();
          Ranges.delaySeconds(number, random.flip() ? STANDARD : FIFO);
          Ranges.receiveVisibilitySeconds(number, STANDARD);
          Ranges.waitSeconds(number, STANDARD, false);
          Ranges.maxNumberOfMessages(number);
        });
  }

  @Test
  void groups() {
    each(
        14,
        random ->
            Grouping.of(
                random.flip() ? STANDARD : FIFO, random.text(), random.text(), new byte[1]));
  }

  @Test
  void batches() {
    each(
        15,
        random ->
            BatchRules.check(
                BatchRules.Batch.SEND_MESSAGE, List.of(random.text(), random.text(), "a")));
  }

  @Test
  void selections() {
    each(
        16,
        random ->
            AttributeSelection.of(
                List.of(random.oneOf("All", "SenderId", random.text())),
                null,
                List.of(random.text(), random.text() + ".*")));
  }

  @Test
  void receiptHandles() {
    byte[] key = new byte[32];
    each(
        17,
        random -> {
          assertThat(Receipt.open(random.text(), key)).isEmpty();
          Receipt receipt =
              new Receipt(random.integer(), random.integer(), random.integer(), random.integer());
          assertThat(Receipt.open(receipt.sealed(key), key)).contains(receipt);
        });
  }

  private static void each(long seed, Consumer<RandomInput> rule) {
    RandomInput random = new RandomInput(seed);
    int taken = 0;
    for (int run = 0; run < RUNS; run++) {
      try {
        rule.accept(random);
        taken++;
      } catch (Refusal refusal) {
        assertThat(refusal.text()).isNotBlank();
      } catch (RuntimeException e) {
        fail("seed " + seed + ", run " + run, e);
      }
    }
    assertThat(taken).as("inputs that were taken").isPositive();
  }
}
