package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Initialisations that take longer than they may; here that is a second, and by itself ten.
final class InitLimitTest {
  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop =
        new Workshop(
            folder,
            new RunnerSettings(
                folder.resolve("work"), Duration.ofMinutes(1), 10, Duration.ofSeconds(1)));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private List<String> reports() {
    return shop.lines.stream().filter(line -> line.startsWith("INIT_REPORT")).toList();
  }

  private Deployment sleeping(String seconds, Duration timeout) throws Exception {
    return shop.made(
        "python3.12",
        "app.handler",
        "app.py",
        """
        import time
        time.sleep(%s)
        def handler(event, context):
          return 'ran'
        """
            .formatted(seconds),
        timeout);
  }

  @Test
  void theLimitIsTenSecondsByItself() {
    assertThat(RunnerSettings.in(folder).initMax()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatIsLateBeginsAnewWithinTheTimeOfItsEvent() throws Exception {
    Deployment function = sleeping("2", Duration.ofSeconds(20));

    assertThat(shop.returned(function, "1")).isEqualTo("\"ran\"");
    assertThat(reports())
        .singleElement()
        .asString()
        .matches(
            "INIT_REPORT Init Duration: 1[0-9]{3}\\.[0-9]+ ms\tPhase: init\tStatus: timeout\n?");
    assertThat(shop.lines.getLast()).doesNotContain("Init Duration");
  }

  @Test
  void whatNeverEndsTakesTheFunctionsTime() throws Exception {
    Deployment function = sleeping("100", Duration.ofSeconds(2));

    assertThat(shop.failed(function, "1").errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(reports())
        .satisfiesExactly(
            first -> assertThat(first).contains("\tPhase: init\tStatus: timeout"),
            again -> assertThat(again).contains("\tPhase: invoke\tStatus: timeout"));
    assertThat(shop.lines).anyMatch(line -> line.contains(" Task timed out after 2.00 seconds"));
  }
}
