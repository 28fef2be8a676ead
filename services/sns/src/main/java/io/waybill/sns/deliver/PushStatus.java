package io.waybill.sns.deliver;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.logs.LogWriter;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Document;
import io.waybill.sns.model.Platform;
import io.waybill.sns.model.PlatformArns;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells CloudWatch Logs what became of messages that were published to a device, where its
/// platform application asks for it. What came by a topic is told as the topic asks.
record PushStatus(ServiceCalls calls, StatusLog log) {
  private static final Logger logger = LoggerFactory.getLogger(PushStatus.class);

  /// @param attempts how often it was tried
  /// @param outcome the last one: delivered, or given up
  void tell(
      Letter letter,
      String endpoint,
      int attempts,
      Outcome outcome,
      Transaction transaction,
      Stamp stamp) {
    StatusLine line =
        new StatusLine(
            letter, Protocol.APPLICATION, endpoint, stamp.uuid(), attempts, stamp.millis());
    long lot = stamp.ids().next();
    Arn application = PlatformArns.applicationOf(Arn.parse(endpoint).orElseThrow());
    transaction.afterCommit(() ->
        new OwnCalls(calls, application, letter)
            .call(
                "GetPlatformApplicationAttributes",
                Map.of("PlatformApplicationArn", Document.text(application.toString())),
                answer -> {
                  boolean success = outcome instanceof Outcome.Delivered;
                  if (Platform.tellsOf(OwnCalls.texts(answer, "Attributes"), success, lot)) {
                    log.write(
                        application,
                        success,
                        line.id().toString(),
                        new LogWriter.Line(line.nowMillis(), line.of(outcome)));
                  }
                },
                failed -> logger.debug("no platform application: {}", failed)));
  }
}
