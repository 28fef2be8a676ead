package io.waybill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// Speaks to a server's admin API. Whatever goes wrong ends in a [CommandFailure].
final class AdminClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int HTTPS_PORT = 443;

  private final URI endpoint;
  private final Optional<String> token;
  private final HttpClient http;

  /// @param trust which certificates are trusted; without it, those that Java trusts
  AdminClient(URI endpoint, Optional<String> token, Optional<SSLContext> trust) {
    this.endpoint = endpoint;
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    trust.ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /// @param path below `/_waybill/`, with its parameters
  Json get(String path) {
    return call(request(path).GET().build());
  }

  Json post(String path, Json body) {
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/_waybill/" + path));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return request;
  }

  /// Java counts the handshake as part of connecting.
  private CommandFailure silent() {
    return endpoint.getScheme().equals("https") && takesConnections()
        ? noTls(" (the handshake came to no end)")
        : new CommandFailure(
            "nothing answers at "
                + endpoint
                + "; start a server with './waybill up', or name another with --endpoint");
  }

  private boolean takesConnections() {
    try (Socket socket = new Socket()) {
      int port = endpoint.getPort() < 0 ? HTTPS_PORT : endpoint.getPort();
      socket.connect(
          new InetSocketAddress(endpoint.getHost(), port), Math.toIntExact(CONNECT.toMillis()));
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  private CommandFailure withoutTls(SSLException failure) {
    String why = " (" + failure.getMessage() + ")";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return new CommandFailure(
            "the certificate of "
                + endpoint
                + " is not trusted"
                + why
                + "; name the file of one that is with --ca or WAYBILL_CA");
      }
    }
    return noTls(why);
  }

  private CommandFailure noTls(String why) {
    return new CommandFailure(
        "no TLS with "
            + endpoint
            + why
            + "; the endpoint of a server without TLS begins with http://");
  }

  private Json call(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      Json answer = Json.parse(response.body());
      if (response.statusCode() >= 400) {
        throw new CommandFailure(answer.object("error").text("message"));
      }
      return answer;
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw silent();
    } catch (JsonProcessingException e) {
      throw new CommandFailure("what answers at " + endpoint + " is no Waybill server");
    } catch (SSLException e) {
      throw withoutTls(e);
    } catch (IOException e) {
      throw new CommandFailure("the connection to " + endpoint + " broke: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
