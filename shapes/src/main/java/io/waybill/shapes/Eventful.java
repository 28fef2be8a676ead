package io.waybill.shapes;

import org.jspecify.annotations.Nullable;

/// An output that events follow.
public interface Eventful {
  @Nullable EventFeed<? extends Event> feed();
}
