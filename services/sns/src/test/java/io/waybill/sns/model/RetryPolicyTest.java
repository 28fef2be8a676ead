package io.waybill.sns.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RetryPolicyTest {
  private static List<Long> delays(Backoff backoff) {
    RetryPolicy policy = new RetryPolicy(1, 20, 10, 0, 0, 0, backoff);
    return IntStream.rangeClosed(1, 10).mapToObj(policy::delayMillis).toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyBackoffRisesFromTheLeastToTheGreatestDelay(Backoff backoff) {
    assertThat(delays(backoff)).isSorted().startsWith(1_000L).endsWith(20_000L);
  }

  @Test
  void exponentialBackoffStaysLowLongest() {
    assertThat(delays(Backoff.EXPONENTIAL).get(5)).isLessThan(delays(Backoff.ARITHMETIC).get(5));
    assertThat(delays(Backoff.ARITHMETIC).get(5)).isLessThan(delays(Backoff.LINEAR).get(5));
  }

  @Test
  void awsOwnPolicyTakes23Days() {
    assertThat(RetryPolicy.AWS_MANAGED.totalMillis() / 86_400_000).isEqualTo(23);
    assertThat(RetryPolicy.AWS_MANAGED.delayMillis(100_015)).isEqualTo(20_000);
    assertThat(RetryPolicy.AWS_MANAGED.delayMillis(100_016)).isNegative();
  }

  @Test
  void mailIsTriedFiftyTimesInSixHours() {
    assertThat(RetryPolicy.CUSTOMER_MANAGED.totalMillis() / 3_600_000).isEqualTo(6);
    assertThat(RetryPolicy.CUSTOMER_MANAGED.delayMillis(51)).isNegative();
  }
}
