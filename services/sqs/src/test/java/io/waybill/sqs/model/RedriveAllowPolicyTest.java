package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sqs.api.SqsErrors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveAllowPolicyTest {
  private static final String PREFIX = "arn:aws:sqs:us-east-1:123456789012:x";

  @Test
  void allowAllAllowsAndDenyAllDenies() {
    String all = "{\"redrivePermission\":\"allowAll\"}";
    String none = "{\"redrivePermission\":\"denyAll\"}";
    assertThat(RedriveAllowPolicy.parse(all).allows(PREFIX)).isTrue();
    assertThat(RedriveAllowPolicy.parse(none).allows(PREFIX)).isFalse();
    assertThat(RedriveAllowPolicy.parse(all).render()).isEqualTo(all);
    assertThat(RedriveAllowPolicy.parse(none).render()).isEqualTo(none);
  }

  @Test
  void byQueueAllowsThoseNamed() {
    String text = byQueue(2);
    RedriveAllowPolicy policy = RedriveAllowPolicy.parse(text);
    assertThat(policy.allows(PREFIX + "1")).isTrue();
    assertThat(policy.allows(PREFIX + "3")).isFalse();
    assertThat(policy.render()).isEqualTo(text);
  }

  @Test
  void byQueueNames1To10Queues() {
    assertThat(RedriveAllowPolicy.parse(byQueue(1)).sourceQueueArns()).hasSize(1);
    assertThat(RedriveAllowPolicy.parse(byQueue(10)).sourceQueueArns()).hasSize(10);
    assertPolicyRefused(
        byQueue(0),
        "When you specify the byQueue permission type, you must also specify one or more"
            + " sourceQueueArns values.");
    assertPolicyRefused(
        "{\"redrivePermission\":\"byQueue\"}",
        "When you specify the byQueue permission type, you must also specify one or more"
            + " sourceQueueArns values.");
    assertPolicyRefused(
        byQueue(11), "The maximum number of source queue ARNs you can specify is 10.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"allowAll", "denyAll"})
  void queuesAreNamedOnlyWithByQueue(String permission) {
    assertPolicyRefused(
        "{\"redrivePermission\":\"" + permission + "\",\"sourceQueueArns\":[\"" + PREFIX + "\"]}",
        "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "444",
        "badjson",
        "[]",
        "{}",
        "{\"redrivePermission\":\"dummy\"}",
        "{\"redrivePermission\":1}",
        "{\"redrivePermission\":\"allowAll\",\"dummy\":\"value\"}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":\"arn:aws:sqs\"}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[{\"dummy\":\"value\"}]}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"orders\"]}",
      })
  void otherFormsAreNotSupported(String text) {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        "Invalid value for the parameter RedriveAllowPolicy. Reason: Amazon SQS can't create the"
            + " redrive allow policy, as it’s in an unsupported format.",
        () -> RedriveAllowPolicy.parse(text));
  }

  private static String byQueue(int sources) {
    return IntStream.rangeClosed(1, sources)
        .mapToObj(i -> "\"" + PREFIX + i + "\"")
        .collect(
            Collectors.joining(
                ",", "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[", "]}"));
  }

  private static void assertPolicyRefused(String text, String reason) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value "
            + text
            + " for parameter RedriveAllowPolicy is invalid. Reason: Amazon SQS can't create the"
            + " redrive allow policy. "
            + reason,
        () -> RedriveAllowPolicy.parse(text));
  }
}
