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
import io.waybill.shapes.CommonErrors;

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
    requireOwn(caller, bus);
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
    bridging.decide(bus, new DefineArchive(wanted), Answers.mapped(then, CreateArchive::output));
  }

  /// AWS: an archive is of a bus of the own account. What nobody's policy allows is denied there,
  /// and no bus's policy opens it for archives of others.
  private static void requireOwn(Caller caller, Arn bus) {
    if (!bus.account().equals(caller.account().digits())) {
      throw CommonErrors.ACCESS_DENIED.because(
          "User: "
              + caller.principal()
              + " is not authorized to perform: events:CreateArchive on resource: "
              + bus
              + " because no resource-based policy allows the events:CreateArchive action");
    }
  }

  private static CreateArchiveResponse output(ArchiveDefinition archive) {
    return new CreateArchiveResponse(
        archive.arn().toString(), Archiving.STATE, null, Inputs.time(archive.createdAt()));
  }
}
