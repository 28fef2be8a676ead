package io.waybill.wire.dispatch;

import io.waybill.shapes.Refusal;
import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.protocol.WireRequest;
import io.waybill.wire.sigv4.Signature;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the admin API answer, each request on a virtual thread, which may wait; their number is
/// bounded.
final class AdminCalls {
  private static final Logger LOG = LoggerFactory.getLogger(AdminCalls.class);
  private static final String PREFIX = "/_waybill/";
  private static final int AT_ONCE = 64;

  /// The service that signatures of admin requests name.
  private static final String SIGNING_NAME = "waybill";

  private final AdminRoutes routes;
  private final Identities identities;
  private final Semaphore places = new Semaphore(AT_ONCE);

  AdminCalls(AdminRoutes routes, Identities identities) {
    this.routes = routes;
    this.identities = identities;
  }

  static boolean isOne(String path) {
    return path.startsWith(PREFIX);
  }

  void serve(HttpCall call, Signature signature, WireRequest asSent) {
    if (!routes.open(call.method(), call.path())) {
      try {
        identities.of(signature, asSent, SIGNING_NAME);
      } catch (Refusal refusal) {
        call.respond(HttpReply.text(403, refusal.text()));
        return;
      }
    }
    if (!places.tryAcquire()) {
      call.respond(HttpReply.text(503, "too many admin requests at one time"));
      return;
    }
    Thread.ofVirtual().name("waybill-admin").start(() -> answer(call));
  }

  private void answer(HttpCall call) {
    try {
      var request = new AdminRoutes.Request(call.method(), call.path(), call.query(), call.body());
      AdminRoutes.Reply reply = routes.serve(request);
      call.respond(
          new HttpReply(
              reply.status(),
              List.of(new HttpField("Content-Type", reply.contentType())),
              reply.body()));
    } catch (RuntimeException bug) {
      LOG.error("the admin request {} failed", call.path(), bug);
      call.respond(HttpReply.text(500, "internal error"));
    } finally {
      places.release();
    }
  }
}
