package io.waybill.conformance.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/// Resource policies are kept as they were put, ten in an account and region.
final class ResourcePoliciesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
       "Action": "logs:PutLogEvents", "Resource": "*"}]}\
      """;

  private final CloudWatchLogsClient logs = Sdk.logs(SERVER);

  private void put(String name, String document) {
    logs.putResourcePolicy(b -> b.policyName(name).policyDocument(document));
  }

  private List<ResourcePolicy> all() {
    return logs.describeResourcePolicies().resourcePolicies();
  }

  @Test
  void policiesArePutShownAndRemoved() {
    String other = POLICY.replace("events", "route53");
    ResourcePolicy made =
        logs.putResourcePolicy(b -> b.policyName("b").policyDocument(other)).resourcePolicy();
    put("a", POLICY);
    put("b", POLICY);

    assertThat(made.policyDocument()).isEqualTo(other);
    assertThat(all()).extracting(ResourcePolicy::policyName).containsExactly("a", "b");
    assertThat(all()).extracting(ResourcePolicy::policyDocument).containsOnly(POLICY);
    assertThat(all())
        .allSatisfy(each -> assertThat(each.lastUpdatedTime()).isGreaterThan(1_700_000_000_000L));
    assertThat(Sdk.logs(SERVER, Region.EU_WEST_1).describeResourcePolicies().resourcePolicies())
        .isEmpty();

    for (int i = all().size(); i < 10; i++) {
      put("more" + i, POLICY);
    }
    assertThatThrownBy(() -> put("eleventh", POLICY))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("Resource limit exceeded.");
    put("a", other);

    all().forEach(each -> logs.deleteResourcePolicy(b -> b.policyName(each.policyName())));
    assertThat(all()).isEmpty();
    assertThatThrownBy(() -> logs.deleteResourcePolicy(b -> b.policyName("a")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void whatIsNoPolicyIsRefused() {
    for (String document : List.of("no JSON", "[]", "{}", "{\"Version\": \"2012-10-17\"}")) {
      assertThatThrownBy(() -> put("bad", document)).isInstanceOf(InvalidParameterException.class);
    }
    assertThatThrownBy(() -> put("", POLICY)).isInstanceOf(InvalidParameterException.class);
    assertThat(all()).extracting(ResourcePolicy::policyName).doesNotContain("bad");
  }
}
