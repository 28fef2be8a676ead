package io.waybill.wire.dispatch;

import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.protocol.WireResponse;
import java.util.ArrayList;
import java.util.List;

/// A protocol's answers as HTTP's.
final class Replies {
  private static final String REQUEST_ID = "x-amzn-RequestId";

  private Replies() {}

  /// `reply` with the id of its request.
  static HttpReply of(HttpReply reply, String requestId) {
    List<HttpField> fields = new ArrayList<>(reply.fields());
    fields.add(new HttpField(REQUEST_ID, requestId));
    return new HttpReply(reply.status(), fields, reply.body());
  }

  static HttpReply of(WireResponse response, String requestId) {
    List<HttpField> fields = new ArrayList<>(response.headers().size() + 1);
    boolean named = false;
    for (WireResponse.Header header : response.headers()) {
      fields.add(new HttpField(header.name(), header.value()));
      named |= header.name().equalsIgnoreCase(REQUEST_ID);
    }
    if (!named) {
      fields.add(new HttpField(REQUEST_ID, requestId));
    }
    return new HttpReply(response.status(), fields, response.body());
  }
}
