package io.waybill.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Origin;
import io.waybill.shapes.policy.RequestContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is let in, and what policies are told of a call.
final class AdmissionsTest {
  private static final String OURS = "111111111111";
  private static final String THEIRS = "222222222222";
  private static final Arn QUEUE =
      Arn.parse("arn:aws:sqs:us-east-1:" + OURS + ":orders").orElseThrow();
  private static final long NOW = 1_767_312_000_000L; // 2026-01-02T00:00:00Z

  private final Admissions admissions = new Admissions();

  private static Caller identity(String account, String arn) {
    return new Caller(
        new AccountId(account),
        new Region("us-east-1"),
        arn,
        "request",
        "",
        "",
        true,
        "",
        new Origin(new InetSocketAddress(InetAddress.ofLiteral("203.0.113.7"), 1), false, true));
  }

  private static Caller root(String account) {
    return identity(account, "arn:aws:iam::" + account + ":root");
  }

  private static Caller service(String name, String source) {
    return new Caller(new AccountId(OURS), new Region("us-east-1"), name, "request", "", source)
        .confined();
  }

  private Optional<Denial> ask(Caller caller, String policy) {
    return admissions.denial(caller, "sqs:SendMessage", QUEUE, policy, NOW, RequestContext.NOTHING);
  }

  private static String policy(String effect, String condition) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Sid": "S", "Effect": "%s", "Principal": "*",
     "Action": "sqs:SendMessage", "Resource": "*", "Condition": {%s}}]}\
    """
        .formatted(effect, condition);
  }

  @Test
  void theOwnAccountNeedsNoStatement() {
    assertThat(ask(root(OURS), "")).isEmpty();
  }

  @Test
  void theOwnAccountIsBoundByADenial() {
    Denial denial = ask(root(OURS), policy("Deny", "")).orElseThrow();

    assertThat(denial.text("sqs:sendmessage"))
        .isEqualTo(
            "User: arn:aws:iam::111111111111:root is not authorized to perform: sqs:sendmessage on"
                + " resource: arn:aws:sqs:us-east-1:111111111111:orders with an explicit deny in a"
                + " resource-based policy (statement S)");
  }

  @Test
  void anotherAccountNeedsAStatementThatAllows() {
    assertThat(ask(root(THEIRS), policy("Allow", ""))).isEmpty();
    assertThat(ask(root(THEIRS), "").orElseThrow().text())
        .isEqualTo(
            "User: arn:aws:iam::222222222222:root is not authorized to perform: sqs:SendMessage on"
                + " resource: arn:aws:sqs:us-east-1:111111111111:orders because no resource-based"
                + " policy allows the sqs:SendMessage action");
  }

  @Test
  void anotherAccountIsNotToldTheStatement() {
    assertThat(ask(root(THEIRS), policy("Deny", "")).orElseThrow().text())
        .endsWith("with an explicit deny in a resource-based policy");
  }

  @Test
  void aServiceIsNobodysOwn() {
    String topic = "arn:aws:sns:us-east-1:" + OURS + ":t";

    assertThat(ask(service("sns.amazonaws.com", topic), "")).isPresent();
    assertThat(ask(service("sns.amazonaws.com", topic), policy("Allow", ""))).isEmpty();
  }

  @Test
  void lambdaActsForTheAccountOfItsFunction() {
    String ours = "arn:aws:lambda:us-east-1:" + OURS + ":function:f";
    String theirs = "arn:aws:lambda:us-east-1:" + THEIRS + ":function:f";

    assertThat(ask(service("lambda.amazonaws.com", ours), "")).isEmpty();
    assertThat(ask(service("lambda.amazonaws.com", theirs), "")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          aws:SourceIp                | "203.0.113.7"
          aws:SecureTransport         | "false"
          aws:PrincipalAccount        | "222222222222"
          aws:PrincipalArn            | "arn:aws:iam::222222222222:user/team/Ann"
          aws:PrincipalType           | "User"
          aws:PrincipalIsAWSService   | "false"
          aws:ViaAWSService           | "false"
          aws:username                | "Ann"
          aws:CurrentTime             | "2026-01-02T00:00:00Z"
          aws:EpochTime               | "1767312000"
          aws:RequestedRegion         | "us-east-1"
          aws:ResourceAccount         | "111111111111"
          aws:SourceOwner             | "222222222222"
          """)
  void policiesKnowAnIdentity(String key, String value) {
    Caller ann = identity(THEIRS, "arn:aws:iam::222222222222:user/team/Ann");

    assertThat(ask(ann, policy("Allow", "\"StringEquals\": {\"%s\": %s}".formatted(key, value))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          StringEquals | aws:SourceArn              | "arn:aws:events:us-east-1:222222222222:rule/r"
          StringEquals | aws:SourceAccount          | "222222222222"
          StringEquals | aws:PrincipalServiceName   | "events.amazonaws.com"
          Bool         | aws:PrincipalIsAWSService  | "true"
          Bool         | aws:SecureTransport        | "true"
          Null         | aws:SourceIp               | "true"
          Null         | aws:PrincipalArn           | "true"
          Null         | aws:SourceOwner            | "true"
          """)
  void policiesKnowAService(String operator, String key, String value) {
    Caller events = service("events.amazonaws.com", "arn:aws:events:us-east-1:222222222222:rule/r");
    String condition = "\"%s\": {\"%s\": %s}".formatted(operator, key, value);

    assertThat(ask(events, policy("Allow", condition))).isEmpty();
  }

  @Test
  void anAlarmTellsWhoseItIs() {
    Caller alarm =
        service("cloudwatch.amazonaws.com", "arn:aws:cloudwatch:us-east-1:" + OURS + ":alarm:a");
    String own = "\"StringEquals\": {\"AWS:SourceOwner\": \"" + OURS + "\"}";

    assertThat(ask(alarm, policy("Allow", own))).isEmpty();
  }

  @Test
  void anIdentityHasNoSource() {
    String source = "\"StringEquals\": {\"aws:SourceAccount\": \"" + THEIRS + "\"}";

    assertThat(ask(root(THEIRS), policy("Allow", source))).isPresent();
  }
}
