package io.waybill.sqs.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What a test expects of a refusal: its kind and its words, to the letter.
final class Refused {
  private Refused() {}

  static void assertRefused(ErrorShape shape, String words, ThrowingCallable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).as("refused with: %s", words).isNotNull();
    assertThat(refusal.text()).isEqualTo(words);
    assertThat(refusal.shape()).isSameAs(shape);
  }
}
