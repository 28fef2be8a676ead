package io.waybill.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file, the environment and the command line, each overruling those before.
final class SourcesTest {
  @TempDir Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("waybill.yaml"), text).toString();
  }

  @Test
  void theEnvironmentOverrulesTheFileAndTheCommandLineBoth() throws IOException {
    String file = file("port: 1\nregion: eu-west-1\ndata: /file\n");
    Map<String, String> environment = Map.of("WAYBILL_PORT", "2", "WAYBILL_REGION", "eu-west-2");
    ServerConfig config = ServerConfig.read(List.of("--config", file, "--port", "3"), environment);
    assertThat(config.port()).isEqualTo(3);
    assertThat(config.region().name()).isEqualTo("eu-west-2");
    assertThat(config.data()).isEqualTo(Path.of("/file"));
  }

  @Test
  void aFileMayNestWhatHasADotAndListWhatHasCommas() throws IOException {
    String file =
        file(
            """
            http:
              connections-max: 9
            sqs.recreate-at-once: true
            account: 000000000007
            access-keys:
              - A:1
              - B:2
            """);
    ServerConfig config = ServerConfig.read(List.of(), Map.of("WAYBILL_CONFIG", file));
    assertThat(config.http().connectionsMax()).isEqualTo(9);
    assertThat(config.sqs().recreateAtOnce()).isTrue();
    assertThat(config.account().digits()).isEqualTo("000000000007");
    assertThat(config.accessKeys()).extracting(AccessKey::id).containsExactly("A", "B");
  }

  @Test
  void anEmptyFileSetsNothing() throws IOException {
    assertThat(ServerConfig.of("--config", file("# nothing yet\n"))).isEqualTo(ServerConfig.of());
  }

  @Test
  void aSwitchNeedsNoValueAndTakesOne() {
    assertThat(ServerConfig.of("--test-mode").testMode()).isTrue();
    assertThat(ServerConfig.of("--test-mode", "--port", "0").testMode()).isTrue();
    assertThat(ServerConfig.of("--test-mode", "false").testMode()).isFalse();
    assertThat(ServerConfig.of("--test-mode=false").testMode()).isFalse();
  }

  @Test
  void anEmptyVariableSetsNothing() {
    Map<String, String> environment = Map.of("WAYBILL_PORT", "", "WAYBILL_CONFIG", "");
    assertThat(ServerConfig.read(List.of(), environment).port()).isEqualTo(4566);
  }

  @Test
  void whatKubernetesSetsForAServiceCalledWaybillIsNotMeantForUs() {
    Map<String, String> environment =
        Map.of("WAYBILL_SERVICE_HOST", "10.0.0.1", "WAYBILL_PORT_4566_TCP", "tcp://10.0.0.1:4566");
    assertThat(ServerConfig.read(List.of(), environment).port()).isEqualTo(4566);
  }
}
