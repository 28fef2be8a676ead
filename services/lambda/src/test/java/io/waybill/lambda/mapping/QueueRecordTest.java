package io.waybill.lambda.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waybill.core.Arn;
import io.waybill.lambda.api.Filter;
import io.waybill.lambda.api.FilterCriteria;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.DocumentJson;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueueRecordTest {
  private static final Arn QUEUE = Arn.parse("arn:aws:sqs:eu-west-1:000000000000:orders").get();

  private static Received received(String body) {
    Document message =
        DocumentJson.parse(
            """
            {"MessageId":"m","ReceiptHandle":"h","MD5OfBody":"d","Attributes":{"SenderId":"s"},
             "MessageAttributes":{"n":{"DataType":"Number","StringValue":"7"}}}\
            """);
    var members = new java.util.LinkedHashMap<>(((Document.Struct) message).members());
    members.put("Body", Document.text(body));
    return QueueRecord.of(new Document.Struct(members), QUEUE);
  }

  private static boolean passes(String pattern, String body) {
    FilterCriteria criteria = new FilterCriteria(List.of(new Filter(pattern)));
    Filters.check(criteria);
    return Filters.of(criteria).pass(received(body));
  }

  @Test
  void aMessageIsToldAsAwsTellsIt() {
    assertEquals(
        "{\"messageId\":\"m\",\"receiptHandle\":\"h\",\"body\":\"hello\",\"attributes\":{\"SenderId\":\"s\"},"
            + "\"messageAttributes\":{\"n\":{\"stringValue\":\"7\",\"stringListValues\":[],"
            + "\"binaryListValues\":[],\"dataType\":\"Number\"}},\"md5OfBody\":\"d\","
            + "\"md5OfMessageAttributes\":null,\"eventSource\":\"aws:sqs\","
            + "\"eventSourceARN\":\"arn:aws:sqs:eu-west-1:000000000000:orders\","
            + "\"awsRegion\":\"eu-west-1\"}",
        received("hello").json());
  }

  @Test
  void aFilterReadsABodyThatIsJsonAndMatchesOthersAsText() {
    assertTrue(passes("{\"body\":{\"kind\":[\"order\"]}}", "{\"kind\":\"order\"}"));
    assertFalse(passes("{\"body\":{\"kind\":[\"order\"]}}", "{\"kind\":\"bill\"}"));
    assertFalse(passes("{\"body\":{\"kind\":[\"order\"]}}", "order"));
    assertTrue(passes("{\"body\":[\"order\"]}", "order"));
    assertFalse(passes("{\"body\":[\"order\"]}", "{\"kind\":\"order\"}"));
  }

  @Test
  void messagesThatMakeAnEventOfMoreThanSixMegabytesDoNotFitTogether() {
    Batch batch = Batch.opened(0);
    Received large = received("x".repeat(1_000_000));
    while (batch.fits(large, 10_000)) {
      batch.add(large);
    }
    assertEquals(6, batch.messages().size());
    assertTrue(batch.event().length <= 6 * 1024 * 1024);
  }
}
