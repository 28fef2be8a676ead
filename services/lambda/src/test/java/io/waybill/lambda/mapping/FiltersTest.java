package io.waybill.lambda.mapping;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waybill.lambda.api.Filter;
import io.waybill.lambda.api.FilterCriteria;
import io.waybill.shapes.json.JsonValue;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FiltersTest {
  private static boolean passes(String body, String... patterns) {
    FilterCriteria criteria =
        FilterCriteria.builder()
            .filters(
                Arrays.stream(patterns)
                    .map(each -> Filter.builder().pattern(each).build())
                    .toList())
            .build();
    Filters.check(criteria);
    JsonValue.Obj event =
        new JsonValue.Obj(
            Map.of("body", new JsonValue.Text(body), "eventSource", new JsonValue.Text("aws:sqs")));
    return Filters.of(criteria).pass(Received.of("id", "handle", event));
  }

  @Test
  void aJsonBodyIsMatchedByItsMembers() {
    String pattern = "{\"body\":{\"n\":[{\"numeric\":[\">\",5]}]}}";
    assertTrue(passes("{\"n\":6}", pattern));
    assertFalse(passes("{\"n\":5}", pattern));
    assertTrue(passes("[{\"n\":6}]", pattern));
  }

  @Test
  void aPlainBodyIsMatchedAsText() {
    assertTrue(passes("express 1", "{\"body\":[{\"prefix\":\"express\"}]}"));
    assertFalse(passes("slow 1", "{\"body\":[{\"prefix\":\"express\"}]}"));
  }

  @Test
  void aPlainBodyMatchesNoPatternForMembersEvenOneForWhatIsNotThere() {
    String absent = "{\"body\":{\"cancelled\":[{\"exists\":false}]}}";
    assertTrue(passes("{}", absent));
    assertFalse(passes("plain", absent));
  }

  @Test
  void aJsonBodyMatchesNoPatternForText() {
    assertFalse(passes("{\"a\":1}", "{\"body\":[{\"exists\":false}]}"));
    assertFalse(passes("[\"a\"]", "{\"body\":[\"a\"]}"));
  }

  @Test
  void eachPatternIsLookedAtForItself() {
    String[] both = {"{\"body\":{\"cancelled\":[{\"exists\":false}]}}", "{\"body\":[\"plain\"]}"};
    assertTrue(passes("plain", both));
    assertTrue(passes("{}", both));
    assertFalse(passes("other", both));
  }

  @Test
  void aPatternThatSaysNothingOfBodiesTakesAny() {
    assertTrue(passes("plain", "{\"eventSource\":[\"aws:sqs\"]}"));
    assertTrue(passes("{}", "{\"eventSource\":[\"aws:sqs\"]}"));
  }
}
