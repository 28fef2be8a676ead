package io.waybill.sqs.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The long polls of one queue, first come first served. A parked poll is one small object: no
/// thread, no timer of its own.
public final class Waiters {
  /// By their numbers, in the order of their arrival.
  private final LinkedHashMap<Long, Waiter> inOrder = new LinkedHashMap<>();

  private final TreeSet<Waiter> byDeadline = new TreeSet<>();

  public void add(Waiter waiter) {
    inOrder.put(waiter.number(), waiter);
    byDeadline.add(waiter);
  }

  /// Who has waited longest, or null.
  public @Nullable Waiter first() {
    return inOrder.isEmpty() ? null : inOrder.firstEntry().getValue();
  }

  public void remove(Waiter waiter) {
    inOrder.remove(waiter.number());
    byDeadline.remove(waiter);
  }

  /// Removes the waiter `number`, if it is still there.
  public void remove(long number) {
    Waiter waiter = inOrder.get(number);
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
