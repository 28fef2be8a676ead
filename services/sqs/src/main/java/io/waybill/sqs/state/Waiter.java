package io.waybill.sqs.state;

import io.waybill.engine.gateway.Answer;
import java.util.List;

/// One parked receive.
///
/// @param number tells waiters of one partition apart, in the order in which they came
/// @param wanted at most so many messages
/// @param visibilitySeconds how long they stay hidden
/// @param attemptId the caller's receive attempt, or an empty text
/// @param deadline when it is answered with nothing, in milliseconds since 1970
public record Waiter(
    long number,
    int wanted,
    int visibilitySeconds,
    String attemptId,
    long deadline,
    Answer<List<Delivery>> answer)
    implements Comparable<Waiter> {
  @Override
  public int compareTo(Waiter other) {
    int byTime = Long.compare(deadline, other.deadline);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Waiter that && number == that.number;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }
}
