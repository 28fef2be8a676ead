package io.waybill.wire.protocol;

import io.waybill.shapes.Event;
import io.waybill.shapes.Refusal;
import io.waybill.wire.protocol.WireResponse.Header;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// The events that follow an answer, in AWS's framing `application/vnd.amazon.eventstream`. What is
/// no payload of its own is JSON, as in every JSON protocol of AWS.
public final class EventMessages {
  private static final String CONTENT_TYPE = "Content-Type";

  /// What the answer says that it is.
  static final Header CONTENT_TYPE_OF_FEEDS =
      new Header(CONTENT_TYPE, "application/vnd.amazon.eventstream");

  private EventMessages() {}

  /// The output, where it goes before the events as one of them.
  static byte[] initialResponse(String contentType, byte[] output) {
    Map<String, HeaderValue> told = new LinkedHashMap<>();
    told.put(":event-type", HeaderValue.fromString("initial-response"));
    told.put(":content-type", HeaderValue.fromString(contentType));
    told.put(":message-type", HeaderValue.fromString("event"));
    return framed(told, output);
  }

  public static byte[] event(Event event) {
    List<Header> headers = new ArrayList<>();
    WireResponse parts = RestJson.write(event.event(), 200, headers);
    Map<String, HeaderValue> told = new LinkedHashMap<>();
    told.put(":event-type", HeaderValue.fromString(event.eventName()));
    for (Header header : parts.headers()) {
      boolean type = header.name().equalsIgnoreCase(CONTENT_TYPE);
      told.put(type ? ":content-type" : header.name(), HeaderValue.fromString(header.value()));
    }
    told.put(":message-type", HeaderValue.fromString("event"));
    return framed(told, parts.body());
  }

  /// The last message of a feed that can't go on.
  public static byte[] exception(Refusal refusal, WireResponse inTheProtocol) {
    Map<String, HeaderValue> told = new LinkedHashMap<>();
    told.put(":exception-type", HeaderValue.fromString(refusal.shape().name()));
    told.put(":content-type", HeaderValue.fromString("application/json"));
    told.put(":message-type", HeaderValue.fromString("exception"));
    return framed(told, inTheProtocol.body());
  }

  private static byte[] framed(Map<String, HeaderValue> headers, byte[] payload) {
    ByteBuffer message = new Message(headers, payload).toByteBuffer();
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    return bytes;
  }
}
