package io.waybill.eventbridge.operations;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.decide.InPartition;
import io.waybill.eventbridge.state.SourceDefinition;
import io.waybill.eventbridge.state.Step;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What the operations on partner event sources share.
record Sourcing(Bridging bridging) {
  /// The source that an account is offered.
  static Arn arn(String account, Region region, @Nullable String name) {
    return Arn.of("events", region, new AccountId(account), "event-source/" + Inputs.text(name));
  }

  static Arn own(Caller caller, @Nullable String name) {
    return arn(caller.account().digits(), caller.region(), name);
  }

  <R> void decide(Arn arn, BiFunction<Arn, Step, R> decision, Answer<R> answer) {
    bridging.submit(arn, new InPartition<>(step -> decision.apply(arn, step), answer));
  }

  /// What the caller, a partner, offers under `name`, to whichever account. Costs a look at every
  /// source.
  List<SourceDefinition> offered(Caller caller, String name) {
    return bridging.catalog().sources().all().stream()
        .filter(each -> each.partner().equals(caller.account().digits()))
        .filter(each -> each.arn().region().equals(caller.region().name()))
        .filter(each -> each.name().equals(name))
        .toList();
  }
}
