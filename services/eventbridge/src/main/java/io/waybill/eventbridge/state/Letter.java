package io.waybill.eventbridge.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// An event on its way to the targets of the rules that it matched: what the outbox keeps of it.
///
/// @param ingestedMillis when it was put
/// @param forwarded whether it came from another bus
/// @param traceHeader empty where there is none
/// @param targets their numbers
/// @param event its text
public record Letter(
    UUID id,
    long ingestedMillis,
    boolean forwarded,
    String traceHeader,
    List<Long> targets,
    String event) {
  private static final int VERSION = 1;

  public byte[] bytes() {
    ByteWriter out = new ByteWriter(64 + targets.size() * 4 + event.length());
    out.u8(VERSION).uuid(id).u64(ingestedMillis).u8(forwarded ? 1 : 0).text(traceHeader);
    out.count(targets.size());
    targets.forEach(out::count);
    return out.text(event).bytes();
  }

  public static Letter read(byte[] payload) {
    ByteReader in = new ByteReader(payload);
    in.version(VERSION);
    UUID id = in.uuid();
    long ingested = in.u64();
    boolean forwarded = in.u8() == 1;
    String traceHeader = in.text();
    List<Long> targets = new ArrayList<>();
    for (int left = in.smallCount(); left > 0; left--) {
      targets.add(in.count());
    }
    return new Letter(id, ingested, forwarded, traceHeader, targets, in.text());
  }
}
