package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.UpdateArchiveRequest;
import io.waybill.eventbridge.api.UpdateArchiveResponse;
import io.waybill.eventbridge.decide.DefineArchive;
import io.waybill.eventbridge.state.ArchiveDefinition;

/// Changes an archive; what is not given stays.
final class UpdateArchive implements Operation<UpdateArchiveRequest, UpdateArchiveResponse> {
  private final Bridging bridging;

  UpdateArchive(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, UpdateArchiveRequest input, Answer<UpdateArchiveResponse> answer) {
    ArchiveDefinition before =
        Archiving.named(bridging, caller, Inputs.text(input.archiveName())).definition();
    ArchiveDefinition wanted =
        new ArchiveDefinition(
            before.bus(),
            before.name(),
            before.number(),
            input.description() == null ? before.description() : input.description(),
            input.eventPattern() == null
                ? before.pattern()
                : Archiving.pattern(input.eventPattern()),
            input.retentionDays() == null ? before.retentionDays() : input.retentionDays(),
            before.createdAt());
    bridging.decide(
        before.bus(), new DefineArchive(wanted), Answers.mapped(answer, UpdateArchive::output));
  }

  private static UpdateArchiveResponse output(ArchiveDefinition archive) {
    return new UpdateArchiveResponse(
        archive.arn().toString(), Archiving.STATE, null, Inputs.time(archive.createdAt()));
  }
}
