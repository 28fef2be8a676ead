package io.waybill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PayloadsTest {
  private static final String PLACE =
      "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: ";

  @Test
  void whatIsNoTextIsToldWithItsPlace() {
    byte[] broken = {'n', (byte) 0x87, 'r'};
    assertThatThrownBy(() -> Payloads.checked(broken, false))
        .hasMessage(
            "Could not parse request body into json: Could not parse payload into json: Invalid UTF-8 start byte 0x87"
                + PLACE
                + "3]");
  }

  @Test
  void whatIsNoJsonIsToldWithItsPlace() {
    byte[] broken = {(byte) 0x99, (byte) 0xeb, ','};
    assertThatThrownBy(() -> Payloads.checked(broken, false))
        .hasMessage(
            "Could not parse request body into json: Could not parse payload into json: Unexpected character ((CTRL-CHAR, code 153)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
                + PLACE
                + "1]");
  }

  @Test
  void nothingMeansAnEmptyObject() {
    assertThat(Payloads.checked(new byte[0], false))
        .isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
  }
}
