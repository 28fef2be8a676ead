package io.waybill.conformance.nonsense;

import io.waybill.conformance.RunningServer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Each member of each operation of SNS, EventBridge, CloudWatch and CloudWatch Logs, at every
/// depth: left out, and spoiled in each way. What an operation is and takes is asked of AWS's own
/// clients.
final class EveryOperationTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  // AWS: CloudWatch does not say in words what it did not find.
  private static final Pattern METRICS_FAULT =
      Pattern.compile("(?s).*\"__type\":\"[A-Za-z0-9_.#]+\".*");

  static Stream<Arguments> topics() {
    return Operations.of(SnsClient.class);
  }

  static Stream<Arguments> events() {
    return Operations.of(EventBridgeClient.class);
  }

  static Stream<Arguments> logs() {
    return Operations.of(CloudWatchLogsClient.class);
  }

  static Stream<Arguments> metrics() {
    return Operations.of(CloudWatchClient.class);
  }

  private static void nonsense(String service, CallForm form, String operation, SdkPojo input) {
    RawCall call = new RawCall(SERVER, service, form);
    call.nonsense(operation, Sample.of(input));
    call.nonsenseOneByOne(operation, input, () -> {});
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  void nonsenseForTopicsIsRefusedAsAwsRefuses(String operation, SdkPojo input) {
    nonsense("sns", new FormCall("2010-03-31"), operation, input);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void nonsenseForTheEventBusIsRefusedAsAwsRefuses(String operation, SdkPojo input) {
    nonsense("events", new CallForm.Json("1.1", "AWSEvents"), operation, input);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("logs")
  void nonsenseForLogsIsRefusedAsAwsRefuses(String operation, SdkPojo input) {
    nonsense("logs", new CallForm.Json("1.1", "Logs_20140328"), operation, input);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("metrics")
  void nonsenseForMetricsIsRefusedAsAwsRefuses(String operation, SdkPojo input) {
    String service = "GraniteServiceVersion20100801";
    nonsense("monitoring", new CallForm.Json("1.0", service, METRICS_FAULT), operation, input);
    nonsense("monitoring", new FormCall("2010-08-01"), operation, input);
    nonsense("monitoring", new CborCall(service), operation, input);
  }
}
