package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.sns.model.SnsException;

/// What a call must be refused with.
final class Refused {
  private Refused() {}

  static void with(String code, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SnsException.class,
            refused -> {
              org.assertj.core.api.Assertions.assertThat(refused.awsErrorDetails().errorCode())
                  .isEqualTo(code);
              org.assertj.core.api.Assertions.assertThat(refused.awsErrorDetails().errorMessage())
                  .isEqualTo(message);
            });
  }

  static void invalid(String message, ThrowingCallable call) {
    with("InvalidParameter", "Invalid parameter: " + message, call);
  }
}
