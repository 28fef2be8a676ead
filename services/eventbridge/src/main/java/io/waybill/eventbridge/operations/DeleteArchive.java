package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeleteArchiveRequest;
import io.waybill.eventbridge.api.DeleteArchiveResponse;
import io.waybill.eventbridge.decide.RemoveArchive;

/// Deletes an archive with all it holds.
final class DeleteArchive implements Operation<DeleteArchiveRequest, DeleteArchiveResponse> {
  private final Bridging bridging;

  DeleteArchive(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, DeleteArchiveRequest input, Answer<DeleteArchiveResponse> answer) {
    String name = Inputs.text(input.archiveName());
    bridging.decide(
        Archiving.named(bridging, caller, name).definition().bus(),
        new RemoveArchive(name),
        Answers.mapped(answer, done -> new DeleteArchiveResponse()));
  }
}
