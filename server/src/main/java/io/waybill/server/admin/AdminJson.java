package io.waybill.server.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.waybill.core.Arn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The admin API's answers as JSON, and its small requests.
final class AdminJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private AdminJson() {}

  /// What writes the fields of an answer.
  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  static byte[] health(String status, String reason) {
    return object(out -> {
      out.writeStringField("status", status);
      if (!reason.isEmpty()) {
        out.writeStringField("reason", reason);
      }
    });
  }

  static byte[] error(String code, String message) {
    return object(out -> {
      out.writeObjectFieldStart("error");
      out.writeStringField("code", code);
      out.writeStringField("message", message);
      out.writeEndObject();
    });
  }

  static byte[] status(Status status, long heapUsedBytes, long heapMaxBytes) {
    return object(out -> {
      out.writeStringField("version", status.version());
      out.writeStringField("endpoint", status.endpoint().toString());
      out.writeStringField("startedAt", time(status.startedAt()));
      out.writeNumberField("uptimeSeconds", status.uptime().toSeconds());
      clockFields(out, status.clock());
      out.writeBooleanField("testMode", status.testMode());
      out.writeStringField("auth", status.auth() ? "on" : "off");
      out.writeStringField("durability", status.durability());
      store(out, status.store());
      out.writeObjectFieldStart("memory");
      out.writeNumberField("heapUsedBytes", heapUsedBytes);
      out.writeNumberField("heapMaxBytes", heapMaxBytes);
      out.writeEndObject();
      out.writeNumberField("connections", status.connections());
      out.writeNumberField("queues", status.queues());
      out.writeObjectFieldStart("messages");
      messages(out, status.messages());
      out.writeEndObject();
    });
  }

  private static void store(JsonGenerator out, Status.StoreStatus store) throws IOException {
    out.writeObjectFieldStart("store");
    out.writeStringField("folder", store.folder().toString());
    out.writeBooleanField("sound", store.failure().isEmpty());
    if (store.failure().isPresent()) {
      out.writeStringField("reason", store.failure().get());
    }
    out.writeNumberField("bytes", store.bytes());
    out.writeEndObject();
  }

  private static void messages(JsonGenerator out, MessageCounts counts) throws IOException {
    out.writeNumberField("visible", counts.visible());
    out.writeNumberField("inFlight", counts.inFlight());
    out.writeNumberField("delayed", counts.delayed());
  }

  static byte[] queues(QueuePage page) {
    return object(out -> {
      out.writeArrayFieldStart("queues");
      for (QueuePage.QueueLine queue : page.queues()) {
        queue(out, queue);
      }
      out.writeEndArray();
      if (page.next().isPresent()) {
        out.writeStringField("next", page.next().get());
      }
    });
  }

  private static void queue(JsonGenerator out, QueuePage.QueueLine queue) throws IOException {
    Arn arn = queue.arn();
    out.writeStartObject();
    out.writeStringField("arn", arn.toString());
    out.writeStringField("name", arn.resource());
    out.writeStringField("account", arn.account());
    out.writeStringField("region", arn.region());
    out.writeBooleanField("fifo", queue.fifo());
    messages(out, queue.messages());
    if (queue.oldestAgeSeconds().isPresent()) {
      out.writeNumberField("oldestAgeSeconds", queue.oldestAgeSeconds().getAsLong());
    }
    if (queue.deadLetterQueue().isPresent()) {
      out.writeStringField("deadLetterQueueArn", queue.deadLetterQueue().get().toString());
    }
    out.writeEndObject();
  }

  static byte[] runtimes(String isolation, List<RuntimeLine> runtimes) {
    return object(out -> {
      out.writeStringField("isolation", isolation);
      out.writeArrayFieldStart("runtimes");
      for (RuntimeLine each : runtimes) {
        out.writeStartObject();
        out.writeStringField("name", each.name());
        out.writeBooleanField("runs", each.runs());
        out.writeStringField("program", each.program());
        out.writeStringField("version", each.version());
        out.writeStringField("note", each.note());
        out.writeEndObject();
      }
      out.writeEndArray();
    });
  }

  static byte[] outbox(List<LocalMessage> messages) {
    return object(out -> {
      out.writeArrayFieldStart("messages");
      for (LocalMessage message : messages) {
        out.writeStartObject();
        out.writeStringField("time", time(message.time()));
        for (Map.Entry<String, String> value : message.values().entrySet()) {
          out.writeStringField(value.getKey(), value.getValue());
        }
        out.writeEndObject();
      }
      out.writeEndArray();
    });
  }

  static byte[] trail(String messageId, List<TrailEvent> events) {
    return object(out -> {
      out.writeStringField("messageId", messageId);
      out.writeArrayFieldStart("events");
      for (TrailEvent event : events) {
        out.writeStartObject();
        out.writeStringField("time", time(event.time()));
        out.writeStringField("event", event.event());
        out.writeStringField("resourceArn", event.resourceArn());
        out.writeObjectFieldStart("details");
        for (Map.Entry<String, String> detail : event.details().entrySet()) {
          out.writeStringField(detail.getKey(), detail.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
      }
      out.writeEndArray();
    });
  }

  static byte[] clock(ClockFace clock) {
    return object(out -> clockFields(out, clock));
  }

  static byte[] reset() {
    return object(out -> out.writeBooleanField("reset", true));
  }

  static byte[] backup(BackupProgress backup) {
    return object(out -> {
      out.writeStringField("state", backup.state());
      out.writeStringField("folder", backup.folder().toString());
      out.writeNumberField("bytesDone", backup.bytesDone());
      out.writeNumberField("bytesTotal", backup.bytesTotal());
      if (!backup.reason().isEmpty()) {
        out.writeStringField("reason", backup.reason());
      }
    });
  }

  private static void clockFields(JsonGenerator out, ClockFace clock) throws IOException {
    out.writeStringField("time", time(clock.time()));
    out.writeStringField("clock", clock.running() ? "running" : "stopped");
    if (clock.ahead().toSeconds() > 0) {
      out.writeNumberField("aheadSeconds", clock.ahead().toSeconds());
    }
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return bytes.toByteArray();
  }

  /// The texts in a request's object. Throws an [AdminRefusal] where it is anything else.
  static Map<String, String> texts(byte[] body) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser parser = FACTORY.createParser(body)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        require(parser.nextToken() == JsonToken.VALUE_STRING);
        texts.put(name, parser.getText());
      }
      require(parser.nextToken() == null);
      return texts;
    } catch (IOException malformed) {
      throw notTexts();
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw notTexts();
    }
  }

  private static AdminRefusal notTexts() {
    return AdminRefusal.badRequest(
        "the body is a JSON object of texts, such as {\"action\": \"stop\"}");
  }
}
