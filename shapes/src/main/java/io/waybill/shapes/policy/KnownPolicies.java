package io.waybill.shapes.policy;

import java.util.concurrent.ConcurrentHashMap;

/// The policies that were asked lately, by their text: each is read once and not at every call.
///
/// Safe for many threads. Full, it begins anew, which costs each policy one more reading; to find
/// the oldest would cost every call.
public final class KnownPolicies {
  private static final int KEPT_MAX = 2_000;

  private final ConcurrentHashMap<String, Policy> byText = new ConcurrentHashMap<>();

  public Policy of(String text) {
    Policy known = byText.get(text);
    if (known != null) {
      return known;
    }
    if (byText.size() >= KEPT_MAX) {
      byText.clear();
    }
    Policy read = Policy.parse(text);
    byText.put(text, read);
    return read;
  }
}
