package io.waybill.wire.dispatch;

import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.protocol.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The answer to a request that names no service we know: there is no protocol to say it in, so it
/// is said in the one that the request looks like.
final class UnknownService {
  private static final String JSON =
      """
      {"__type":"com.amazon.coral.service#UnknownOperationException",\
      "message":"The request names no service or operation that is served here."}\
      """;

  private UnknownService() {}

  static HttpReply reply(WireRequest request, String requestId) {
    boolean json =
        request.headers().first("x-amz-target").isPresent()
            || request.headers().first("content-type").orElse("").contains("json");
    String type = json ? "application/x-amz-json-1.0" : "text/xml";
    String body = json ? JSON : xml(requestId);
    return new HttpReply(
        json ? 404 : 400,
        List.of(new HttpField("x-amzn-RequestId", requestId), new HttpField("Content-Type", type)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String xml(String requestId) {
    return """
    <ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code>\
    <Message>The request names no service or operation that is served here.</Message></Error>\
    <RequestId>%s</RequestId></ErrorResponse>\
    """
        .formatted(requestId);
  }
}
