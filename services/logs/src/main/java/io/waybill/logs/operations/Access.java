package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.partition.Command;
import io.waybill.logs.decide.OnAccount;
import io.waybill.logs.decide.OnGroup;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.Catalog;
import io.waybill.logs.state.GroupDefinition;
import io.waybill.logs.state.LogGroups;
import io.waybill.logs.state.LogsProgram;

/// What operations reach groups through.
public record Access(Engine engine, LogsProgram program, ServiceCalls calls) {
  <R> void decide(Arn group, OnGroup.Decision<R> decision, Answer<R> answer) {
    submit(group, new OnGroup<>(group, decision, answer));
  }

  void submit(Arn group, Command<LogGroups> command) {
    engine.submit(engine.home(group.toString()), program, command);
  }

  /// Decides in the partition that is the home of what the caller's account has in his region.
  <R> void decideOfAccount(Caller caller, OnAccount.Decision<R> decision, Answer<R> answer) {
    Arn home = Arn.of("logs", caller.region(), caller.account(), "resource-policy");
    submit(home, new OnAccount<>(decision, answer));
  }

  /// The group as listing shows it; refuses one that is not there.
  Catalog.Listed listed(Arn group) {
    return catalog().find(group).orElseThrow(Refusals::noGroup);
  }

  /// Where a caller's groups stand in the catalog.
  static String world(Caller caller) {
    return caller.account().digits() + '/' + caller.region().name();
  }

  Catalog catalog() {
    return program.catalog();
  }

  /// The group that the caller calls `name`, or by its ARN.
  static Arn group(Caller caller, String name) {
    Inputs.requireLength(name.startsWith("arn:") ? "" : name);
    Arn arn =
        Arn.parse(name.endsWith(":*") ? name.substring(0, name.length() - 2) : name)
            .filter(parsed -> parsed.service().equals("logs"))
            .orElseGet(() ->
                Arn.of("logs", caller.region(), caller.account(), GroupDefinition.KIND + name));
    caller.requireReach(arn);
    return arn;
  }
}
