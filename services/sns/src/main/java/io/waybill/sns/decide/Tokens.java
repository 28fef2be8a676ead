package io.waybill.sns.decide;

import io.waybill.core.Stamp;
import io.waybill.sns.model.Draft;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Topic;
import java.util.List;

/// The tokens that confirm subscriptions, and the messages that bring them to their endpoints.
final class Tokens {
  /// AWS's tokens have 288 hexadecimal digits.
  private static final int LONGS = 18;

  private Tokens() {}

  static String fresh(Stamp stamp) {
    StringBuilder token = new StringBuilder(LONGS * 16);
    for (int i = 0; i < LONGS; i++) {
      token.append("%016x".formatted(stamp.ids().next()));
    }
    return token.toString();
  }

  private static String subject(Letter.Kind kind) {
    return kind == Letter.Kind.FAREWELL
        ? "AWS Notification - Unsubscribe Confirmation"
        : "AWS Notification - Subscription Confirmation";
  }

  /// Sends a token to the endpoint of `subscription`.
  ///
  /// @param baseUrl what the link with the token begins with
  static void send(
      Letter.Kind kind,
      Subscription subscription,
      String token,
      Topic topic,
      String baseUrl,
      Step step) {
    Letter letter =
        new Letter(
            kind,
            topic.definition().number(),
            topic.definition().arn().toString(),
            0,
            new Letter.Recipient(
                subscription.protocol().word(), subscription.endpoint(), subscription.arn(), token),
            step.stamp().uuid(),
            step.now(),
            baseUrl,
            new Draft("", subject(kind), false, List.of(), "", "", ""),
            0,
            "",
            0);
    step.topics().outbox().accept(letter.bytes(), step.transaction(), step.stamp());
  }
}
