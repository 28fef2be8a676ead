package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Seal;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.DocumentJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What an API destination authorizes itself with.
///
/// @param arn ends with an id that a connection of the same name, made later, has not
/// @param type AWS's word: `BASIC`, `API_KEY` or `OAUTH_CLIENT_CREDENTIALS`
/// @param auth the parameters as they were given, secrets among them; sealed where they are stored
/// @param state AWS's word
/// @param authorizedAt 0 before it was authorized for the first time
public record ConnectionDefinition(
    Arn arn,
    String name,
    String description,
    String type,
    Document auth,
    String state,
    String stateReason,
    String secretArn,
    long createdAt,
    long modifiedAt,
    long authorizedAt) {
  private static final int VERSION = 1;
  private static final String AUTHORIZED = "AUTHORIZED";

  public boolean isAuthorized() {
    return state.equals(AUTHORIZED);
  }

  /// This connection with a state that something other than its owner brought about.
  public ConnectionDefinition with(String changed, String reason, long authorized) {
    return new ConnectionDefinition(
        arn,
        name,
        description,
        type,
        auth,
        changed,
        reason,
        secretArn,
        createdAt,
        modifiedAt,
        authorized);
  }

  byte[] bytes(Seal seal) {
    byte[] secret = DocumentJson.text(auth).getBytes(StandardCharsets.UTF_8);
    return new ByteWriter(512)
        .u8(VERSION)
        .text(arn.toString())
        .text(name)
        .text(description)
        .text(type)
        .slice(seal.seal(secret))
        .text(state)
        .text(stateReason)
        .text(secretArn)
        .u64(createdAt)
        .u64(modifiedAt)
        .u64(authorizedAt)
        .bytes();
  }

  /// Where the secrets can't be opened, as in a backup without its key, the connection is there all
  /// the same, deauthorized: nothing else of the partition shall suffer.
  static ConnectionDefinition read(byte[] value, Seal seal) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    Arn arn = Maps.arn(in);
    String name = in.text();
    String description = in.text();
    String type = in.text();
    Optional<Document> auth = opened(in.slice(), seal);
    ConnectionDefinition stored =
        new ConnectionDefinition(
            arn,
            name,
            description,
            type,
            auth.orElse(new Document.Struct(Map.of())),
            in.text(),
            in.text(),
            in.text(),
            in.u64(),
            in.u64(),
            in.u64());
    return auth.isPresent()
        ? stored
        : stored.with("DEAUTHORIZED", "Its secrets can't be opened.", stored.authorizedAt);
  }

  private static Optional<Document> opened(byte[] sealed, Seal seal) {
    try {
      return Optional.of(DocumentJson.parse(new String(seal.open(sealed), StandardCharsets.UTF_8)));
    } catch (IllegalStateException otherKey) {
      return Optional.empty();
    }
  }
}
