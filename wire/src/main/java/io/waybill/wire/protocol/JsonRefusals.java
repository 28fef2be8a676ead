package io.waybill.wire.protocol;

import com.fasterxml.jackson.core.JsonToken;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Refusal;
import org.jspecify.annotations.Nullable;

/// The words in which AWS refuses JSON that it can't read.
final class JsonRefusals {
  private JsonRefusals() {}

  /// The words with which AWS refuses a value of another type.
  static Refusal mismatch(@Nullable JsonToken found, String type) {
    return switch (found) {
      case START_OBJECT -> because("Start of structure or map found where not expected.");
      case START_ARRAY -> because("Unrecognized collection type class " + type);
      case VALUE_STRING -> because("STRING_VALUE cannot be converted to " + type);
      case VALUE_NUMBER_INT -> because("NUMBER_VALUE cannot be converted to " + type);
      case VALUE_NUMBER_FLOAT -> because("DECIMAL_VALUE cannot be converted to " + type);
      case VALUE_TRUE -> because("TRUE_VALUE cannot be converted to " + type);
      case VALUE_FALSE -> because("FALSE_VALUE cannot be converted to " + type);
      case VALUE_NULL -> because("NULL_VALUE cannot be converted to " + type);
      case null, default -> malformed();
    };
  }

  static Refusal malformed() {
    return because("The request body is not valid JSON");
  }

  static Refusal because(String message) {
    return CommonErrors.SERIALIZATION.because(message);
  }
}
