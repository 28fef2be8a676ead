package io.waybill.eventbridge.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.core.Seal;
import io.waybill.shapes.Document;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConnectionDefinitionTest {
  /// Turns the bits of a secret by a key, and knows another's work by its first byte.
  private record Turning(byte key) implements Seal {
    @Override
    public byte[] seal(byte[] secret) {
      byte[] sealed = new byte[secret.length + 1];
      sealed[0] = key;
      for (int i = 0; i < secret.length; i++) {
        sealed[i + 1] = (byte) (secret[i] ^ key);
      }
      return sealed;
    }

    @Override
    public byte[] open(byte[] sealed) {
      if (sealed[0] != key) {
        throw new IllegalStateException("another key");
      }
      byte[] secret = new byte[sealed.length - 1];
      for (int i = 0; i < secret.length; i++) {
        secret[i] = (byte) (sealed[i + 1] ^ key);
      }
      return secret;
    }
  }

  private static final ConnectionDefinition CONNECTION =
      new ConnectionDefinition(
          Arn.of("events", Region.DEFAULT, AccountId.DEFAULT, "connection/c/1"),
          "c",
          "",
          "BASIC",
          new Document.Struct(Map.of("Password", Document.text("hidden"))),
          "AUTHORIZED",
          "",
          "arn",
          1,
          2,
          3);

  @Test
  void secretsAreSealedWhereTheyAreStored() {
    byte[] stored = CONNECTION.bytes(new Turning((byte) 99));
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("hidden");
    assertThat(ConnectionDefinition.read(stored, new Turning((byte) 99))).isEqualTo(CONNECTION);
  }

  @Test
  void aConnectionWhoseSecretsCannotBeOpenedIsDeauthorized() {
    byte[] stored = CONNECTION.bytes(new Turning((byte) 99));
    ConnectionDefinition read = ConnectionDefinition.read(stored, new Turning((byte) 5));
    assertThat(read.state()).isEqualTo("DEAUTHORIZED");
    assertThat(read.name()).isEqualTo("c");
  }
}
