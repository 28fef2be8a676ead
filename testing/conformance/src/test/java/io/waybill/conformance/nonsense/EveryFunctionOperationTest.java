package io.waybill.conformance.nonsense;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/// Each member of each operation of Lambda, at every depth: left out, and spoiled in each way,
/// where there is such a function.
final class EveryFunctionOperationTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final LambdaClient lambda = Sdk.lambda(SERVER);

  static Stream<Arguments> operations() {
    Object streamed = Operations.input(InvokeWithResponseStreamRequest.class);
    return Stream.concat(
        Operations.of(LambdaClient.class),
        Stream.of(Arguments.of(Operations.name(streamed), streamed)));
  }

  private void function(boolean wanted) {
    try {
      lambda.deleteFunction(b -> b.functionName("nonsense"));
    } catch (ResourceNotFoundException already) {
      // it was not there
    }
    if (wanted) {
      Functions.python(lambda, "nonsense", "def handler(event, context): return 1\n");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void nonsenseForFunctionsIsRefusedAsAwsRefuses(String operation, SdkPojo input) {
    function(!operation.equals("CreateFunction"));
    RawCall call = new RawCall(SERVER, "lambda", RestCall.of(input));
    call.nonsense(operation, Sample.of(input));
    call.nonsenseOneByOne(
        operation, input, operation.equals("CreateFunction") ? () -> function(false) : () -> {});
  }
}
