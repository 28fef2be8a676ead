package io.waybill.wire.dispatch;

import io.waybill.shapes.Event;
import io.waybill.shapes.EventFeed;
import io.waybill.shapes.Refusal;
import io.waybill.wire.http.HttpPieces;
import io.waybill.wire.protocol.EventMessages;
import io.waybill.wire.protocol.Protocol;

/// Sends the events that follow an answer.
///
/// @param <E> the union of the events
final class EventPieces<E extends Event> implements EventFeed.Sink<E> {
  private final HttpPieces pieces;
  private final Protocol protocol;
  private final String requestId;
  private byte[] initial;

  /// @param initial what goes before the first event; empty for nothing
  EventPieces(HttpPieces pieces, Protocol protocol, String requestId, byte[] initial) {
    this.pieces = pieces;
    this.protocol = protocol;
    this.requestId = requestId;
    this.initial = initial;
  }

  /// Sends `message`, behind what goes first.
  private boolean write(byte[] message) throws InterruptedException {
    byte[] first = initial;
    initial = new byte[0];
    return (first.length == 0 || pieces.write(first)) && pieces.write(message);
  }

  @Override
  public boolean send(E event) throws InterruptedException {
    return write(EventMessages.event(event));
  }

  @Override
  public void end() {
    pieces.end();
  }

  @Override
  public void refuse(Refusal refusal) {
    try {
      boolean _ = write(EventMessages.exception(refusal, protocol.error(refusal, requestId)));
      pieces.end();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      pieces.breakOff();
    }
  }
}
