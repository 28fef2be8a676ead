package io.waybill.logs.tail;

import io.waybill.core.Arn;
import io.waybill.logs.pattern.FilterPattern;
import java.util.List;
import java.util.Set;

/// What a session listens to.
///
/// @param world the caller's account and region
/// @param streams by their names; empty for all
/// @param prefixes what streams' names begin with; empty for all
public record Listening(
    String world,
    Set<Arn> groups,
    Set<String> streams,
    List<String> prefixes,
    FilterPattern pattern) {
  boolean hasStream(String name) {
    return (streams.isEmpty() || streams.contains(name))
        && (prefixes.isEmpty() || prefixes.stream().anyMatch(name::startsWith));
  }
}
