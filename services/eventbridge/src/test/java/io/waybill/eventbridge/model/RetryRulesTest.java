package io.waybill.eventbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventbridge.api.RetryPolicy;
import io.waybill.eventbridge.api.Target;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryRulesTest {
  @Test
  void aTargetThatDoesNotSayIsTriedAgain185TimesInADay() {
    RetryRules rules = RetryRules.of(Target.builder().id("t").arn("a").build());
    assertThat(rules).isEqualTo(new RetryRules(185, 86_400_000));
    assertThat(rules.exhausted(185, 0, 86_400_000)).isEmpty();
    assertThat(rules.exhausted(186, 0, 0)).contains("MaximumRetryAttempts");
    assertThat(rules.exhausted(1, 0, 86_400_001)).contains("MaximumEventAgeInSeconds");
  }

  @Test
  void aTargetsOwnPolicyCounts() {
    RetryPolicy policy = new RetryPolicy(0, 60);
    RetryRules rules = RetryRules.of(Target.builder().id("t").arn("a").retryPolicy(policy).build());
    assertThat(rules.exhausted(1, 0, 1_000)).contains("MaximumRetryAttempts");
  }

  @Test
  void delaysDoubleFromASecondToTenMinutesWithJitter() {
    assertThat(RetryRules.delayMillis(1, 0)).isEqualTo(500);
    assertThat(RetryRules.delayMillis(1, 500)).isEqualTo(1_000);
    assertThat(RetryRules.delayMillis(4, 0)).isEqualTo(4_000);
    assertThat(RetryRules.delayMillis(185, 0)).isEqualTo(300_000);
    assertThat(RetryRules.delayMillis(185, -1)).isBetween(300_000L, 600_000L);
  }

  @Test
  void allRetriesFitIntoADay() {
    long mean =
        IntStream.rangeClosed(1, 185).mapToLong(i -> RetryRules.delayMillis(i, 0) * 3 / 2).sum();
    assertThat(mean).isBetween(20 * 3_600_000L, 24 * 3_600_000L);
  }
}
