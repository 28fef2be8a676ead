package io.waybill.sns.deliver;

import io.waybill.engine.outbox.Outcome;
import io.waybill.shapes.Document;
import io.waybill.sns.model.PhoneNumber;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Holds SMS back that are for other numbers than those that their account has verified.
///
/// AWS: Publish answers a message id, and the message is not sent.
///
/// @param own asks about the account that sends it
record SmsSandbox(OwnCalls own) {
  private static final Outcome NOT_VERIFIED =
      new Outcome.Failed(true, "NotVerified", "Phone number is not verified in the SMS sandbox", 0);

  /// Goes on with `then` where the number in `endpoint` is verified; else the delivery ends.
  void check(String endpoint, Runnable then, Consumer<Outcome> failed) {
    String number = PhoneNumber.plain(endpoint);
    own.call(
        "ListSMSSandboxPhoneNumbers",
        Map.of(),
        answer -> {
          if (isVerified(number, answer)) {
            then.run();
          } else {
            failed.accept(NOT_VERIFIED);
          }
        },
        failed);
  }

  private static boolean isVerified(String number, Map<String, Document> answer) {
    return Objects.requireNonNullElse(answer.get("PhoneNumbers"), new Document.Array(List.of()))
            instanceof Document.Array(var all)
        && all.stream().anyMatch(each -> isVerified(number, each));
  }

  private static boolean isVerified(String number, Document entry) {
    return entry instanceof Document.Struct(var members)
        && Document.text(number).equals(members.get("PhoneNumber"))
        && Document.text("Verified").equals(members.get("Status"));
  }
}
