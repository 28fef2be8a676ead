package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.DeadLetterConfig;
import io.waybill.lambda.model.DeadLetters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a function's dead letters may go: a queue or topic that is there when it is named. AWS
/// asks whether the function's role may send there; who may do everything may not send to what is
/// not there, and hears it in AWS's words.
record DeadLetterRules(Targets targets) {
  /// Runs `then` if dead letters of `function` may go where `asked` says; else `answer` is refused.
  void checked(
      @Nullable DeadLetterConfig asked,
      Arn function,
      Caller caller,
      Answer<?> answer,
      Runnable then) {
    Optional<Arn> target = DeadLetters.target(asked);
    if (target.isEmpty()) {
      then.run();
      return;
    }
    targets.there(
        new Targets.Question(
            target.get(), function, caller, answer, DeadLetters.notAllowed(target.get())),
        then);
  }
}
