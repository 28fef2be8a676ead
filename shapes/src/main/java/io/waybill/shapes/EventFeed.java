package io.waybill.shapes;

/// What follows an output, event by event, for as long as it takes.
///
/// @param <E> the union of the events
@FunctionalInterface
public interface EventFeed<E extends Event> {
  /// Begins: called once, when the output itself is on its way. Returns soon; what comes later is
  /// told to `sink` from any thread, by one thread at a time.
  void open(Sink<E> sink);

  /// Where events go.
  interface Sink<E> {
    /// Sends `event`. Waits while the caller reads more slowly than events come.
    ///
    /// @return false where the caller is gone, and nothing more is wanted
    boolean send(E event) throws InterruptedException;

    /// All events were sent.
    void end();

    /// No more events come, and `refusal` says why.
    void refuse(Refusal refusal);
  }

  /// No events: what stands in an output that was read and not made, since events are read by none
  /// of ours.
  static <E extends Event> EventFeed<E> none() {
    return Sink::end;
  }
}
