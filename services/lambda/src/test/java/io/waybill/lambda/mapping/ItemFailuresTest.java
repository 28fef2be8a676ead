package io.waybill.lambda.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ItemFailuresTest {
  private static final List<Received> BATCH = List.of(message("a"), message("b"));

  private static Received message(String id) {
    return Received.of(id, "handle of " + id, new JsonValue.Obj(Map.of()));
  }

  private static List<String> done(String answer) {
    return ItemFailures.done(BATCH, answer.getBytes(StandardCharsets.UTF_8)).stream()
        .map(Received::id)
        .toList();
  }

  @Test
  void aReportOfNothingIsSuccess() {
    for (String answer :
        List.of(
            "",
            "null",
            "{}",
            "{\"batchItemFailures\":null}",
            "{\"batchItemFailures\":[]}",
            "{\"other\":1}")) {
      assertEquals(List.of("a", "b"), done(answer), answer);
    }
  }

  @Test
  void whatIsNotReportedIsDoneWith() {
    assertEquals(List.of("b"), done("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}"));
  }

  @Test
  void aReportThatCannotBeUnderstoodFailsTheWholeBatch() {
    for (String answer :
        List.of(
            "\"text\"",
            "{\"batchItemFailures\":{}}",
            "{\"batchItemFailures\":[{\"foo\":\"notvalid\"}]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}")) {
      assertEquals(List.of(), done(answer), answer);
    }
  }
}
