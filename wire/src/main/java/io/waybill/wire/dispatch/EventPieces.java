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
record EventPieces<E extends Event>(HttpPieces pieces, Protocol protocol, String requestId)
    implements EventFeed.Sink<E> {
  @Override
  public boolean send(E event) throws InterruptedException {
    return pieces.write(EventMessages.event(event));
  }

  @Override
  public void end() {
    pieces.end();
  }

  @Override
  public void refuse(Refusal refusal) {
    try {
      pieces.write(EventMessages.exception(refusal, protocol.error(refusal, requestId)));
      pieces.end();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      pieces.breakOff();
    }
  }
}
