package io.waybill.sqs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoredAttributesTest {
  private static final String TARGET = "arn:aws:sqs:eu-west-1:000000000000:dead.fifo";

  private static QueueAttributes fifo(Map<String, String> requested) {
    return QueueAttributes.stored(true, Map.of()).changed(requested);
  }

  @Test
  void whatWasStoredIsReadAsItWas() {
    QueueAttributes all =
        fifo(
            Map.of(
                "VisibilityTimeout", "7",
                "DelaySeconds", "8",
                "MaximumMessageSize", "2048",
                "MessageRetentionPeriod", "61",
                "ReceiveMessageWaitTimeSeconds", "9",
                "RedrivePolicy",
                    "{\"deadLetterTargetArn\":\"" + TARGET + "\",\"maxReceiveCount\":3}",
                "KmsMasterKeyId", "alias/mine",
                "KmsDataKeyReusePeriodSeconds", "60",
                "ContentBasedDeduplication", "true",
                "DeduplicationScope", "messageGroup"));
    QueueAttributes more =
        all.changed(
            Map.of(
                "FifoThroughputLimit",
                "perMessageGroupId",
                "RedriveAllowPolicy",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + TARGET + "\"]}"));
    assertThat(QueueAttributes.stored(true, more.settings())).isEqualTo(more);
    QueueAttributes plain = QueueAttributes.forNew(new QueueName("plain"), null);
    assertThat(QueueAttributes.stored(false, plain.settings())).isEqualTo(plain);
  }

  @Test
  void howLongADataKeyIsUsedIsKeptWithoutAKeyAndNotShown() {
    QueueAttributes set =
        QueueAttributes.forNew(
            new QueueName("plain"), Map.of("KmsDataKeyReusePeriodSeconds", "60"));

    assertThat(QueueAttributes.stored(false, set.settings()).kmsDataKeyReuseSeconds())
        .isEqualTo(60);
    assertThat(set.shown(List.of("All"), new QueueFacts("arn", 0, 0, 0, 0, 0)))
        .doesNotContainKey("KmsDataKeyReusePeriodSeconds");
  }

  @Test
  void whatTodaysRulesWouldRefuseIsReadAllTheSame() {
    QueueAttributes read =
        QueueAttributes.stored(
            false,
            Map.of(
                "VisibilityTimeout", "50000",
                "MaximumMessageSize", "4194304",
                "Policy", "no policy by today's rules",
                "RedrivePolicy", "{\"deadLetterTargetArn\":\"odd\",\"maxReceiveCount\":5000}",
                "SettingOfALaterVersion", "x"));
    assertThat(read.visibilityTimeoutSeconds()).isEqualTo(50_000);
    assertThat(read.maximumMessageSize()).isEqualTo(4_194_304);
    assertThat(read.policy()).contains("no policy by today's rules");
    assertThat(read.redrivePolicy()).contains(new RedrivePolicy("odd", 5_000));
  }
}
