package io.waybill.conformance.nonsense;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import software.amazon.awssdk.core.SdkRequest;

/// The operations that one of AWS's clients knows.
final class Operations {
  private Operations() {}

  /// Each operation that `client` has, with an empty input.
  static Stream<Arguments> of(Class<?> client) {
    return Arrays.stream(client.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .map(method -> method.getParameterTypes()[0])
        .filter(SdkRequest.class::isAssignableFrom)
        .distinct()
        .map(Operations::input)
        .map(input -> Arguments.of(name(input), input));
  }

  static Object input(Class<?> request) {
    try {
      Object builder = request.getMethod("builder").invoke(null);
      Method build = SdkRequest.Builder.class.getMethod("build");
      return build.invoke(builder);
    } catch (ReflectiveOperationException noRequest) {
      throw new IllegalStateException(noRequest);
    }
  }

  static String name(Object input) {
    String name = input.getClass().getSimpleName();
    return name.substring(0, name.length() - "Request".length()).replace("Sms", "SMS");
  }
}
