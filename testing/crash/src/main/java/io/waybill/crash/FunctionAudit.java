package io.waybill.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What must be true of everything that was accepted, when all has come to its end.
///
/// @param messages token by message id
/// @param events token by request id
record FunctionAudit(
    Client client,
    FunctionLedger ledger,
    Map<String, String> messages,
    Map<String, String> events) {
  private static final long DRAIN_NANOS = 90_000_000_000L;
  private static final int STEP_SECONDS = 125;

  void check() throws IOException, InterruptedException {
    Map<String, JsonNode> dead = new HashMap<>();
    Map<String, JsonNode> won = new HashMap<>();
    Map<String, JsonNode> lost = new HashMap<>();
    Map<String, JsonNode> letters = new HashMap<>();
    long end = System.nanoTime() + DRAIN_NANOS;
    Set<String> missing = new TreeSet<>(List.of("all"));
    while (!missing.isEmpty() && System.nanoTime() < end) {
      client.advance(STEP_SECONDS);
      drain(FunctionWorld.DEAD, dead, body -> body.asText());
      drain(FunctionWorld.WON, won, FunctionAudit::tokenOfRecord);
      drain(FunctionWorld.LOST, lost, FunctionAudit::tokenOfRecord);
      drain(FunctionWorld.LETTERS, letters, body -> parsed(body).at("/token").asText());
      missing = missing(dead, won, lost, letters);
    }
    missing.stream().limit(20).forEach(ledger::violated);
    if (missing.isEmpty()) {
      nothingLeft();
      receivesAreCounted(dead);
      attemptsAreCounted(lost);
    }
  }

  private interface TokenOf {
    String in(JsonNode body);
  }

  private static JsonNode parsed(JsonNode body) {
    try {
      return Client.JSON.readTree(body.asText());
    } catch (IOException malformed) {
      throw new IllegalStateException(body.asText(), malformed);
    }
  }

  private static String tokenOfRecord(JsonNode body) {
    return parsed(body).at("/requestPayload/token").asText();
  }

  /// Good ones were handled; bad ones, and those that kills made to be received too often, lie
  /// where failures go.
  private Set<String> missing(
      Map<String, JsonNode> dead,
      Map<String, JsonNode> won,
      Map<String, JsonNode> lost,
      Map<String, JsonNode> letters) {
    Set<String> missing = new TreeSet<>();
    messages
        .values()
        .forEach(token -> {
          boolean bad = token.endsWith("!");
          if (!dead.containsKey(token) && (bad || !ledger.handledMessage(token))) {
            missing.add("message " + token + " was neither handled nor became a dead letter");
          }
        });
    events
        .values()
        .forEach(token -> {
          boolean bad = token.endsWith("!");
          if (!ledger.handledEvent(token)) {
            missing.add("event " + token + " never ran");
          }
          if (!(bad ? lost : won).containsKey(token)) {
            missing.add("event " + token + " did not reach its destination");
          }
          if (bad && !letters.containsKey(token)) {
            missing.add("event " + token + " is no dead letter");
          }
        });
    return missing;
  }

  private void nothingLeft() throws IOException, InterruptedException {
    long end = System.nanoTime() + DRAIN_NANOS;
    int left = client.count(FunctionWorld.WORK);
    while (left > 0 && System.nanoTime() < end) {
      client.advance(FunctionWorld.VISIBILITY_SECONDS);
      left = client.count(FunctionWorld.WORK);
    }
    if (left > 0) {
      ledger.violated(left + " messages were handled and never deleted");
    }
  }

  /// A dead letter was received as often as the queue allows, each time with the next count.
  private void receivesAreCounted(Map<String, JsonNode> dead)
      throws IOException, InterruptedException {
    List<String> wanted = new ArrayList<>();
    for (int i = 1; i <= FunctionWorld.RECEIVES_MAX; i++) {
      wanted.add(String.valueOf(i));
    }
    for (var message : messages.entrySet()) {
      if (dead.containsKey(message.getValue())) {
        List<String> counts = details(message.getKey(), "Received", "receiveCount");
        // What drained the dead-letter queue received it once more.
        List<String> before = counts.subList(0, Math.min(wanted.size(), counts.size()));
        if (!before.equals(wanted)) {
          ledger.violated("receives of " + message.getValue() + ": " + counts);
        }
      }
    }
  }

  /// A failed event was tried just as often as it may be, and each attempt was counted once. What
  /// ran when the server was killed counts as no attempt.
  private void attemptsAreCounted(Map<String, JsonNode> lost)
      throws IOException, InterruptedException {
    for (var event : events.entrySet()) {
      JsonNode body = lost.get(event.getValue());
      if (body == null) {
        continue;
      }
      JsonNode context = parsed(body).get("requestContext");
      List<String> attempts = details(event.getKey(), "InvocationFailed", "attempt");
      if (context.get("approximateInvokeCount").asInt() != FunctionWorld.ATTEMPTS
          || !context.get("condition").asText().equals("RetriesExhausted")
          || !attempts.equals(List.of("1", "2", "3"))) {
        ledger.violated("attempts of " + event.getValue() + ": " + attempts + " " + context);
      }
    }
  }

  private List<String> details(String id, String event, String detail)
      throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    for (JsonNode line : client.trail(id)) {
      if (line.get("event").asText().equals(event)) {
        found.add(line.at("/details/" + detail).asText());
      }
    }
    return found;
  }

  private void drain(String queue, Map<String, JsonNode> into, TokenOf token)
      throws IOException, InterruptedException {
    while (true) {
      ObjectNode input = client.on(queue).put("MaxNumberOfMessages", 10);
      JsonNode got = client.call("ReceiveMessage", input).path("Messages");
      if (got.isEmpty()) {
        return;
      }
      ObjectNode delete = client.on(queue);
      ArrayNode entries = delete.putArray("Entries");
      for (JsonNode message : got) {
        into.put(token.in(message.get("Body")), message.get("Body"));
        entries
            .addObject()
            .put("Id", String.valueOf(entries.size()))
            .put("ReceiptHandle", message.get("ReceiptHandle").asText());
      }
      client.call("DeleteMessageBatch", delete);
    }
  }
}
