package io.waybill.wire.protocol;

import java.util.List;

/// One HTTP answer. Length, date and connection headers are the HTTP server's to add.
public record WireResponse(int status, List<Header> headers, byte[] body) {
  /// One header line.
  public record Header(String name, String value) {}
}
