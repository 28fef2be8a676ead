package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.Arn;
import io.waybill.sqs.api.SqsErrors;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
  static final String POLICY = policy(statement("a"));

  private static final Arn QUEUE =
      Arn.parse("arn:aws:sqs:us-east-1:111111111111:orders").orElseThrow();
  private static final List<String> ONE_ACCOUNT = List.of("111111111111");
  private static final List<String> RECEIVE = List.of("ReceiveMessage");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"NotPrincipal\":\"*\","
            + "\"NotAction\":[\"sqs:*\"],\"NotResource\":[\"*\"],\"Condition\":{}}}",
        "{ \"Version\": \"2008-10-17\", \"Id\": \"x\", \"Statement\": [ {\"Sid\":\"s\","
            + "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sqs:SendMessage\","
            + "\"Resource\":\"*\"} ] }",
      })
  void policyIsKeptAsItWasWritten(String policy) {
    assertThat(PolicyText.checked(policy)).isSameAs(policy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "badjson",
        "[]",
        "\"string\"",
        "533",
        "null",
        "{}",
        "{\"Version\":\"2012-10-17\"}",
        "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
        "{\"Version\":\"2012-10-17\",\"Statement\":[1]}",
        "{\"Version\":\"2012-10-17\",\"Statement\":\"x\"}",
        "{\"Version\":\"4532-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}}",
        "{\"Dummy\":1,\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Perhaps\",\"Principal\":\"*\",\"Action\":\"sqs:*\","
            + "\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":7,\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[],\"Resource\":\"*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\"}}",
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\","
            + "\"Resource\":\"*\",\"dummy\":\"value\"}}",
      })
  void whatIsNoPolicyIsRefused(String text) {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        "Invalid value for the parameter Policy.",
        () -> PolicyText.checked(text));
  }

  @Test
  void nestingWithoutEndIsRefusedLikeAnyOther() {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        "Invalid value for the parameter Policy.",
        () -> PolicyText.checked("{\"Statement\":" + "[".repeat(100_000)));
  }

  @Test
  void policyHasAtMost20Statements() {
    assertThat(PolicyText.checked(policy(statements(19)))).isNotEmpty();
    assertThat(PolicyText.checked(policy(statements(20)))).isNotEmpty();
    assertRefused(
        SqsErrors.OVER_LIMIT,
        "21 statements were found in the submitted policy, max allowed is 20",
        () -> PolicyText.checked(policy(statements(21))));
  }

  @Test
  void policyHasAtMost8192BytesBesidesItsSpaces() {
    String frame = policy(statement(""));
    String largest = policy(statement("s".repeat(8192 - frame.length())));
    assertThat(largest).hasSize(8192);
    assertThat(PolicyText.checked(largest)).isNotEmpty();
    assertThat(PolicyText.checked(largest + " ")).isNotEmpty();
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        "Invalid value for the parameter Policy.",
        () -> PolicyText.checked(policy(statement("s".repeat(8193 - frame.length())))));
  }

  @Test
  void firstPermissionMakesThePolicyThatAwsMakes() {
    assertThat(add(Optional.empty(), "crossaccountpermission", ONE_ACCOUNT, RECEIVE))
        .isEqualTo(
            "{\"Version\":\"2008-10-17\","
                + "\"Id\":\"arn:aws:sqs:us-east-1:111111111111:orders/SQSDefaultPolicy\","
                + "\"Statement\":[{\"Sid\":\"crossaccountpermission\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"},"
                + "\"Action\":\"SQS:ReceiveMessage\","
                + "\"Resource\":\"arn:aws:sqs:us-east-1:111111111111:orders\"}]}");
  }

  @Test
  void severalAccountsAndActionsMakeLists() {
    assertThat(
            add(
                Optional.empty(),
                "l",
                List.of("668614515564", "111111111111"),
                List.of("SendMessage", "*")))
        .contains(
            "{\"AWS\":[\"arn:aws:iam::668614515564:root\",\"arn:aws:iam::111111111111:root\"]}")
        .contains("\"Action\":[\"SQS:SendMessage\",\"SQS:*\"]");
  }

  @Test
  void nextPermissionIsAddedToWhatIsThere() {
    String once = add(Optional.of(POLICY), "b", ONE_ACCOUNT, RECEIVE);
    assertThat(once).startsWith("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"a\"");
    assertThat(once).contains("\"Sid\":\"b\"");
    assertThat(PolicyText.checked(once)).isEqualTo(once);
  }

  @Test
  void labelIsUsedOnce() {
    String once = add(Optional.empty(), "crossaccountpermission", ONE_ACCOUNT, RECEIVE);
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value crossaccountpermission for parameter Label is invalid. Reason: Already exists.",
        () -> add(Optional.of(once), "crossaccountpermission", ONE_ACCOUNT, RECEIVE));
  }

  @Test
  void removedPermissionTakesThePolicyWithItWhenItWasTheLast() {
    String one = add(Optional.empty(), "one", ONE_ACCOUNT, RECEIVE);
    String two = add(Optional.of(one), "two", ONE_ACCOUNT, RECEIVE);
    assertThat(PolicyText.removePermission(Optional.of(two), "two")).contains(one);
    assertThat(PolicyText.removePermission(Optional.of(one), "one")).isEmpty();
  }

  @Test
  void unknownLabelCannotBeRemoved() {
    String words = "Value b for parameter Label is invalid. Reason: can't find label.";
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        words,
        () -> PolicyText.removePermission(Optional.of(POLICY), "b"));
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        words,
        () -> PolicyText.removePermission(Optional.empty(), "b"));
  }

  @Test
  void labelIs1To80WordCharacters() {
    assertThat(add(Optional.empty(), "l".repeat(80), ONE_ACCOUNT, RECEIVE)).isNotEmpty();
    String words =
        "Label can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
            + " length";
    for (String label : List.of("l".repeat(81), "a b", "ü")) {
      assertRefused(
          SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
          words,
          () -> add(Optional.empty(), label, ONE_ACCOUNT, RECEIVE));
    }
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Label cannot be empty.",
        () -> add(Optional.empty(), "", ONE_ACCOUNT, RECEIVE));
  }

  @Test
  void permissionHasAtMostSevenActions() {
    assertThat(add(Optional.empty(), "l", ONE_ACCOUNT, Collections.nCopies(7, "SendMessage")))
        .contains("\"Action\":\"SQS:SendMessage\"");
    assertRefused(
        SqsErrors.OVER_LIMIT,
        "8 Actions were found, maximum allowed is 7.",
        () -> add(Optional.empty(), "l", ONE_ACCOUNT, Collections.nCopies(8, "SendMessage")));
    assertRefused(
        SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION,
        "The request must contain the parameter Actions.",
        () -> add(Optional.empty(), "l", ONE_ACCOUNT, List.of()));
  }

  @Test
  void ownersActionsAndUnknownOnesAreNotGranted() {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value SQS:RemovePermission for parameter ActionName is invalid. Reason: Only the queue"
            + " owner is allowed to invoke this action.",
        () -> add(Optional.empty(), "l", ONE_ACCOUNT, List.of("RemovePermission")));
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value SQS:Fly for parameter ActionName is invalid. Reason: Please refer to the"
            + " appropriate WSDL for a list of valid actions.",
        () -> add(Optional.empty(), "l", ONE_ACCOUNT, List.of("Fly")));
  }

  @Test
  void accountsThatAreNoneAreLeftOutUnlessNoneRemains() {
    assertThat(add(Optional.empty(), "l", List.of("x", "111111111111"), RECEIVE))
        .contains("{\"AWS\":\"arn:aws:iam::111111111111:root\"}");
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value [x] for parameter PrincipalId is invalid. Reason: Unable to verify.",
        () -> add(Optional.empty(), "l", List.of("x"), RECEIVE));
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value [] for parameter PrincipalId is invalid. Reason: Unable to verify.",
        () -> add(Optional.empty(), "l", List.of(), RECEIVE));
  }

  @Test
  void twentyFirstPermissionIsOverTheLimit() {
    String full = policy(statements(20));
    assertRefused(
        SqsErrors.OVER_LIMIT,
        "21 statements were found in the submitted policy, max allowed is 20",
        () -> add(Optional.of(full), "l", ONE_ACCOUNT, RECEIVE));
  }

  private static String add(
      Optional<String> policy, String label, List<String> accounts, List<String> actions) {
    return PolicyText.addPermission(policy, QUEUE, label, accounts, actions);
  }

  private static String policy(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
  }

  private static String statements(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> statement("s" + i))
        .collect(Collectors.joining(","));
  }

  private static String statement(String sid) {
    return "{\"Sid\":\""
        + sid
        + "\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\","
        + "\"Resource\":\"*\"}";
  }
}
