package io.waybill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FunctionNameTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
  private static final Caller CALLER =
      new Caller(
          new AccountId("000000000000"),
          new Region("us-east-1"),
          "arn:aws:iam::000000000000:root",
          "5f0f1b8c-0000-4000-8000-000000000001",
          "http://localhost:4566");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f",
        "function:f",
        "000000000000:function:f",
        "000000000000:f",
        "us-east-1:000000000000:function:f",
        ARN
      })
  void aFunctionHasManyNames(String name) {
    assertThat(FunctionName.parse(name, null, CALLER).qualified()).isEqualTo(ARN);
    assertThat(FunctionName.parse(name + ":live", null, CALLER).qualified())
        .isEqualTo(ARN + ":live");
    assertThat(FunctionName.parse(name, "$LATEST", CALLER).qualified()).isEqualTo(ARN + ":$LATEST");
  }

  @Test
  void aQualifierIsSaidOnceOrTwiceAlike() {
    assertThat(FunctionName.parse("f:1", "1", CALLER).qualified()).isEqualTo(ARN + ":1");
    assertThatThrownBy(() -> FunctionName.parse("f:1", "2", CALLER))
        .hasMessage(
            "The derived qualifier from the function name does not match the specified qualifier.");
  }

  @Test
  void onlyWhatIsLatestIsChanged() {
    assertThat(FunctionName.toChange(ARN, CALLER).qualified()).isEqualTo(ARN);
    assertThat(FunctionName.toChange("f:$LATEST", CALLER).arn()).hasToString(ARN);
    for (String name : new String[] {"f:1", "f:live", ARN + ":1"}) {
      String told =
          "Current operation does not support versions other than $LATEST. Please set the version"
              + " to $LATEST or do not set a version in your request.";
      assertThatThrownBy(() -> FunctionName.toChange(name, CALLER)).hasMessage(told);
      assertThatThrownBy(() -> FunctionName.toMake(name, CALLER)).hasMessage(told);
    }
  }

  @Test
  void aFunctionOfAnotherRegionIsNotReachable() {
    String far = "arn:aws:lambda:eu-central-1:000000000000:function:f";
    assertThatThrownBy(() -> FunctionName.parse(far, null, CALLER))
        .hasMessage("Functions from 'eu-central-1' are not reachable in this region ('us-east-1')");
  }

  @ParameterizedTest
  @CsvSource({"arn:aws:lambda:us-east-1:123400000000@function:myfn", "my/fn", "f:a b"})
  void whatIsNoNameIsToldThePattern(String name) {
    assertThatThrownBy(() -> FunctionName.parse(name, null, CALLER))
        .hasMessageStartingWith(
            "1 validation error detected: Value '"
                + name
                + "' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:");
  }

  @Test
  void aNameWithADotIsNoFunctionsButAName() {
    assertThat(FunctionName.parse("a.b", null, CALLER).name()).isEqualTo("a.b");
  }

  @Test
  void aNewFunctionHasAShortName() {
    assertThat(FunctionName.toMake("a".repeat(64), CALLER).name()).hasSize(64);
    assertThatThrownBy(() -> FunctionName.toMake("a".repeat(65), CALLER))
        .hasMessageEndingWith("Member must have length less than or equal to 64");
  }
}
