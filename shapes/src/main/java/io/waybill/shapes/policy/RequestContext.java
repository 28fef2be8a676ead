package io.waybill.shapes.policy;

import java.util.List;

/// What is known of a request beside who, what and whose: the values of condition keys.
@FunctionalInterface
public interface RequestContext {
  /// A request of which nothing else is known.
  RequestContext NOTHING = key -> List.of();

  /// The values of `key`; empty where the request has none.
  ///
  /// @param key in lower case: AWS tells keys apart by their letters alone
  List<String> values(String key);
}
