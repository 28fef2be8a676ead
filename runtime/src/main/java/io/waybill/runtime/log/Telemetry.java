package io.waybill.runtime.log;

import java.util.ArrayList;
import java.util.List;

/// What an environment's extensions hear of what is logged and told. What happened before they
/// subscribed is kept for them, as long as the initialisation lasts.
public final class Telemetry {
  private static final int KEPT_MAX = 1_000;

  private final boolean inJson;
  private final List<TelemetryEvent> kept = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private boolean keeping = true;

  /// @param inJson whether lines that are JSON objects are told as such
  public Telemetry(boolean inJson) {
    this.inJson = inJson;
  }

  /// A line was logged.
  ///
  /// @param type `function` or `extension`
  void logged(String type, String text, long millis) {
    if (isUnheard()) {
      return;
    }
    boolean object = inJson && text.startsWith("{") && text.stripTrailing().endsWith("}");
    String record = object ? text.stripTrailing() : TelemetryEvent.quoted(text);
    publish(new TelemetryEvent(millis, type, record, false));
  }

  /// Lambda itself told something.
  void told(PlatformEvent event, long millis) {
    if (isUnheard()) {
      return;
    }
    publish(new TelemetryEvent(millis, event.type(), event.record(), event.older()));
  }

  private synchronized boolean isUnheard() {
    return !keeping && subscriptions.isEmpty();
  }

  private synchronized void publish(TelemetryEvent event) {
    if (keeping && kept.size() < KEPT_MAX) {
      kept.add(event);
    }
    subscriptions.forEach(each -> each.take(event));
  }

  /// From here on an extension hears, and of what was before too.
  public synchronized void subscribe(SubscriptionRequest asked, boolean older) {
    Subscription made = new Subscription(asked, older);
    kept.forEach(made::take);
    subscriptions.add(made);
  }

  /// The initialisation is over: nobody will subscribe any more.
  public synchronized void initialised() {
    keeping = false;
    kept.clear();
  }

  /// What was collected is delivered at once.
  public synchronized void flush() {
    subscriptions.forEach(Subscription::flush);
  }

  /// The extensions are gone; others may come.
  public synchronized void startOver() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
    kept.clear();
    keeping = true;
  }
}
