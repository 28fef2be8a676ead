package io.waybill.server;

import io.waybill.lambda.model.UrlPlace;
import io.waybill.lambda.url.UrlAnswer;
import io.waybill.lambda.url.UrlCalls;
import io.waybill.lambda.url.UrlRequest;
import io.waybill.wire.dispatch.Identities;
import io.waybill.wire.dispatch.RequestIds;
import io.waybill.wire.dispatch.Signed;
import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpHeaders;
import io.waybill.wire.http.HttpPieces;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpService;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hands requests to function URLs to Lambda. They are told by their host, or by their path.
///
/// A web page of a stranger can't call one unknown to it: the id in its host is not to be guessed.
record FunctionUrls(UrlCalls urls, Identities identities, HttpService others)
    implements HttpService {
  @Override
  public void handle(HttpCall call) {
    Optional<String> host = UrlPlace.idOfHost(call.host());
    if (host.isPresent()) {
      urls.call(request(call, host.get(), call.path()), new Answer(call));
    } else if (call.path().startsWith(UrlPlace.PATH)) {
      String rest = call.path().substring(UrlPlace.PATH.length());
      int slash = rest.indexOf('/');
      String id = slash < 0 ? rest : rest.substring(0, slash);
      urls.call(request(call, id, slash < 0 ? "/" : rest.substring(slash)), new Answer(call));
    } else {
      others.handle(call);
    }
  }

  private UrlRequest request(HttpCall call, String id, String path) {
    List<UrlRequest.Field> fields = new ArrayList<>();
    for (int i = 0; i < call.headers().count(); i++) {
      String name = call.headers().name(i);
      if (name.equalsIgnoreCase("cookie")) {
        continue;
      }
      if (fields.stream().noneMatch(field -> field.name().equalsIgnoreCase(name))) {
        call.headers().all(name).forEach(value -> fields.add(new UrlRequest.Field(name, value)));
      }
    }
    // RFC 9113, 8.2.3: HTTP/2 may send one cookie a field.
    List<String> cookies = call.headers().all("cookie");
    if (!cookies.isEmpty()) {
      fields.add(new UrlRequest.Field("cookie", String.join("; ", cookies)));
    }
    return new UrlRequest(
        id,
        call.method(),
        path,
        call.query(),
        fields,
        call.body(),
        call.host(),
        call.scheme(),
        call.remote() instanceof InetSocketAddress from
            ? from.getAddress().getHostAddress()
            : "127.0.0.1",
        "HTTP/1.1",
        RequestIds.next(),
        Signed.by(call, identities, "lambda")
            .map(who -> new UrlRequest.Signer(who.account(), who.principal(), who.accessKey())));
  }

  @Override
  public HttpReply unread(int status, String message, HttpHeaders headers) {
    return others.unread(status, message, headers);
  }

  private static List<HttpField> fields(List<UrlRequest.Field> fields) {
    return fields.stream().map(each -> new HttpField(each.name(), each.value())).toList();
  }

  /// The place for the answer of one call.
  private record Answer(HttpCall call) implements UrlAnswer {
    @Override
    public void whole(int status, List<UrlRequest.Field> fields, byte[] body) {
      call.respond(new HttpReply(status, fields(fields), body));
    }

    @Override
    public Pieces begin(int status, List<UrlRequest.Field> fields) {
      HttpPieces pieces = call.stream(status, fields(fields));
      return new Pieces() {
        @Override
        public boolean write(byte[] bytes) throws InterruptedException {
          return pieces.write(bytes);
        }

        @Override
        public void end() {
          pieces.end();
        }

        @Override
        public void breakOff() {
          pieces.breakOff();
        }
      };
    }
  }
}
