package io.waybill.eventbridge.deliver;

import io.waybill.core.Arn;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.eventbridge.decide.Connections;
import io.waybill.eventbridge.decide.InPartition;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.eventbridge.state.EventBridgeProgram;
import io.waybill.shapes.Refusal;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has it noted when a connection got its token, or why it did not.
public final class ConnectionNews implements BiConsumer<ConnectionDefinition, Optional<String>> {
  private static final Logger log = LoggerFactory.getLogger(ConnectionNews.class);

  private record Place(Engine engine, EventBridgeProgram program) {}

  private volatile Optional<Place> place = Optional.empty();

  /// The partitions run. Called once.
  public void open(Engine engine, EventBridgeProgram program) {
    place = Optional.of(new Place(engine, program));
  }

  @Override
  public void accept(ConnectionDefinition connection, Optional<String> reason) {
    Arn home = Names.sibling(connection.arn(), "connection/" + connection.name());
    place.ifPresent(there ->
        there.engine.submit(
            there.engine.home(home.toString()),
            there.program,
            new InPartition<>(step -> Connections.authorized(connection, reason, step), NOTHING)));
  }

  /// Nobody waits for it: what is not noted now is noted with the next token.
  private static final Answer<ConnectionDefinition> NOTHING =
      new Answer<>() {
        @Override
        public void succeed(ConnectionDefinition output) {}

        @Override
        public void refuse(Refusal gone) {}

        @Override
        public void fail(Throwable cause) {
          log.warn("the state of a connection could not be noted", cause);
        }
      };
}
