package io.waybill.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.server.config.ServerConfig;
import io.waybill.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is in the way of a start is told in one plain line, and nothing is left behind.
final class StartFailureTest {
  @TempDir Path folder;

  private ServerConfig config(String data, int port) {
    return ServerConfig.of(
        "--port", String.valueOf(port), "--data", folder.resolve(data).toString());
  }

  @Test
  void aTakenPortIsNamedAndTheFolderIsFreeAgain() {
    try (WaybillServer first = WaybillServer.start(config("a", 0))) {
      int port = first.endpoint().getPort();
      assertThatThrownBy(() -> WaybillServer.start(config("b", port)))
          .isInstanceOf(StartFailure.class)
          .message()
          .contains("127.0.0.1:" + port, "--port")
          .doesNotContain("\n");
    }
    WaybillServer.start(config("b", 0)).close();
  }

  @Test
  void nothingGoesOnOfAServerThatFoundItsPortTaken() {
    try (WaybillServer first = WaybillServer.start(config("a", 0))) {
      int port = first.endpoint().getPort();
      List<String> before = threads();
      assertThatThrownBy(() -> WaybillServer.start(config("b", port)))
          .isInstanceOf(StartFailure.class);
      assertThat(threads()).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("waybill-") || name.startsWith("function-"))
        .toList();
  }

  @Test
  void aFolderInUseIsNamed() {
    try (WaybillServer first = WaybillServer.start(config("a", 0))) {
      assertThat(first.endpoint().getPort()).isPositive();
      assertThatThrownBy(() -> WaybillServer.start(config("a", 0)))
          .isInstanceOf(StoreFailure.class)
          .message()
          .contains(folder.resolve("a").toString())
          .doesNotContain("\n");
    }
  }

  @Test
  void aFolderThatIsAFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("a"), "no folder");
    assertThatThrownBy(() -> WaybillServer.start(config("a", 0)))
        .isInstanceOf(StoreFailure.class)
        .message()
        .contains(folder.resolve("a").toString())
        .doesNotContain("\n");
  }
}
