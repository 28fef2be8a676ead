package io.waybill.sqs.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The long polls of one queue, first come first served. A parked poll is one small object: no
/// thread, no timer of its own.
public final class Waiters {
  private final Deque<Waiter> inOrder = new ArrayDeque<>();
  private final TreeSet<Waiter> byDeadline = new TreeSet<>();
  private final Map<Long, Waiter> byNumber = new HashMap<>();

  public void add(Waiter waiter) {
    inOrder.add(waiter);
    byDeadline.add(waiter);
    byNumber.put(waiter.number(), waiter);
  }

  /// Who has waited longest, or null.
  public @Nullable Waiter first() {
    Waiter first = inOrder.peek();
    while (first != null && !byDeadline.contains(first)) {
      inOrder.remove();
      first = inOrder.peek();
    }
    return first;
  }

  public void remove(Waiter waiter) {
    byDeadline.remove(waiter);
    byNumber.remove(waiter.number());
    if (waiter.equals(inOrder.peek())) {
      inOrder.remove();
    } else if (inOrder.size() > 64 && inOrder.size() > byDeadline.size() * 2) {
      inOrder.removeIf(each -> !byDeadline.contains(each));
    }
  }

  /// Removes the waiter `number`, if it is still there.
  public void remove(long number) {
    Waiter waiter = byNumber.get(number);
    if (waiter != null) {
      remove(waiter);
    }
  }

  /// Takes out those whose time is over.
  public List<Waiter> takeDue(long nowMillis) {
    List<Waiter> due = new ArrayList<>();
    while (!byDeadline.isEmpty() && byDeadline.first().deadline() <= nowMillis) {
      due.add(byDeadline.first());
      remove(byDeadline.first());
    }
    return due;
  }

  /// Takes out all of them.
  public List<Waiter> takeAll() {
    return takeDue(Long.MAX_VALUE);
  }

  public int count() {
    return byDeadline.size();
  }

  public boolean isEmpty() {
    return byDeadline.isEmpty();
  }

  long nextDue() {
    return byDeadline.isEmpty() ? Long.MAX_VALUE : byDeadline.first().deadline();
  }
}
