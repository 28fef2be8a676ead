package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Lists of SNS and EventBridge, asked to go on from a token that nobody gave out.
final class PageTokensTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final List<String> GARBAGE =
      List.of("garbage", "abcd", "YQ==", "bm90LWEtdG9rZW4=", "!");

  /// A list operation, asked with a token.
  private record ListCall<C>(String name, Consumer<String> call, Class<C> client) {}

  private static <C> ListCall<C> list(String name, Class<C> client, Consumer<String> call) {
    return new ListCall<>(name, call, client);
  }

  @BeforeAll
  static void make() {
    Sdk.sns(SERVER).createTopic(b -> b.name("t"));
    Sdk.sns(SERVER)
        .createPlatformApplication(
            b -> b.name("a").platform("GCM").attributes(Map.of("PlatformCredential", "secret")));
    Sdk.events(SERVER).putRule(b -> b.name("r").scheduleExpression("rate(1 day)"));
  }

  @TestFactory
  Stream<DynamicTest> everyListOfTopicsRefusesIt() {
    SnsClient sns = Sdk.sns(SERVER);
    String topic = "arn:aws:sns:us-east-1:000000000000:t";
    String application = "arn:aws:sns:us-east-1:000000000000:app/GCM/a";
    List<ListCall<SnsClient>> calls =
        List.of(
            list("ListTopics", SnsClient.class, t -> sns.listTopics(b -> b.nextToken(t))),
            list(
                "ListSubscriptions",
                SnsClient.class,
                t -> sns.listSubscriptions(b -> b.nextToken(t))),
            list(
                "ListSubscriptionsByTopic",
                SnsClient.class,
                t -> sns.listSubscriptionsByTopic(b -> b.topicArn(topic).nextToken(t))),
            list(
                "ListPlatformApplications",
                SnsClient.class,
                t -> sns.listPlatformApplications(b -> b.nextToken(t))),
            list(
                "ListEndpointsByPlatformApplication",
                SnsClient.class,
                t ->
                    sns.listEndpointsByPlatformApplication(
                        b -> b.platformApplicationArn(application).nextToken(t))),
            list(
                "ListPhoneNumbersOptedOut",
                SnsClient.class,
                t -> sns.listPhoneNumbersOptedOut(b -> b.nextToken(t))),
            list(
                "ListSMSSandboxPhoneNumbers",
                SnsClient.class,
                t -> sns.listSMSSandboxPhoneNumbers(b -> b.nextToken(t))),
            list(
                "ListOriginationNumbers",
                SnsClient.class,
                t -> sns.listOriginationNumbers(b -> b.nextToken(t))));
    return calls.stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.name(),
                () -> refuses(each.call(), "InvalidParameter", "Invalid parameter: NextToken")));
  }

  @TestFactory
  Stream<DynamicTest> everyListOfEventsRefusesIt() {
    EventBridgeClient events = Sdk.events(SERVER);
    Class<EventBridgeClient> of = EventBridgeClient.class;
    List<ListCall<EventBridgeClient>> calls =
        List.of(
            list("ListRules", of, t -> events.listRules(b -> b.nextToken(t))),
            list("ListEventBuses", of, t -> events.listEventBuses(b -> b.nextToken(t))),
            list(
                "ListTargetsByRule",
                of,
                t -> events.listTargetsByRule(b -> b.rule("r").nextToken(t))),
            list(
                "ListRuleNamesByTarget",
                of,
                t ->
                    events.listRuleNamesByTarget(
                        b -> b.targetArn("arn:aws:sqs:us-east-1:000000000000:q").nextToken(t))),
            list("ListArchives", of, t -> events.listArchives(b -> b.nextToken(t))),
            list("ListReplays", of, t -> events.listReplays(b -> b.nextToken(t))),
            list("ListConnections", of, t -> events.listConnections(b -> b.nextToken(t))),
            list("ListApiDestinations", of, t -> events.listApiDestinations(b -> b.nextToken(t))),
            list("ListEventSources", of, t -> events.listEventSources(b -> b.nextToken(t))),
            list(
                "ListPartnerEventSources",
                of,
                t ->
                    events.listPartnerEventSources(
                        b -> b.namePrefix("aws.partner/p/").nextToken(t))),
            list(
                "ListPartnerEventSourceAccounts",
                of,
                t ->
                    events.listPartnerEventSourceAccounts(
                        b -> b.eventSourceName("aws.partner/p/n").nextToken(t))));
    return calls.stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.name(),
                () ->
                    refuses(
                        each.call(), "ValidationException", "Parameter NextToken is not valid.")));
  }

  private static void refuses(Consumer<String> call, String code, String message) {
    for (String token : GARBAGE) {
      assertThatThrownBy(() -> call.accept(token))
          .describedAs(token)
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              refused -> {
                assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
                assertThat(refused.awsErrorDetails().errorMessage()).startsWith(message);
              });
    }
  }

  @Test
  void aTokenThatWasGivenOutLeadsOnAndInItsOwnListAlone() {
    EventBridgeClient events = Sdk.events(SERVER);
    for (int i = 0; i < 5; i++) {
      String name = "page-" + i;
      events.putRule(b -> b.name(name).scheduleExpression("rate(1 day)"));
    }
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      var page = events.listRules(b -> b.namePrefix("page-").limit(2).nextToken(from));
      page.rules().forEach(rule -> names.add(rule.name()));
      token = page.nextToken();
    } while (token != null);
    assertThat(names).containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");
    String other = events.listRules(b -> b.limit(2)).nextToken();
    assertThatThrownBy(() -> events.listEventBuses(b -> b.nextToken(other)))
        .hasMessageStartingWith("Parameter NextToken is not valid.");
  }
}
