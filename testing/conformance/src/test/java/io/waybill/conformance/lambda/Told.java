package io.waybill.conformance.lambda;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import io.waybill.conformance.stories.LambdaService;
import io.waybill.conformance.stories.Story;
import java.util.Base64;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Stories of functions whose calls and answers are told to the letter.
///
/// `${lambda}` begins the ARNs of Lambda, `${sqs}` those of queues; `${code}` and `${other}` are
/// packages, `${role}` is a role.
final class Told {
  private static final String ECHO = "def handler(event, context):\n    return event\n";

  private final LambdaClient lambda;
  private final Story story;

  Told(RunningServer server) {
    lambda = Sdk.lambda(server);
    story =
        new Story(new LambdaService(server))
            .with("lambda", "arn:aws:lambda:us-east-1:000000000000")
            .with("sqs", "arn:aws:sqs:us-east-1:000000000000")
            .with("role", "arn:aws:iam::000000000000:role/r")
            .with("code", packed(ECHO))
            .with("other", packed(ECHO + "\n"))
            .with("long", "x".repeat(5_000));
  }

  private static String packed(String source) {
    return Base64.getEncoder().encodeToString(Functions.zip("app.py", source));
  }

  /// A function that answers what it is given, active.
  Told function(String name) {
    Functions.python(lambda, name, ECHO);
    return this;
  }

  /// Waits until what the last change of `name` asks for is done.
  Told updated(String name) {
    lambda.waiter().waitUntilFunctionUpdatedV2(b -> b.functionName(name));
    return this;
  }

  /// Waits until the new function `name` is active.
  Told active(String name) {
    lambda.waiter().waitUntilFunctionActiveV2(b -> b.functionName(name));
    return this;
  }

  Told tell(String text) {
    story.tell(text);
    return this;
  }

  /// Compares JSON with what is expected of it.
  void compare(String got, String expected) {
    story.compare(got, expected);
  }

  String named(String name) {
    return story.named(name);
  }
}
