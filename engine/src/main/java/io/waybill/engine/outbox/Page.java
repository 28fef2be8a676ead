package io.waybill.engine.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of a consignment's targets. Where order matters they must all be in one page: the pages of
/// two consignments overtake each other.
///
/// @param direct targets inside the process, tried at once; no lane twice
/// @param queued slow targets, stored first and tried as their lane's pace allows
/// @param next where the next page begins, in the service's own form; null at the end
public record Page(List<Lane> direct, List<Lane> queued, byte @Nullable [] next) {
  /// No target, and none to come.
  public static final Page NONE = new Page(List.of(), List.of(), null);
}
