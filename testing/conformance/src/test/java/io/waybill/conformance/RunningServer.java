package io.waybill.conformance;

import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import io.waybill.server.WaybillServer;
import io.waybill.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server of a test class's own: on a free port and a new folder, in test mode. The folder is
/// named from the working directory, as `./waybill-data` is that most people have.
///
/// ```java
/// @RegisterExtension static final RunningServer SERVER = RunningServer.with();
/// ```
public final class RunningServer implements BeforeAllCallback, AfterAllCallback {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// A server while it runs.
  private record Running(Path folder, WaybillServer server) {}

  private final List<String> settings;
  private final List<Running> running = new ArrayList<>(1);

  private RunningServer(List<String> settings) {
    this.settings = settings;
  }

  /// A server with `settings` as on its command line, besides port, folder and test mode.
  public static RunningServer with(String... settings) {
    return new RunningServer(List.of(settings));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path folder = Files.createTempDirectory("waybill-conformance");
    List<String> words = new ArrayList<>(settings);
    Path here = Path.of("").toAbsolutePath();
    words.addAll(List.of("--port", "0", "--data", here.relativize(folder) + "/data"));
    words.add("--test-mode");
    words.addAll(List.of("--durability", "relaxed"));
    WaybillServer server = WaybillServer.start(ServerConfig.of(words.toArray(String[]::new)));
    running.add(new Running(folder, server));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Running ended = running.removeLast();
    ended.server.close();
    try (Stream<Path> files = Files.walk(ended.folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  public URI endpoint() {
    return running.getLast().server.endpoint();
  }

  public RawSqs sqs(Protocol protocol) {
    return new RawSqs(protocol, endpoint());
  }

  /// Moves the server's clock ahead by whole seconds; returns when all that fell due by it is done.
  public void advance(Duration by) {
    admin("clock", "{\"action\":\"advance\",\"by\":\"" + by.toSeconds() + "s\"}");
  }

  /// Returns when all that is due now is done, deliveries included.
  public void settle() {
    advance(Duration.ZERO);
  }

  private void admin(String what, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint().resolve("/_waybill/" + what))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> reply = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (reply.statusCode() != 200) {
        throw new AssertionError(what + ": " + reply.statusCode() + " " + reply.body());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
