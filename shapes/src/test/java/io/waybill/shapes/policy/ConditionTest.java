package io.waybill.shapes.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.shapes.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// IAM's condition operators. Each row is a sentence of "IAM JSON policy elements: Condition
/// operators", of "Multivalued context keys" or of "Policy variables".
final class ConditionTest {
  private static boolean holds(
      String version, String operator, String key, String values, String context) {
    Policy policy =
        Policy.parse(
            """
            {"Version": "%s", "Statement": [{"Sid": "s", "Effect": "Allow", "Principal": "*",
             "Action": "*", "Resource": "*", "Condition": {"%s": {"%s": %s}}}]}\
            """
                .formatted(version, operator, key, values));
    Map<String, List<String>> known = new HashMap<>();
    JsonValue.parseObject(context)
        .orElseThrow()
        .members()
        .forEach((name, value) -> known.put(name.toLowerCase(Locale.ROOT), Texts.list(value)));
    Verdict verdict =
        policy.evaluate(
            new PolicyRequest(
                new Requester.Anonymous(),
                "sqs:SendMessage",
                "arn:aws:sqs:us-east-1:111122223333:q",
                asked -> known.getOrDefault(asked, List.of())));
    return verdict instanceof Verdict.Allowed;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # operator, values of the policy, values of the request, whether it holds
          StringEquals              | "Ann"             | "Ann"              | true
          StringEquals              | "Ann"             | "ann"              | false
          StringEquals              | ["Ann", "Bob"]    | "Bob"              | true
          StringEquals              | "A*"              | "Ann"              | false
          StringEquals              | "A*"              | "A*"               | true
          stringequals              | "Ann"             | "Ann"              | true
          StringNotEquals           | "Ann"             | "Bob"              | true
          StringNotEquals           | ["Ann", "Bob"]    | "Bob"              | false
          StringEqualsIgnoreCase    | "ANN"             | "ann"              | true
          StringNotEqualsIgnoreCase | "ANN"             | "ann"              | false
          StringLike                | "home/*/x"        | "home/a/b/x"       | true
          StringLike                | "home/?/x"        | "home/a/x"         | true
          StringLike                | "home/?/x"        | "home/ab/x"        | false
          StringLike                | "A"               | "a"                | false
          StringLike                | "*"               | ""                 | true
          StringNotLike             | "home/*"          | "home/a"           | false
          StringNotLike             | "home/*"          | "away"             | true
          NumericEquals             | "10"              | "10.0"             | true
          NumericEquals             | 10                | "10"               | true
          NumericEquals             | "ten"             | "10"               | false
          NumericNotEquals          | "10"              | "11"               | true
          NumericLessThan           | "10"              | "9"                | true
          NumericLessThan           | "10"              | "10"               | false
          NumericLessThanEquals     | "10"              | "10"               | true
          NumericGreaterThan        | "10"              | "10"               | false
          NumericGreaterThan        | "-1"              | "0"                | true
          NumericGreaterThanEquals  | "10"              | "10"               | true
          DateEquals                | "2026-01-02"      | "2026-01-02T00:00:00Z"  | true
          DateNotEquals             | "2026-01-02"      | "2026-01-02T00:00:00Z"  | false
          DateLessThan              | "2026-01-02T00:00:00Z" | "2026-01-01T23:59:59Z" | true
          DateLessThan              | "1767312000"      | "2026-01-01T23:59:59Z"  | true
          DateLessThanEquals        | "1767312000"      | "2026-01-02T00:00:00Z"  | true
          DateGreaterThan           | "2026-01-01T12:00:00+01:00" | "2026-01-01T11:00:01Z" | true
          DateGreaterThan           | "2026-01-01T12:00Z" | "1767268800"     | false
          DateGreaterThanEquals     | "2026-01-01T12:00Z" | "1767268800"     | true
          DateGreaterThan           | "yesterday"       | "1767268800"       | false
          Bool                      | "true"            | "true"             | true
          Bool                      | true              | "true"             | true
          Bool                      | "false"           | "true"             | false
          BinaryEquals              | "QmluYXJ5VmFsdWU=" | "QmluYXJ5VmFsdWU=" | true
          BinaryEquals              | "QmluYXJ5VmFsdWU=" | "YWJj"            | false
          IpAddress                 | "203.0.113.0/24"  | "203.0.113.7"      | true
          IpAddress                 | "203.0.113.0/24"  | "203.0.114.7"      | false
          IpAddress                 | "203.0.113.7"     | "203.0.113.7"      | true
          IpAddress                 | "2001:db8:1234:5678::/64" | "2001:db8:1234:5678::1" | true
          IpAddress                 | "2001:db8::/32"   | "203.0.113.7"      | false
          IpAddress                 | "0.0.0.0/0"       | "203.0.113.7"      | true
          IpAddress                 | "203.0.113.0/33"  | "203.0.113.0"      | false
          NotIpAddress              | "203.0.113.0/24"  | "203.0.113.7"      | false
          NotIpAddress              | "203.0.113.0/24"  | "198.51.100.1"     | true
          ArnEquals                 | "arn:aws:sns:*:111122223333:t" | "arn:aws:sns:us-east-1:111122223333:t" | true
          ArnLike                   | "arn:aws:sns:*:111122223333:t" | "arn:aws:sns:us-east-1:111122223333:t" | true
          ArnLike                   | "arn:aws:sns:*:t" | "arn:aws:sns:us-east-1:111122223333:t" | false
          ArnLike                   | "arn:aws:events:*:*:rule/*" | "arn:aws:events:us-east-1:111122223333:rule/bus/r" | true
          ArnLike                   | "arn:aws:events:*:*:rule/r?" | "arn:aws:events:us-east-1:111122223333:rule/r" | false
          ArnLike                   | "arn:aws:sns:*:*:*" | "arn:aws:sns:us-east-1:111122223333:t:id" | true
          ArnLike                   | "arn:aws:sns"     | "arn:aws:sns:us-east-1:111122223333:t" | false
          ArnNotEquals              | "arn:aws:sns:*:*:t" | "arn:aws:sns:us-east-1:111122223333:u" | true
          ArnNotLike                | "arn:aws:sns:*:*:t" | "arn:aws:sns:us-east-1:111122223333:t" | false
          ForAllValues:StringEquals | ["a", "b"]        | ["a", "b"]         | true
          ForAllValues:StringEquals | ["a", "b"]        | ["a", "c"]         | false
          ForAllValues:StringLike   | "a*"              | ["a1", "a2"]       | true
          ForAnyValue:StringEquals  | ["a", "b"]        | ["c", "b"]         | true
          ForAnyValue:StringEquals  | ["a", "b"]        | ["c", "d"]         | false
          ForAllValues:StringNotEquals | "a"            | ["b", "c"]         | true
          ForAllValues:StringNotEquals | "a"            | ["a", "c"]         | false
          ForAnyValue:StringNotEquals | "a"             | ["a", "c"]         | true
          ForAnyValue:StringNotEquals | "a"             | ["a"]              | false
          StringEqualsIfExists      | "a"               | "b"                | false
          Null                      | "true"            | "a"                | false
          Null                      | "false"           | "a"                | true
          StringResembles           | "a"               | "a"                | false
          NullIfExists              | "false"           | "a"                | false
          """)
  void comparesAsIamDoes(String operator, String policy, String request, boolean holds) {
    String context = "{\"aws:Key\": " + request + "}";

    assertThat(holds("2012-10-17", operator, "aws:KEY", policy, context)).isEqualTo(holds);
  }

  /// AWS: a key that is absent meets what is negated, what says IfExists, ForAllValues, and `Null`.
  @ParameterizedTest
  @CsvSource({
    "StringEquals, false",
    "StringLike, false",
    "NumericLessThan, false",
    "DateGreaterThan, false",
    "Bool, false",
    "IpAddress, false",
    "ArnLike, false",
    "BinaryEquals, false",
    "StringNotEquals, true",
    "StringNotLike, true",
    "StringNotEqualsIgnoreCase, true",
    "NumericNotEquals, true",
    "DateNotEquals, true",
    "NotIpAddress, true",
    "ArnNotEquals, true",
    "ArnNotLike, true",
    "StringEqualsIfExists, true",
    "StringNotEqualsIfExists, true",
    "BoolIfExists, true",
    "IpAddressIfExists, true",
    "ArnLikeIfExists, true",
    "ForAllValues:StringEquals, true",
    "ForAnyValue:StringEquals, false",
    "ForAnyValue:StringNotEquals, false",
    "Null, true",
  })
  void knowsWhatAnAbsentKeyMeans(String operator, boolean holds) {
    assertThat(holds("2012-10-17", operator, "aws:Key", "\"true\"", "{}")).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          2012-10-17 | StringEquals | "${aws:username}"             | "ann"      | true
          2012-10-17 | StringEquals | "${AWS:UserName}-x"           | "ann-x"    | true
          2012-10-17 | StringEquals | "${aws:username}"             | "bob"      | false
          2008-10-17 | StringEquals | "${aws:username}"             | "ann"      | false
          2008-10-17 | StringEquals | "${aws:username}"             | "${aws:username}" | true
          2012-10-17 | StringEquals | "${aws:absent}"               | ""         | false
          2012-10-17 | StringEquals | "${aws:absent, 'nobody'}"     | "nobody"   | true
          2012-10-17 | StringEquals | "${aws:username, 'nobody'}"   | "ann"      | true
          2012-10-17 | StringLike   | "home/${aws:username}/*"      | "home/ann/x" | true
          2012-10-17 | StringLike   | "${aws:star}"                 | "anything" | false
          2012-10-17 | StringLike   | "${aws:star}"                 | "*"        | true
          2012-10-17 | StringLike   | "a${*}b${?}${$}"              | "a*b?$"    | true
          2012-10-17 | StringLike   | "a${*}b"                      | "axb"      | false
          2012-10-17 | StringEquals | "${aws:many}"                 | "one"      | false
          2012-10-17 | StringEquals | "${aws:username"              | "${aws:username" | true
          2012-10-17 | ArnLike      | "arn:aws:iam::*:user/${aws:username}" | "arn:aws:iam::111122223333:user/ann" | true
          """)
  void replacesVariables(
      String version, String operator, String policy, String request, boolean holds) {
    String context =
        "{\"aws:Key\": %s, \"aws:username\": \"ann\", \"aws:star\": \"*\", \"aws:many\": [\"one\", \"two\"]}"
            .formatted(request);

    assertThat(holds(version, operator, "aws:Key", policy, context)).isEqualTo(holds);
  }

  @Test
  void allOperatorsAndAllKeysMustHold() {
    Policy policy =
        Policy.parse(
            """
            {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
             "Condition": {"StringEquals": {"aws:a": "1", "aws:b": "2"}, "Bool": {"aws:c": "true"}}}}\
            """);

    assertThat(allows(policy, Map.of("aws:a", "1", "aws:b", "2", "aws:c", "true"))).isTrue();
    assertThat(allows(policy, Map.of("aws:a", "1", "aws:b", "3", "aws:c", "true"))).isFalse();
    assertThat(allows(policy, Map.of("aws:a", "1", "aws:b", "2", "aws:c", "false"))).isFalse();
  }

  private static boolean allows(Policy policy, Map<String, String> context) {
    RequestContext known = key -> context.containsKey(key) ? List.of(context.get(key)) : List.of();
    return policy.evaluate(
            new PolicyRequest(new Requester.Anonymous(), "a:B", "arn:aws:a:r:1:b", known))
        instanceof Verdict.Allowed;
  }

  @Test
  void aDenialWhoseConditionIsNotUnderstoodDenies() {
    Policy policy =
        Policy.parse(
            """
            {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
             "Condition": {"StringResembles": {"aws:a": "1"}}}}\
            """);

    assertThat(
            policy.evaluate(
                new PolicyRequest(
                    new Requester.Anonymous(), "a:B", "arn:aws:a:r:1:b", RequestContext.NOTHING)))
        .isEqualTo(new Verdict.ExplicitlyDenied("#1"));
  }
}
