package io.waybill.wire.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls of one HTTP/1 connection whose answers are not written yet, in the order in which
/// their requests came.
final class PendingCalls {
  private @Nullable Http1Call first;
  private @Nullable Http1Call last;
  private int count;

  void add(Http1Call call) {
    if (last == null) {
      first = call;
    } else {
      last.next = call;
    }
    last = call;
    count++;
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return first == null;
  }

  /// Removes the call whose turn it is, if it is answered.
  Optional<Http1Call> takeAnswered() {
    Http1Call call = first;
    if (call == null || !call.outcome().answered()) {
      return Optional.empty();
    }
    first = call.next;
    if (first == null) {
      last = null;
    }
    count--;
    return Optional.of(call);
  }

  /// Ends the calls whose answers nobody may be there to get.
  void inputEnded() {
    for (Http1Call call = first; call != null; call = call.next) {
      call.outcome().inputEnded();
    }
  }

  /// Whether the call whose turn it is has been ended without an answer.
  boolean isStuck() {
    return first != null && first.outcome().isEnded();
  }

  /// Tells each call that its caller has gone away.
  void allGone() {
    for (Http1Call call = first; call != null; call = call.next) {
      call.outcome().gone();
    }
  }

  /// Forgets all calls and gives back what their bodies and answers hold.
  void drop(BodyBudget budget, AnswerBudget answers) {
    for (Http1Call call = first; call != null; call = call.next) {
      budget.giveBack(call.payload().budget());
      answers.giveBack(call.outcome().release());
    }
    first = null;
    last = null;
    count = 0;
  }
}
