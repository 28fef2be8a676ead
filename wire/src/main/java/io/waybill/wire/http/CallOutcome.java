package io.waybill.wire.http;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How one call ends: answered once, or its caller gone before.
final class CallOutcome {
  private static final Logger LOG = LoggerFactory.getLogger(CallOutcome.class);

  private final AnswerBudget budget;
  private volatile @Nullable Supplier<HttpReply> reply;
  private volatile @Nullable StreamedBody body;
  private @Nullable Runnable action;
  private boolean inputEnded;
  private boolean gone;
  private boolean ended;
  private boolean over;
  private long held;

  CallOutcome(AnswerBudget budget) {
    this.budget = budget;
  }

  boolean hasRoom() {
    return budget.hasRoom();
  }

  /// Counts `bytes` more of the answer's content.
  synchronized void hold(long bytes) {
    if (!over) {
      long before = AnswerBudget.counted(held);
      held += bytes;
      budget.take(AnswerBudget.counted(held) - before);
    }
  }

  /// The answer is written, or never will be: what is counted for it now, for the caller to give
  /// back. Nothing more is.
  synchronized long release() {
    long counted = over ? 0 : AnswerBudget.counted(held);
    over = true;
    return counted;
  }

  synchronized void set(Supplier<HttpReply> answer) {
    if (reply != null) {
      throw new IllegalStateException("a call is answered twice");
    }
    reply = answer;
    action = null;
  }

  /// As `set`, with an answer whose body comes piece by piece.
  synchronized void set(HttpReply head, StreamedBody pieces) {
    body = pieces;
    set(() -> head);
    if (gone) {
      pieces.gone();
    }
  }

  /// The body that comes piece by piece; null where it does not, or there is no answer yet.
  @Nullable StreamedBody body() {
    return body;
  }

  /// The answer, made now. There must be one.
  HttpReply reply() {
    try {
      return Objects.requireNonNull(reply).get();
    } catch (RuntimeException bug) {
      LOG.error("an answer could not be written", bug);
      return HttpReply.text(500, "internal error");
    }
  }

  boolean answered() {
    return reply != null;
  }

  void onGone(Runnable run) {
    synchronized (this) {
      if (!gone && (!inputEnded || reply != null)) {
        action = reply == null ? run : null;
        return;
      }
      ended = true;
    }
    run(run);
  }

  /// The caller sends nothing more and may have gone away: that ends a call that has an action for
  /// it.
  void inputEnded() {
    synchronized (this) {
      inputEnded = true;
    }
    end();
  }

  /// The caller has gone away.
  void gone() {
    synchronized (this) {
      gone = true;
      if (body != null) {
        body.gone();
      }
    }
    end();
  }

  private void end() {
    Runnable run;
    synchronized (this) {
      run = action;
      action = null;
      ended |= run != null;
    }
    if (run != null) {
      run(run);
    }
  }

  /// Whether its caller's going has ended it before it was answered.
  synchronized boolean isEnded() {
    return ended && reply == null;
  }

  private static void run(Runnable run) {
    try {
      run.run();
    } catch (RuntimeException bug) {
      LOG.error("the action for a caller that went away failed", bug);
    }
  }
}
