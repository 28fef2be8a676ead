package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.CreateArchiveRequest;
import io.waybill.eventbridge.api.CreateArchiveResponse;
import io.waybill.eventbridge.decide.DefineArchive;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.ArchiveDefinition;

/// Creates an archive of a bus's events.
final class CreateArchive implements Operation<CreateArchiveRequest, CreateArchiveResponse> {
  private final Bridging bridging;

  CreateArchive(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, CreateArchiveRequest input, Answer<CreateArchiveResponse> answer) {
    Arn bus = Archiving.bus(caller, input.eventSourceArn(), "EventSourceArn");
    Archiving.requireOwn(caller, bus, "events:CreateArchive");
    String name = Inputs.text(input.archiveName());
    ArchiveDefinition wanted =
        new ArchiveDefinition(
            bus,
            name,
            0,
            Inputs.text(input.description()),
            Archiving.pattern(input.eventPattern()),
            input.retentionDays() == null ? 0 : input.retentionDays(),
            0);
    Answer<CreateArchiveResponse> then =
        Reserved.name(
            bridging.catalog().archives(),
            caller,
            name,
            Refusals.alreadyExists("Archive " + name),
            answer);
    bridging.decide(
        caller,
        "CreateArchive",
        bus,
        new DefineArchive(wanted),
        Answers.mapped(then, CreateArchive::output));
  }

  private static CreateArchiveResponse output(ArchiveDefinition archive) {
    return new CreateArchiveResponse(
        archive.arn().toString(), Archiving.STATE, null, Inputs.time(archive.createdAt()));
  }
}
