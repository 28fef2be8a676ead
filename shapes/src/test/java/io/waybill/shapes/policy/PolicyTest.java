package io.waybill.shapes.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.shapes.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom, what and which a statement means, and which statement wins. Rows are sentences of "IAM
/// JSON policy elements" and of "Policy evaluation logic".
final class PolicyTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";
  private static final String ROOT = "arn:aws:iam::444455556666:root";
  private static final String ANN = "arn:aws:iam::444455556666:user/Ann";
  private static final String SESSION = "arn:aws:sts::444455556666:assumed-role/Clerk/s1";

  private static Requester who(String name) {
    return switch (name) {
      case "root" -> new Requester.Identity("444455556666", ROOT);
      case "Ann" -> new Requester.Identity("444455556666", ANN);
      case "session" -> new Requester.Identity("444455556666", SESSION);
      case "stranger" -> new Requester.Identity("999999999999", "arn:aws:iam::999999999999:root");
      case "anonymous" -> new Requester.Anonymous();
      default -> new Requester.Service(name);
    };
  }

  private static Verdict ask(String policy, Requester requester, String action, String resource) {
    return Policy.parse(policy)
        .evaluate(new PolicyRequest(requester, action, resource, RequestContext.NOTHING));
  }

  private static boolean speaks(String effect, String element, String value, Requester requester) {
    String policy =
        "{\"Statement\":{\"Effect\":\"%s\",\"%s\":%s,\"Action\":\"*\",\"Resource\":\"*\"}}"
            .formatted(effect, element, value);
    return !(ask(policy, requester, "sqs:SendMessage", QUEUE) instanceof Verdict.ImplicitlyDenied);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "*"                                                   | root      | true
          "*"                                                   | anonymous | true
          "*"                                                   | sns.amazonaws.com | true
          {"AWS": "*"}                                          | stranger  | true
          {"AWS": "*"}                                          | anonymous | true
          {"AWS": "444455556666"}                               | root      | true
          {"AWS": "444455556666"}                               | Ann       | true
          {"AWS": "444455556666"}                               | stranger  | false
          {"AWS": "444455556666"}                               | anonymous | false
          {"AWS": "arn:aws:iam::444455556666:root"}             | Ann       | true
          {"AWS": "arn:aws:iam::444455556666:root"}             | session   | true
          {"AWS": ["999999999999", "444455556666"]}             | root      | true
          {"AWS": "arn:aws:iam::444455556666:user/Ann"}         | Ann       | true
          {"AWS": "arn:aws:iam::444455556666:user/Ann"}         | root      | false
          {"AWS": "arn:aws:iam::444455556666:user/*"}           | Ann       | false
          {"AWS": "arn:aws:iam::444455556666:role/Clerk"}       | session   | true
          {"AWS": "arn:aws:sts::444455556666:assumed-role/Clerk/s1"} | session | true
          {"AWS": "arn:aws:sts::444455556666:assumed-role/Clerk/s2"} | session | false
          {"Service": "sns.amazonaws.com"}                      | sns.amazonaws.com | true
          {"Service": ["sns.amazonaws.com", "events.amazonaws.com"]} | events.amazonaws.com | true
          {"Service": "sns.amazonaws.com"}                      | events.amazonaws.com | false
          {"Service": "sns.amazonaws.com"}                      | root      | false
          {"Service": "logs.us-east-1.amazonaws.com"}           | logs.amazonaws.com | true
          {"CanonicalUser": "79a59df900b949e55d96a1e698fbaced"} | root      | false
          {"Federated": "cognito-identity.amazonaws.com"}       | root      | false
          {}                                                    | root      | false
          """)
  void knowsWhomAPrincipalMeans(String principal, String requester, boolean meant) {
    assertThat(speaks("Allow", "Principal", principal, who(requester))).isEqualTo(meant);
    assertThat(speaks("Deny", "Principal", principal, who(requester))).isEqualTo(meant);
  }

  /// AWS (NotPrincipal): a denial spares whom it names together with his account; named alone, he
  /// may be denied with it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"AWS": "arn:aws:iam::444455556666:root"}  | root      | false | false
          {"AWS": "444455556666"}                    | stranger  | true  | true
          {"AWS": "arn:aws:iam::444455556666:root"}  | anonymous | true  | true
          {"AWS": ["arn:aws:iam::444455556666:root", "arn:aws:iam::444455556666:user/Ann"]} | Ann | false | false
          {"AWS": "arn:aws:iam::444455556666:user/Ann"} | Ann    | true  | false
          {"AWS": "arn:aws:iam::444455556666:root"}  | Ann       | true  | false
          {"Service": "sns.amazonaws.com"}           | sns.amazonaws.com | false | false
          {"Service": "sns.amazonaws.com"}           | events.amazonaws.com | true | true
          """)
  void knowsWhomANotPrincipalLeavesOut(
      String principal, String requester, boolean denied, boolean allowed) {
    assertThat(speaks("Deny", "NotPrincipal", principal, who(requester))).isEqualTo(denied);
    assertThat(speaks("Allow", "NotPrincipal", principal, who(requester))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Action    | "sqs:SendMessage"                     | true
          Action    | "SQS:sendmessage"                     | true
          Action    | "sqs:Send*"                           | true
          Action    | "sqs:*"                               | true
          Action    | "*"                                   | true
          Action    | "sqs:SendMessag?"                     | true
          Action    | "sns:*"                               | false
          Action    | ["sqs:ReceiveMessage", "sqs:SendMessage"] | true
          Action    | []                                    | false
          NotAction | "sqs:SendMessage"                     | false
          NotAction | "sqs:Delete*"                         | true
          """)
  void knowsWhichActionsAreMeant(String element, String value, boolean meant) {
    String policy =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"%s\":%s,\"Resource\":\"*\"}}"
            .formatted(element, value);

    assertThat(ask(policy, who("root"), "sqs:SendMessage", QUEUE) instanceof Verdict.Allowed)
        .isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Resource    | "arn:aws:sqs:us-east-1:111122223333:orders" | true
          Resource    | "arn:aws:sqs:us-east-1:111122223333:Orders" | false
          Resource    | "arn:aws:sqs:*:111122223333:ord*"           | true
          Resource    | "arn:aws:sqs:*:*:*"                         | true
          Resource    | "arn:aws:sqs"                               | true
          Resource    | "arn:aws:sqs:*:orders"                      | false
          Resource    | "arn:aws:sqs:us-east-?:111122223333:orders" | true
          Resource    | "*"                                         | true
          Resource    | ["arn:aws:sqs:us-east-1:111122223333:x", "*"] | true
          NotResource | "arn:aws:sqs:us-east-1:111122223333:orders" | false
          NotResource | "arn:aws:sqs:us-east-1:111122223333:others" | true
          """)
  void knowsWhichResourcesAreMeant(String element, String value, boolean meant) {
    String policy =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"%s\":%s}}"
            .formatted(element, value);

    assertThat(ask(policy, who("root"), "sqs:SendMessage", QUEUE) instanceof Verdict.Allowed)
        .isEqualTo(meant);
  }

  @Test
  void aVariableInAResourceStandsForTheRequestsOwnValue() {
    Policy policy =
        Policy.parse(
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
             "Action": "*", "Resource": "arn:aws:sqs:*:*:${aws:username}-*"}}\
            """);
    RequestContext ann = key -> key.equals("aws:username") ? List.of("ann") : List.of();

    String mine = "arn:aws:sqs:us-east-1:111122223333:ann-jobs";
    String others = "arn:aws:sqs:us-east-1:111122223333:bob-jobs";
    assertThat(policy.evaluate(new PolicyRequest(who("Ann"), "sqs:SendMessage", mine, ann)))
        .isEqualTo(new Verdict.Allowed("#1"));
    assertThat(policy.evaluate(new PolicyRequest(who("Ann"), "sqs:SendMessage", others, ann)))
        .isEqualTo(new Verdict.ImplicitlyDenied());
  }

  @Test
  void aDenialOutweighsWhatAllowsAndIsTold() {
    String policy =
        """
        {"Statement": [
          {"Sid": "All", "Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"},
          {"Effect": "Deny", "Principal": "*", "Action": "sqs:PurgeQueue", "Resource": "*"},
          {"Sid": "NotBob", "Effect": "Deny", "Principal": {"AWS": "999999999999"},
           "Action": "sqs:*", "Resource": "*"}]}\
        """;

    assertThat(ask(policy, who("root"), "sqs:SendMessage", QUEUE))
        .isEqualTo(new Verdict.Allowed("All"));
    assertThat(ask(policy, who("root"), "sqs:PurgeQueue", QUEUE))
        .isEqualTo(new Verdict.ExplicitlyDenied("#2"));
    assertThat(ask(policy, who("stranger"), "sqs:SendMessage", QUEUE))
        .isEqualTo(new Verdict.ExplicitlyDenied("NotBob"));
    assertThat(ask(policy, who("root"), "sns:Publish", QUEUE))
        .isEqualTo(new Verdict.ImplicitlyDenied());
  }

  @Test
  void aPolicyWithoutDenialsSaysSo() {
    assertThat(Policy.parse("{\"Statement\":[{\"Effect\":\"Allow\"}]}").hasDenials()).isFalse();
    assertThat(Policy.parse("{\"Statement\":[{\"Effect\":\"Deny\"}]}").hasDenials()).isTrue();
    assertThat(Policy.parse("no policy").hasDenials()).isFalse();
  }

  @Test
  void aKnownPolicyIsReadOnce() {
    KnownPolicies known = new KnownPolicies();
    String text = "{\"Statement\":[]}";

    assertThat(known.of(text)).isSameAs(known.of(new String(text.toCharArray())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"StringEquals": {"aws:a": "b"}}                      | true
          {"ForAnyValue:ArnLikeIfExists": {"aws:a": ["b", "c"]}} | true
          {"NumericLessThan": {"aws:a": 3}}                     | true
          {"Bool": {"aws:a": true}}                             | true
          {"StringResembles": {"aws:a": "b"}}                   | false
          {"StringEquals": "b"}                                 | false
          {"StringEquals": {"aws:a": {"b": "c"}}}               | false
          "StringEquals"                                        | false
          """)
  void aConditionHasAForm(String condition, boolean form) {
    JsonValue statement =
        new JsonValue.Obj(
            Map.of(
                "Effect", new JsonValue.Text("Allow"),
                "Principal", new JsonValue.Text("*"),
                "Action", new JsonValue.Text("*"),
                "Resource", new JsonValue.Text("*"),
                "Condition", JsonValue.parse(condition).orElseThrow()));

    assertThat(PolicyForm.isStatement(statement)).isEqualTo(form);
  }
}
