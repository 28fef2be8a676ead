package io.waybill.eventbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":["x"]}                                        | {"a":"x"}             | true
          {"a":["x"]}                                        | {"a":["y","x"]}       | true
          {"a":["x"]}                                        | {"a":"y"}             | false
          {"a":[null]}                                       | {"a":null}            | true
          {"a":[true,5]}                                     | {"a":5.0}             | true
          {"a":[{"prefix":"ab"}]}                            | {"a":"abc"}           | true
          {"a":[{"prefix":{"equals-ignore-case":"AB"}}]}     | {"a":"abc"}           | true
          {"a":[{"suffix":"bc"}]}                            | {"a":"abc"}           | true
          {"a":[{"suffix":{"equals-ignore-case":"BC"}}]}     | {"a":"abc"}           | true
          {"a":[{"equals-ignore-case":"ABC"}]}               | {"a":"abc"}           | true
          {"a":[{"anything-but":["x","y"]}]}                 | {"a":"z"}             | true
          {"a":[{"anything-but":["x","y"]}]}                 | {"b":"z"}             | false
          {"a":[{"anything-but":{"prefix":"ab"}}]}           | {"a":"abc"}           | false
          {"a":[{"anything-but":{"suffix":["bc","cd"]}}]}    | {"a":"abc"}           | false
          {"a":[{"anything-but":{"equals-ignore-case":"A"}}]}| {"a":"b"}             | true
          {"a":[{"anything-but":{"wildcard":"*/x/*"}}]}      | {"a":"q/x/y"}         | false
          {"a":[{"numeric":[">",0,"<=",5]}]}                 | {"a":5}               | true
          {"a":[{"numeric":["=",301.8]}]}                    | {"a":3.018e2}         | true
          {"a":[{"cidr":"10.0.0.0/24"}]}                     | {"a":"10.0.0.255"}    | true
          {"a":[{"cidr":"2001:db8::/32"}]}                   | {"a":"2001:db8::1"}   | true
          {"a":[{"exists":true}]}                            | {"a":0}               | true
          {"a":[{"exists":false}]}                           | {"b":0}               | true
          {"a":[{"wildcard":"a*c"}]}                         | {"a":"abbc"}          | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}                  | {"b":"y"}             | true
          {"a":{"b":["x"]},"c":["y"]}                        | {"a":{"b":"x"}}       | false
          {"a":[false]}                                      | {"a":false}           | true
          {"a":[""]}                                         | {"a":""}              | true
          {"a":[null]}                                       | {"a":"null"}          | false
          {"A":["x"]}                                        | {"a":"x"}             | false
          {"a.b":["x"]}                                      | {"a":{"b":"x"}}       | true
          {"a":[{"suffix":".GIF"}]}                          | {"a":"cat.gif"}       | false
          {"a":[{"equals-ignore-case":""}]}                  | {"a":"cat"}           | false
          {"a":[{"anything-but":7}]}                         | {"a":8}               | true
          {"a":[{"anything-but":0}]}                         | {"a":8}               | true
          {"a":[{"anything-but":["x","y"]}]}                 | {"a":null}            | true
          {"a":[{"anything-but":{"prefix":"ab"}}]}           | {"a":null}            | true
          {"a":[{"anything-but":{"prefix":["ab","cd"]}}]}    | {"a":5}               | true
          {"a":[{"anything-but":{"suffix":".gif"}}]}         | {"a":"cat.gif.old"}   | true
          {"a":[{"anything-but":{"suffix":".gif"}}]}         | {"a":"cat.gif"}       | false
          {"a":[{"anything-but":{"suffix":".gif"}}]}         | {"a":null}            | true
          {"a":[{"anything-but":{"equals-ignore-case":["x","y"]}}]} | {"a":"z"}      | true
          {"a":[{"anything-but":{"equals-ignore-case":["x","y"]}}]} | {"a":"Y"}      | false
          {"a":[{"anything-but":{"equals-ignore-case":"x"}}]} | {"a":null}           | true
          {"a":[{"anything-but":{"equals-ignore-case":"x"}}]} | {"b":"x"}            | false
          {"a":[{"anything-but":{"wildcard":"*/x/*"}}]}      | {"a":"x/q/y"}         | true
          {"a":[{"anything-but":{"wildcard":["*/x/*","*/z/*"]}}]} | {"a":"x/q/z"}    | true
          {"a":[{"anything-but":{"wildcard":["*/x/*","*/z/*"]}}]} | {"a":null}       | true
          {"a":[{"anything-but":{"wildcard":["*/x/*","*/z/*"]}}]} | {"b":"x"}        | false
          {"a":[{"anything-but":["x"]},{"exists":false}]}    | {"a":"y"}             | true
          {"a":[{"numeric":[">",7]},{"anything-but":"8"}]}   | {"a":"8"}             | false
          {"a":[{"numeric":[">",7]}]}                        | {"a":null}            | false
          {"a":[{"numeric":[">",0,"<=",5]}],"b":[{"numeric":["<",9]}]} | {"a":6,"b":1} | false
          {"$or":[{"a":[{"numeric":[">",0,"<=",5]}]},{"b":[{"numeric":["<",9]}]}]} | {"a":0,"b":9} | false
          {"a":[{"cidr":"10.0.0.0/24"}]}                     | {"a":"10.0.0.256"}    | false
          {"a":[{"cidr":"10.0.0.0/24"}]}                     | {"a":10}              | false
          {"a":[{"cidr":"2001:db8:7::/64"}]}                 | {"a":"2001:0db8:0007:0000:0000:0000:0000:0000"} | true
          {"a":[{"exists":true}]}                            | {"b":{"c":1}}         | false
          {"a":[{"exists":true}]}                            | {"a":[]}              | false
          {"a":{"b":{"c":[{"exists":false}]}}}               | {"a":{"d":"x"}}       | true
          {"a":[{"wildcard":"/home/*/notes.md"}]}            | {"a":"/home/me/a/b/c/notes.md"} | true
          """)
  void patternsMatchAsAwsDoes(String pattern, String event, boolean matches) {
    assertThat(EventPattern.matches(EventPattern.checked(pattern), event)).isEqualTo(matches);
  }

  private static void refused(String pattern, String reason) {
    assertThatThrownBy(() -> EventPattern.checked(pattern))
        .hasMessage("Event pattern is not valid. Reason: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          {"a":[]}                                          => Empty arrays are not allowed
          {"a":5}                                           => "a" must be an object or an array
          {"a":"x"}                                         => "a" must be an object or an array
          {"a":[{"prefix":5}]}                              => prefix match pattern must be a string
          {"a":[{"suffix":["x"]}]}                          => suffix match pattern must be a string
          {"a":[{"equals-ignore-case":{"prefix":"x"}}]}     => equals-ignore-case match pattern must be a string
          {"a":[{"wildcard":5}]}                            => wildcard match pattern must be a string
          {"a":[{"wildcard":"x**y"}]}                       => Consecutive wildcard characters at pos 2
          {"a":[{"numeric":5}]}                             => Value of numeric must be an array.
          {"a":[{"numeric":[">",0,"<"]}]}                   => Value of < must be numeric
          {"a":[{"numeric":[">",0,">",0]}]}                 => Bad numeric range operator: >
          {"a":[{"NUMERIC":["=",5]}]}                       => Unrecognized match type NUMERIC
          {"a":[{"cidr":["x"]}]}                            => prefix match pattern must be a string
          {"a":[{"cidr":"10.0.0.0/x"}]}                     => Malformed CIDR, mask bits must be an integer
          {"a":[{"cidr":"x.1.x/8"}]}                        => Nonstandard IP address: x.1.x
          {"a":[{"cidr":"x:db8::/64"}]}                     => Nonstandard IP address: x:db8::
          {"a":[{"anything-but":null}]}                     => Value of anything-but must be an array or single string/number value.
          {"a":[{"anything-but":["x",null]}]}               => Inside anything but list, start|null|boolean is not supported.
          {"a":[{"anything-but":{"prefix":""}}]}            => Null prefix/suffix not allowed
          {"a":[{"anything-but":{"prefix":5}}]}             => prefix/suffix match pattern must be a string
          {"a":[{"anything-but":{"prefix":{"equals-ignore-case":"x"}}}]} => Value of anything-but must be an array or single string/number value.
          {"a":[{"anything-but":{"suffix":""}}]}            => Null prefix/suffix not allowed
          {"a":[{"anything-but":{"suffix":[5,"x"]}}]}       => prefix/suffix match pattern must be a string
          {"a":[{"anything-but":{"wildcard":[5,"x"]}}]}     => wildcard match pattern must be a string
          {"a":[{"anything-but":{"equals-ignore-case":5}}]} => Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.
          {"a":[{"anything-but":{"equals-ignore-case":[5]}}]} => Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.
          ["a"]                                             => Filter is not an object
          """)
  void whatIsNoPatternIsRefusedInAwsWords(String pattern, String reason) {
    assertThatThrownBy(() -> EventPattern.checked(pattern))
        .hasMessageStartingWith("Event pattern is not valid. Reason: " + reason);
  }

  @Test
  void aFaultIsToldWithItsPlace() {
    refused(
        "{\"a\":[]}",
        "Empty arrays are not allowed\n at [Source: (String)\"{\"a\":[]}\"; line: 1, column: 8]");
    refused(
        "{\"a\":5}",
        "\"a\" must be an object or an array\n"
            + " at [Source: (String)\"{\"a\":5}\"; line: 1, column: 7]");
    refused(
        "nonsense",
        "Unrecognized token 'nonsense': was expecting (JSON String, Number, Array, Object or token"
            + " 'null', 'true' or 'false')\n"
            + " at [Source: (String)\"nonsense\"; line: 1, column: 9]");
    refused("{\"a\":[{\"cidr\":\"1.2.3\"}]}", "Malformed CIDR, one '/' required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"wildcard\":\"*a*a*a*a*a*\"}",
        "{\"wildcard\":\"*x:*:*:*:*:event-bus/*\"},{\"wildcard\":\"*:*:*:*:*:event-bus/*\"}",
        "{\"wildcard\":\"*/in/*.a\"},{\"wildcard\":\"*/in/*.b\"},{\"wildcard\":\"*/in/*.c\"}",
      })
  void anExplosiveWildcardIsRefused(String alternatives) {
    refused(
        "{\"a\":[" + alternatives + "]}",
        "Rule is too complex - try using fewer wildcard characters or fewer repeating character"
            + " sequences after a wildcard character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"wildcard\":\"a*b*c*d*e*\"}",
        "{\"wildcard\":\"*/in/*.a\"},{\"wildcard\":\"*/in/*.b\"}",
        "{\"wildcard\":\"*.a\"},{\"wildcard\":\"*.b\"},{\"wildcard\":\"*.c\"},{\"wildcard\":\"*.d\"}",
      })
  void someWildcardsAreTaken(String alternatives) {
    String pattern = "{\"a\":[" + alternatives + "]}";
    assertThat(EventPattern.checked(pattern)).isEqualTo(pattern);
  }

  @Test
  void anExplosionOfAlternativesIsRefusedBeforeItIsBuilt() {
    String pairs =
        IntStream.range(0, 40)
            .mapToObj(i -> "\"f" + i + "\":{\"$or\":[{\"a\":[1]},{\"b\":[1]}]}")
            .collect(Collectors.joining(",", "{", "}"));
    refused(pairs, "Rule is too complex - try using fewer OR conditions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefix", "suffix", "wildcard", "equals-ignore-case"})
  void anythingButNothingIsRefused(String operator) {
    refused(
        "{\"a\":[{\"anything-but\":{\"" + operator + "\":[]}}]}", "Empty arrays are not allowed");
  }

  @Test
  void whatStandsBehindAPatternHidesNoExplosion() {
    String pairs =
        IntStream.range(0, 40)
            .mapToObj(i -> "\"f" + i + "\":{\"$or\":[{\"a\":[1]},{\"b\":[1]}]}")
            .collect(Collectors.joining(",", "{", "} x"));
    refused(pairs, "Rule is too complex - try using fewer OR conditions");
  }

  @Test
  void anArchiveTakesWhatARuleTakes() {
    String pattern = EventPattern.checked("{\"source\":[\"a\",1e400]} x");
    assertThat(ArchiveRules.pattern(pattern))
        .isEqualTo("{\"source\":[\"a\",1e400],\"replay-name\":[{\"exists\":false}]}");
  }

  @Test
  void aThousandAlternativesAreTaken() {
    String ten =
        IntStream.range(0, 10)
            .mapToObj(i -> "{\"a\":[" + i + "]}")
            .collect(Collectors.joining(",", "{\"$or\":[", "]}"));
    String pattern = "{\"x\":" + ten + ",\"y\":" + ten + ",\"z\":" + ten + "}";
    assertThat(EventPattern.checked(pattern)).isEqualTo(pattern);
  }
}
