package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DescribeArchiveRequest;
import io.waybill.eventbridge.api.DescribeArchiveResponse;
import io.waybill.eventbridge.state.Archive;
import io.waybill.eventbridge.state.ArchiveDefinition;

/// Tells of one archive.
final class DescribeArchive implements Operation<DescribeArchiveRequest, DescribeArchiveResponse> {
  private final Bridging bridging;

  DescribeArchive(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, DescribeArchiveRequest input, Answer<DescribeArchiveResponse> answer) {
    Archive archive = Archiving.named(bridging, caller, Inputs.text(input.archiveName()));
    ArchiveDefinition it = archive.definition();
    answer.succeed(
        new DescribeArchiveResponse(
            it.arn().toString(),
            it.name(),
            it.bus().toString(),
            Inputs.orAbsent(it.description()),
            Inputs.orAbsent(it.pattern()),
            Archiving.STATE,
            null,
            it.retentionDays(),
            archive.counts().bytes(),
            archive.counts().events(),
            Inputs.time(it.createdAt())));
  }
}
