package io.waybill.lambda.mapping;

import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.lambda.decide.InHome;
import io.waybill.lambda.state.LambdaProgram;
import io.waybill.shapes.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lines in the trail of each message: which function had it, in which request, and what came of
/// it.
record TrailLines(Engine engine, LambdaProgram program) implements Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(TrailLines.class);

  @Override
  public void delivered(List<Received> batch, List<Received> done, Order under, String requestId) {
    Set<Received> fine = new HashSet<>(done);
    write(
        batch,
        each -> fine.contains(each) ? "DeliveredToFunction" : "FailedInFunction",
        under,
        Map.of("requestId", requestId));
  }

  @Override
  public void stopped(List<Received> messages, Order under) {
    write(messages, _ -> "StoppedInRecursiveLoop", under, Map.of());
  }

  private void write(
      List<Received> messages,
      Function<Received, String> event,
      Order under,
      Map<String, String> details) {
    String function = under.function().qualified();
    engine.submit(
        engine.home(under.function().arn().toString()),
        program,
        new InHome<>(
            step -> {
              for (Received each : messages) {
                step.resources()
                    .trail()
                    .write(
                        UUID.fromString(each.id()),
                        event.apply(each),
                        function,
                        details,
                        step.transaction(),
                        step.stamp());
              }
              return true;
            },
            new Logged()));
  }

  private record Logged() implements Answer<Boolean> {
    @Override
    public void succeed(Boolean written) {}

    @Override
    public void refuse(Refusal refusal) {}

    @Override
    public void fail(Throwable cause) {
      LOG.warn("The trail of a batch was not written", cause);
    }
  }
}
