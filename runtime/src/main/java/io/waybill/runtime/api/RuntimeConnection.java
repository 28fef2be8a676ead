package io.waybill.runtime.api;

import io.waybill.engine.functions.LocalPorts;
import io.waybill.runtime.api.RuntimeCalls.Call;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to the Runtime API: calls of HTTP/1.1, one after the other.
///
/// All that is decided here is decided on the connection's own thread. A call that is there whole,
/// and whose answer waits for nobody, is answered on it too; every other gets a thread for itself,
/// which reads the body as it comes.
final class RuntimeConnection implements LocalPorts.Listener {
  private static final Logger log = LoggerFactory.getLogger(RuntimeConnection.class);

  /// So much of later calls is taken in while one is answered.
  private static final int AHEAD_BYTES_MAX = 256 << 10;

  private static final byte[] NOTHING = {};

  private final LocalPorts.Connection connection;
  private final RuntimeCalls.Service service;
  private final BooleanSupplier admits;
  private final Inbox inbox = new Inbox();
  private boolean admitted;

  /// A call is being answered.
  private boolean busy;

  /// Nothing more will come.
  private boolean ended;

  /// A call has said that it is the connection's last.
  private boolean last;

  /// Told already, and to go out with the next reply.
  private byte[] held = NOTHING;

  /// What comes is left in the system's buffers for now.
  private boolean waits;

  /// Where what comes goes while a thread reads a body.
  private @Nullable FedInput fed;

  /// @param admits asked on a thread that may wait, before the first call is answered
  RuntimeConnection(
      LocalPorts.Connection connection, RuntimeCalls.Service service, BooleanSupplier admits) {
    this.connection = connection;
    this.service = service;
    this.admits = admits;
  }

  @Override
  public void heard(byte[] bytes, int offset, int length) {
    if (fed != null) {
      hold(fed.feed(Arrays.copyOfRange(bytes, offset, offset + length)));
      return;
    }
    inbox.add(bytes, offset, length);
    if (busy) {
      hold(inbox.size() > AHEAD_BYTES_MAX);
    } else {
      serve();
    }
  }

  /// The other end may still read: what it has asked is answered.
  @Override
  public void ended() {
    ended = true;
    if (fed != null) {
      fed.end();
    }
    serve();
  }

  /// Answers the next call, if there is one.
  private void serve() {
    try {
      CallHead head = busy || inbox.size() == 0 ? null : inbox.head();
      if (head != null) {
        inbox.skip(head);
        answer(head);
      } else if (!busy && (ended || last)) {
        send(NOTHING);
        connection.close();
      }
    } catch (IOException | RuntimeException broken) {
      breakOff(broken);
    }
  }

  private void answer(CallHead head) throws IOException {
    busy = true;
    last |= head.isLast();
    if (admitted
        && head.isWhole(inbox.size())
        && service.isQuick(head.method(), head.path(), head.fields().values())) {
      CompletableFuture<Reply> reply = service.answer(head.with(inbox.body(head)));
      // The replies that this brought about go first: an event's to its caller.
      connection.later(this::settle);
      tellWhenDone(reply);
      return;
    }
    send(NOTHING);
    FedInput in = new FedInput(() -> connection.execute(() -> hold(false)));
    in.feed(inbox.rest());
    if (ended) {
      in.end();
    }
    fed = in;
    Thread.ofVirtual().name("runtime-call").start(() -> answerThere(head, in));
  }

  private void settle() {
    service.settle();
    serve();
  }

  /// On a thread of the call's own.
  private void answerThere(CallHead head, FedInput in) {
    LineInput lines = new LineInput(in);
    try {
      if (!admitted && !admits.getAsBoolean()) {
        connection.send(
            Reply.of(403, Errors.json("Forbidden", "this is another function's API")).message());
        connection.close();
        return;
      }
      Call call = head.with(head.body(lines));
      CompletableFuture<Reply> reply = service.answer(call);
      service.settle();
      call.body().transferTo(OutputStream.nullOutputStream());
      connection.execute(() -> handBack(lines, in, reply));
    } catch (IOException | RuntimeException broken) {
      breakOff(broken);
    }
  }

  /// A thread has read its call's body; what it has read of others comes back.
  private void handBack(LineInput lines, FedInput in, CompletableFuture<Reply> reply) {
    admitted = true;
    fed = null;
    for (byte[] rest : new byte[][] {lines.rest(), in.rest()}) {
      inbox.add(rest, 0, rest.length);
    }
    hold(inbox.size() > AHEAD_BYTES_MAX);
    tellWhenDone(reply);
    serve();
  }

  private void tellWhenDone(CompletableFuture<Reply> reply) {
    if (reply.isDone()) {
      byte[] told = Reply.together(held, reply.join().message());
      // Where the next call is there already, its reply may take this one along.
      boolean more = inbox.size() > 0;
      held = more ? told : NOTHING;
      if (!more) {
        connection.send(told);
      }
      free();
    } else {
      CompletableFuture<Void> _ =
          reply.thenAccept(later ->
              connection.execute(() -> {
                send(later.message());
                free();
                serve();
              }));
    }
  }

  private void free() {
    busy = false;
    hold(false);
  }

  private void hold(boolean wait) {
    if (wait != waits) {
      waits = wait;
      connection.hold(wait);
    }
  }

  /// Sends `told`, and what was held before it.
  private void send(byte[] told) {
    byte[] all = Reply.together(held, told);
    held = NOTHING;
    if (all.length > 0) {
      connection.send(all);
    }
  }

  private void breakOff(Exception broken) {
    if (broken instanceof IOException || broken instanceof NumberFormatException) {
      log.debug("a runtime broke off: {}", broken.getMessage());
    } else {
      log.error("a call of a runtime could not be answered", broken);
    }
    connection.close();
  }
}
