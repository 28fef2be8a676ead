package io.waybill.logs.decide;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.LogGroups;
import io.waybill.shapes.Unit;
import java.util.Map;

/// Creates a group.
///
/// @param logGroupClass AWS's name of it
public record CreateGroup(
    Arn arn, String logGroupClass, Map<String, String> tags, Answer<Unit> answer)
    implements Command<LogGroups> {
  @Override
  public void decide(LogGroups groups, Transaction transaction, Stamp stamp) {
    if (groups.find(arn).isPresent()) {
      transaction.refuse(answer, Refusals.exists("group"));
      return;
    }
    groups.create(arn, logGroupClass, tags, stamp.millis(), transaction);
    transaction.succeed(answer, Unit.INSTANCE);
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
