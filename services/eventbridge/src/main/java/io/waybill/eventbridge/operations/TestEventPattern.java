package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.TestEventPatternRequest;
import io.waybill.eventbridge.api.TestEventPatternResponse;
import io.waybill.eventbridge.model.EventPattern;
import io.waybill.eventbridge.model.SampleEvent;

/// Tells whether an event matches a pattern, without a rule.
final class TestEventPattern
    implements Operation<TestEventPatternRequest, TestEventPatternResponse> {
  @Override
  public void call(
      Caller caller, TestEventPatternRequest input, Answer<TestEventPatternResponse> answer) {
    String event = SampleEvent.checked(Inputs.text(input.event()));
    String pattern = EventPattern.checked(Inputs.text(input.eventPattern()));
    answer.succeed(new TestEventPatternResponse(EventPattern.matches(pattern, event)));
  }
}
