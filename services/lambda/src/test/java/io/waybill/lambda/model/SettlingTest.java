package io.waybill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.lambda.api.FunctionConfiguration;
import org.junit.jupiter.api.Test;

final class SettlingTest {
  private static final long MADE = 1_800_000_000_123L;

  private final FunctionConfiguration made =
      FunctionConfiguration.builder()
          .functionName("f")
          .lastModified(Configurations.time(MADE))
          .revisionId("one")
          .build();

  @Test
  void aNewFunctionIsPendingUntilItsTimeIsOver() {
    FunctionConfiguration pending = Settling.pending(made);
    assertThat(Settling.at(pending, MADE + Settling.MILLIS - 1)).isEqualTo(pending);
    FunctionConfiguration settled = Settling.at(pending, MADE + Settling.MILLIS);
    assertThat(settled.state()).isEqualTo("Active");
    assertThat(settled.stateReason()).isNull();
    assertThat(settled.stateReasonCode()).isNull();
    assertThat(settled.lastUpdateStatus()).isEqualTo("Successful");
  }

  @Test
  void anUpdateIsInProgressUntilItsTimeIsOver() {
    FunctionConfiguration changed = Settling.inProgress(made.toBuilder().state("Active").build());
    assertThat(Settling.at(changed, MADE + Settling.MILLIS - 1).lastUpdateStatusReasonCode())
        .isEqualTo("Creating");
    FunctionConfiguration settled = Settling.at(changed, MADE + Settling.MILLIS);
    assertThat(settled.state()).isEqualTo("Active");
    assertThat(settled.lastUpdateStatus()).isEqualTo("Successful");
    assertThat(settled.lastUpdateStatusReason()).isNull();
  }

  @Test
  void whatSettledHasAnotherRevisionAndAlwaysTheSame() {
    FunctionConfiguration pending = Settling.pending(made);
    FunctionConfiguration early = Settling.at(pending, MADE + Settling.MILLIS);
    FunctionConfiguration late = Settling.at(pending, MADE + 1_000_000);
    assertThat(early.revisionId()).isNotEqualTo("one").isEqualTo(late.revisionId());
  }

  @Test
  void whatIsNotUnderWayStaysAsItIs() {
    FunctionConfiguration settled =
        made.toBuilder().state("Active").lastUpdateStatus("Successful").build();
    assertThat(Settling.at(settled, MADE + 1_000_000)).isEqualTo(settled);
  }
}
