package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// A partner event source: what a partner offers to one account.
///
/// @param arn in the account that it is offered to
/// @param partner the account that offers it
/// @param account the account that it is offered to
/// @param state AWS's word: `PENDING`, `ACTIVE` or `DELETED`
/// @param stateAt since when it is in that state
public record SourceDefinition(
    Arn arn,
    String name,
    String partner,
    String account,
    String state,
    long createdAt,
    long stateAt) {
  private static final int VERSION = 1;
  private static final long PENDING_MILLIS = 14 * 86_400_000L;

  public SourceDefinition with(String changed, long millis) {
    return new SourceDefinition(arn, name, partner, account, changed, createdAt, millis);
  }

  /// AWS: a source that is in use nowhere for two weeks is withdrawn.
  public long expiresAt() {
    return state.equals("PENDING") ? stateAt + PENDING_MILLIS : 0;
  }

  byte[] bytes() {
    return new ByteWriter(256)
        .u8(VERSION)
        .text(arn.toString())
        .text(name)
        .text(partner)
        .text(account)
        .text(state)
        .u64(createdAt)
        .u64(stateAt)
        .bytes();
  }

  static SourceDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new SourceDefinition(
        Maps.arn(in), in.text(), in.text(), in.text(), in.text(), in.u64(), in.u64());
  }
}
