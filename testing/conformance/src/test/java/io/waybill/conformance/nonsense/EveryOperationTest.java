package io.waybill.conformance.nonsense;

import io.waybill.conformance.RunningServer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Each member of each operation of SNS and EventBridge, at every depth: left out, and spoiled in
/// each way. What an operation is and takes is asked of AWS's own clients.
final class EveryOperationTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  static Stream<Arguments> topics() {
    return inputs(SnsClient.class);
  }

  static Stream<Arguments> events() {
    return inputs(EventBridgeClient.class);
  }

  /// Each operation that `client` has, with an empty input.
  private static Stream<Arguments> inputs(Class<?> client) {
    return Arrays.stream(client.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .filter(method -> !method.getName().endsWith("Paginator"))
        .map(EveryOperationTest::input)
        .map(input -> Arguments.of(operation(input), input));
  }

  private static Object input(Method method) {
    try {
      Object builder = method.getParameterTypes()[0].getMethod("builder").invoke(null);
      Method build = SdkRequest.Builder.class.getMethod("build");
      return build.invoke(builder);
    } catch (ReflectiveOperationException noRequest) {
      throw new IllegalStateException(noRequest);
    }
  }

  private static String operation(Object input) {
    String name = input.getClass().getSimpleName();
    return name.substring(0, name.length() - "Request".length()).replace("Sms", "SMS");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  void nonsenseForTopicsIsRefusedAsAwsRefuses(String operation, SdkPojo input) {
    nonsense(new RawCall(SERVER, "sns", ""), operation, input);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void nonsenseForTheEventBusIsRefusedAsAwsRefuses(String operation, SdkPojo input) {
    nonsense(new RawCall(SERVER, "events", "AWSEvents"), operation, input);
  }

  private static void nonsense(RawCall call, String operation, SdkPojo input) {
    Map<String, Object> good = Sample.of(input);
    call.check(operation, good);
    call.check(operation, Map.of());
    call.check(operation, Spoiling.with(good, "NoSuchMember", Map.of("a", List.of(1))));
    Spoiling.each(good, Spoiling.WRONG_TEXTS, spoiled -> call.check(operation, spoiled));
  }
}
