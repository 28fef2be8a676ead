package io.waybill.lambda.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.shapes.Refusal;
import org.junit.jupiter.api.Test;

final class RuntimesTest {
  @Test
  void anUnknownRuntimeIsToldWhichThereAre() {
    assertThatThrownBy(() -> Runtimes.require("PYTHON3.9"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            "Value PYTHON3.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023,")
        .hasMessageEndingWith("provided.al2, java8.al2] or be a valid ARN");
  }

  @Test
  void aRuntimeOfThePastIsToldItsSuccessor() {
    assertThatThrownBy(() -> Runtimes.require("python3.7"))
        .hasMessageContaining("The runtime parameter of python3.7 is no longer supported")
        .hasMessageContaining("the new runtime (python3.12)");
  }

  @Test
  void onlySomeRuntimesStartFromSnapshots() {
    assertThatCode(() -> Runtimes.requireSnapStart("java21")).doesNotThrowAnyException();
    assertThatThrownBy(() -> Runtimes.requireSnapStart("nodejs22.x"))
        .hasMessage("nodejs22.x is not supported for SnapStart enabled functions.");
  }
}
