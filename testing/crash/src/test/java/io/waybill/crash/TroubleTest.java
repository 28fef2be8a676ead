package io.waybill.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the process says and how it ends when something is in its way.
final class TroubleTest {
  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void place() {
    data = folder.resolve("data");
  }

  /// The process ends with 1 and one plain line.
  private static String complaint(ServerProcess server) throws IOException, InterruptedException {
    assertThat(server.exitCode()).isEqualTo(1);
    List<String> lines =
        server.errors().lines().filter(line -> !line.startsWith("WARNING")).toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).startsWith("waybill: ").doesNotContain("Exception", "\tat ");
    return lines.getFirst();
  }

  @Test
  void aSecondServerOnTheSameFolderIsToldSo() throws IOException, InterruptedException {
    ServerProcess first = ServerProcess.start(data, "--port", "0");
    String line = complaint(ServerProcess.launch(data, "--port", "0"));

    assertThat(line).contains(data.toString());
    assertThat(new Client(first.endpoint()).createQueue("q", false)).contains("/q");
    assertThat(first.stop()).isZero();
  }

  @Test
  void aTakenPortIsNamed() throws IOException, InterruptedException {
    ServerProcess first = ServerProcess.start(data, "--port", "0");
    String port = first.endpoint().substring(first.endpoint().lastIndexOf(':') + 1);
    String line = complaint(ServerProcess.launch(folder.resolve("other"), "--port", port));

    assertThat(line).contains(port);
    first.kill();
  }

  @Test
  void aDamagedFileIsNamedAndNothingIsReplaced() throws IOException, InterruptedException {
    ServerProcess first = ServerProcess.start(data, "--port", "0");
    Client client = new Client(first.endpoint());
    client.createQueue("q", false);
    client.call("SendMessage", client.on("q").put("MessageBody", "kept"));
    assertThat(first.stop()).isZero();
    Path manifest = fileNamed("MANIFEST");
    byte[] bytes = Files.readAllBytes(manifest);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(manifest, bytes);

    assertThat(complaint(ServerProcess.launch(data, "--port", "0"))).contains(data.toString());
    assertThat(Files.readAllBytes(manifest)).isEqualTo(bytes);
  }

  private Path fileNamed(String start) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aFullDiskRefusesWritesAndKeepsServingReads() throws IOException, InterruptedException {
    ServerProcess before = ServerProcess.start(data, "--port", "0");
    Client client = new Client(before.endpoint());
    client.createQueue("q", false);
    client.call("SendMessage", client.on("q").put("MessageBody", "kept"));
    assertThat(before.stop()).isZero();

    ServerProcess full = ServerProcess.start(data, "--port", "0", "--store.free-bytes-min", "1TiB");
    Client refused = new Client(full.endpoint());
    Client.Refused answer =
        catchThrowableOfType(
            Client.Refused.class,
            () -> refused.call("SendMessage", refused.on("q").put("MessageBody", "lost")));
    assertThat(answer.status).isGreaterThanOrEqualTo(500);
    assertThat(refused.count("q")).isEqualTo(1);
    full.kill();

    ServerProcess after = ServerProcess.start(data, "--port", "0");
    Client again = new Client(after.endpoint());
    JsonNode messages = again.call("ReceiveMessage", again.on("q")).get("Messages");
    assertThat(messages.get(0).get("Body").asText()).isEqualTo("kept");
    after.kill();
  }

  @Test
  void aProcessThatStoodStillGoesOn() throws IOException, InterruptedException {
    ServerProcess server = ServerProcess.start(data, "--port", "0");
    Client client = new Client(server.endpoint());
    client.createQueue("q", false);
    server.signal("STOP");
    server.signal("CONT");

    client.call("SendMessage", client.on("q").put("MessageBody", "after"));
    assertThat(client.count("q")).isEqualTo(1);
    assertThat(server.stop()).isZero();
  }
}
