package io.waybill.server;

import io.waybill.lambda.code.Packages;
import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpHeaders;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpService;
import java.util.List;

/// Hands out functions' packages where GetFunction says they are.
record PackageFiles(Packages packages, HttpService others) implements HttpService {
  @Override
  public void handle(HttpCall call) {
    if (call.path().startsWith(Packages.PATH)) {
      Thread.ofVirtual().name("waybill-package").start(() -> call.respond(reply(call.path())));
    } else {
      others.handle(call);
    }
  }

  private HttpReply reply(String path) {
    return packages
        .at(path)
        .map(bytes ->
            new HttpReply(200, List.of(new HttpField("content-type", "application/zip")), bytes))
        .orElseGet(() -> HttpReply.text(404, "there is no such package"));
  }

  @Override
  public HttpReply unread(int status, String message, HttpHeaders headers) {
    return others.unread(status, message, headers);
  }
}
