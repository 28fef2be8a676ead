package io.waybill.conformance.stories;

import java.util.Map;

/// One of AWS's services behind one of its protocols.
public interface Service {
  /// Makes the call as it is given, right or wrong.
  Told call(String operation, Map<String, Object> input);

  /// What a failed comparison says of where it happened.
  String name();
}
