package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.logs.api.LiveTailSessionStart;
import io.waybill.logs.api.StartLiveTailRequest;
import io.waybill.logs.api.StartLiveTailResponse;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.pattern.FilterPattern;
import io.waybill.logs.tail.Listening;
import io.waybill.logs.tail.Tails;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/// Tells a caller of events as they come.
///
/// @param workers begin answers that go on
record StartLiveTail(Access access, Tails tails, Executor workers)
    implements Operation<StartLiveTailRequest, StartLiveTailResponse> {
  @Override
  public void call(
      Caller caller, StartLiveTailRequest input, Answer<StartLiveTailResponse> answer) {
    List<String> identifiers = Inputs.list(input.logGroupIdentifiers());
    List<String> streams = Inputs.list(input.logStreamNames());
    List<String> prefixes = Inputs.list(input.logStreamNamePrefixes());
    check(identifiers, streams, prefixes);
    Set<Arn> groups = new LinkedHashSet<>();
    for (String each : identifiers) {
      Arn group = Access.group(caller, each);
      var _ = access.listed(group);
      groups.add(group);
    }
    FilterPattern pattern = FilterPattern.parse(Inputs.text(input.logEventFilterPattern()));
    String world = Access.world(caller);
    tails.requireRoom(world);
    Listening listening = new Listening(world, groups, new HashSet<>(streams), prefixes, pattern);
    LiveTailSessionStart start =
        new LiveTailSessionStart(
            caller.requestId(),
            sessionId(caller),
            identifiers,
            streams,
            prefixes,
            Inputs.text(input.logEventFilterPattern()));
    workers.execute(() ->
        answer.succeed(
            new StartLiveTailResponse(sink ->
                answer.onAbandon(tails.begin(listening, start, sink, access.engine().timers())))));
  }

  private static void check(List<String> identifiers, List<String> streams, List<String> prefixes) {
    // AWS (StartLiveTail): groups by their ARNs, which don't end with an asterisk.
    if (identifiers.stream().anyMatch(each -> !each.startsWith("arn:") || each.endsWith("*"))) {
      throw Refusals.invalid("Invalid log group ARN provided.");
    }
    if (!streams.isEmpty() && !prefixes.isEmpty()) {
      throw Refusals.invalid(
          "Only one of logStreamNames and logStreamNamePrefixes may be specified.");
    }
    if (identifiers.size() > 1 && !(streams.isEmpty() && prefixes.isEmpty())) {
      throw Refusals.invalid(
          "Log streams can be specified only where there is one log group identifier.");
    }
  }

  private static String sessionId(Caller caller) {
    return UUID.nameUUIDFromBytes(
            ("session " + caller.requestId()).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
