package io.waybill.wire.dispatch;

import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Origin;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpHeaders;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpService;
import io.waybill.wire.protocol.Protocol;
import io.waybill.wire.protocol.WireRequest;
import io.waybill.wire.sigv4.Signature;
import io.waybill.wire.sigv4.SignatureReader;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every HTTP request: finds service and protocol, reads who calls and with what, calls the
/// gateway, and lets the outcome become the answer.
public final class Dispatcher implements HttpService {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private static final String ADMIN_PREFIX = "/_waybill/";
  private static final String TRACE_HEADER = "x-amzn-trace-id";
  private static final int TRACE_MAX = 512;

  /// A server without an admin API.
  public static final HttpService NO_ADMIN =
      call -> call.respond(HttpReply.text(404, "there is nothing at " + call.path()));

  private final ServiceTable services;
  private final Gateway gateway;
  private final Identities identities;
  private final HttpService admin;
  private final String publicUrl;
  private final LocalNames localNames;

  /// Assembles the way in.
  ///
  /// @param admin what answers below `/_waybill/`; it guards itself
  /// @param publicUrl what URLs in answers begin with, without a slash at the end; empty for what
  ///   each caller used
  public Dispatcher(
      ServiceTable services,
      Gateway gateway,
      Identities identities,
      HttpService admin,
      String publicUrl) {
    this.services = services;
    this.gateway = gateway;
    this.identities = identities;
    this.publicUrl = publicUrl;
    this.admin = admin;
    this.localNames = new LocalNames(host(publicUrl));
  }

  private static String host(String url) {
    return Optional.ofNullable(URI.create(url).getHost()).orElse("");
  }

  @Override
  public void handle(HttpCall call) {
    if (call.path().startsWith(ADMIN_PREFIX)) {
      admin.handle(call);
    } else if (fromAStranger(call)) {
      call.respond(HttpReply.text(403, "web pages and hosts from elsewhere may not call"));
    } else {
      dispatch(call, request(call, call.body()));
    }
  }

  /// A request that could not be read has no operation, but its header fields tell the protocol.
  @Override
  public HttpReply unread(int status, String message, HttpHeaders headers) {
    String requestId = RequestIds.next();
    WireRequest head = new WireRequest("POST", "/", "", new CallHeaders(headers), new byte[0]);
    Optional<Route> route =
        headers == HttpHeaders.NONE
            ? Optional.empty()
            : services.find(head, SignatureReader.read(head).scope());
    return route
        .map(found ->
            Replies.of(
                found.protocol().error(Failures.unread(status).because(message), requestId),
                requestId))
        .orElseGet(() -> Replies.of(HttpReply.text(status, message), requestId));
  }

  /// Where calls must be signed, a browser has no key to sign with, and the check is not needed.
  private boolean fromAStranger(HttpCall call) {
    return switch (identities) {
      case Identities.Proven proven -> false;
      case Identities.Claimed claimed ->
          !localNames.trusts(call.host())
              || (LocalNames.fromAnotherPage(call) && !isLinkInAMessage(call));
    };
  }

  /// A mail is read on some other page, and its link may be followed from there.
  private boolean isLinkInAMessage(HttpCall call) {
    if (!LocalNames.isFollowedLink(call)) {
      return false;
    }
    WireRequest request = request(call, call.body());
    return services
        .find(request, SignatureReader.read(request).scope())
        .filter(route -> isOpen(route.protocol(), request))
        .isPresent();
  }

  private static WireRequest request(HttpCall call, byte[] body) {
    return new WireRequest(
        call.method(), call.path(), call.query(), new CallHeaders(call.headers()), body);
  }

  private static WireRequest asSent(HttpCall call, WireRequest request) {
    boolean encoded = call.headers().has("content-encoding");
    return encoded ? request(call, call.bodyAsSent()) : request;
  }

  private void dispatch(HttpCall call, WireRequest request) {
    Signature signature = SignatureReader.read(request);
    String requestId = RequestIds.next();
    Optional<Route> found = services.find(request, signature.scope());
    if (found.isEmpty()) {
      call.respond(UnknownService.reply(request, requestId));
      return;
    }
    Route route = found.get();
    Protocol protocol = route.protocol();
    try {
      String service = route.service().facts().signingName();
      Identity identity =
          isOpen(signature, protocol, request)
              ? Identity.anonymous()
              : identities.of(signature, asSent(call, request), service);
      OperationShape<?, ?> operation = protocol.operation(request);
      if (!gateway.serves(operation)) {
        throw Failures.notServed(operation.name());
      }
      call(call, request, protocol, operation, caller(call, identity, requestId));
    } catch (Refusal refusal) {
      call.respond(Replies.of(protocol.error(refusal, requestId), requestId));
    } catch (RuntimeException bug) {
      LOG.error("{} {} could not be read", route.service(), requestId, bug);
      call.respond(Replies.of(protocol.error(Failures.of(bug), requestId), requestId));
    }
  }

  /// Whether nobody signed, where calls must be signed, and this one need not be: a link in a
  /// message that a person follows.
  private boolean isOpen(Signature signature, Protocol protocol, WireRequest request) {
    return identities instanceof Identities.Proven
        && signature instanceof Signature.Anonymous
        && isOpen(protocol, request);
  }

  private boolean isOpen(Protocol protocol, WireRequest request) {
    try {
      return gateway.isOpen(protocol.operation(request));
    } catch (Refusal noSuchOperation) {
      return false;
    }
  }

  private Caller caller(HttpCall call, Identity identity, String requestId) {
    String url = publicUrl.isEmpty() ? call.scheme() + "://" + call.host() : publicUrl;
    Origin origin =
        new Origin(
            call.remote(), call.scheme().equals("https"), identities instanceof Identities.Proven);
    return new Caller(
        identity.account(),
        identity.region(),
        identity.principal(),
        requestId,
        url,
        "",
        gateway.policiesHold(),
        call.headers().first(TRACE_HEADER).filter(Dispatcher::isTrace).orElse(""),
        origin);
  }

  private static boolean isTrace(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return value.length() <= TRACE_MAX;
  }

  private <I, O> void call(
      HttpCall call,
      WireRequest request,
      Protocol protocol,
      OperationShape<I, O> operation,
      Caller caller) {
    I input = protocol.read(operation, request);
    gateway.call(
        operation, caller, input, new CallAnswer<>(call, protocol, operation, caller.requestId()));
  }
}
