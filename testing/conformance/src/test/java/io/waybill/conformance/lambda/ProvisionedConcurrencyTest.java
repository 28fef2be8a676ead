package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigNotFoundException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

/// Environments that are initialised before anybody calls.
@Timeout(60)
final class ProvisionedConcurrencyTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final LambdaClient lambda = Sdk.lambda(SERVER);

  @BeforeAll
  static void functions() {
    try (LambdaClient lambda = Sdk.lambda(SERVER)) {
      make(
          lambda,
          "ahead",
          "import time\nAT = time.time()\ndef handler(e, c):\n  return int(AT * 1000)\n");
      make(lambda, "never", "raise RuntimeError('no')\n");
    }
  }

  private static void make(LambdaClient lambda, String name, String source) {
    Functions.python(lambda, name, source);
    lambda.publishVersion(b -> b.functionName(name));
  }

  private GetProvisionedConcurrencyConfigResponse settled(String function, String qualifier) {
    GetProvisionedConcurrencyConfigResponse config;
    do {
      config =
          lambda.getProvisionedConcurrencyConfig(
              b -> b.functionName(function).qualifier(qualifier));
    } while (config.status() == ProvisionedConcurrencyStatusEnum.IN_PROGRESS);
    return config;
  }

  @Test
  void theFirstCallFindsAnEnvironmentReadyAndItMovesWithTheAlias() {
    lambda.createAlias(b -> b.functionName("ahead").name("live").functionVersion("1"));
    var put =
        lambda.putProvisionedConcurrencyConfig(
            b -> b.functionName("ahead").qualifier("live").provisionedConcurrentExecutions(2));
    assertThat(put.status()).isEqualTo(ProvisionedConcurrencyStatusEnum.IN_PROGRESS);
    assertThat(put.allocatedProvisionedConcurrentExecutions()).isZero();

    var ready = settled("ahead", "live");
    assertThat(ready.status()).isEqualTo(ProvisionedConcurrencyStatusEnum.READY);
    assertThat(ready.availableProvisionedConcurrentExecutions()).isEqualTo(2);
    assertInitialisedBeforeTheCall();

    lambda.updateFunctionConfiguration(b -> b.functionName("ahead").memorySize(256));
    lambda.waiter().waitUntilFunctionUpdatedV2(b -> b.functionName("ahead"));
    String second = lambda.publishVersion(b -> b.functionName("ahead")).version();
    lambda.updateAlias(b -> b.functionName("ahead").name("live").functionVersion(second));
    settled("ahead", "live");
    assertInitialisedBeforeTheCall();
    assertThatThrownBy(() ->
            lambda.putProvisionedConcurrencyConfig(
                b -> b.functionName("ahead").qualifier(second).provisionedConcurrentExecutions(1)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Version is pointed by a Provisioned Concurrency alias");

    lambda.deleteProvisionedConcurrencyConfig(b -> b.functionName("ahead").qualifier("live"));
    assertThatThrownBy(() -> settled("ahead", "live"))
        .isInstanceOf(ProvisionedConcurrencyConfigNotFoundException.class)
        .hasMessageContaining("No Provisioned Concurrency Config found for this function");
  }

  private void assertInitialisedBeforeTheCall() {
    long before = System.currentTimeMillis();
    String initialised =
        lambda.invoke(b -> b.functionName("ahead").qualifier("live")).payload().asUtf8String();
    assertThat(Long.parseLong(initialised)).isLessThan(before);
  }

  @Test
  void anInitialisationThatFailsIsTold() {
    lambda.putProvisionedConcurrencyConfig(
        b -> b.functionName("never").qualifier("1").provisionedConcurrentExecutions(2));
    var failed = settled("never", "1");
    assertThat(failed.status()).isEqualTo(ProvisionedConcurrencyStatusEnum.FAILED);
    assertThat(failed.statusReason()).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
    assertThat(failed.availableProvisionedConcurrentExecutions()).isZero();
  }

  @Test
  void latestAndTooManyAreRefused() {
    assertThatThrownBy(() -> put("$LATEST", 1))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("cannot be applied to unpublished function versions.");
    assertThatThrownBy(() -> put("1", 901)).hasMessageContaining("minimum value of [100].");
    assertThatThrownBy(() -> put("1", 1001)).hasMessageContaining("unreserved concurrency [1000].");
  }

  private void put(String qualifier, int environments) {
    lambda.putProvisionedConcurrencyConfig(b ->
        b.functionName("never").qualifier(qualifier).provisionedConcurrentExecutions(environments));
  }
}
