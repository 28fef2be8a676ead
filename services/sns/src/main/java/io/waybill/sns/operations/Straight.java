package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.Refusal;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.decide.PublishStraight;
import io.waybill.sns.model.Draft;
import io.waybill.sns.model.PhoneNumber;
import io.waybill.sns.model.Platform;
import io.waybill.sns.model.PlatformArns;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.model.Refusals;
import io.waybill.sns.state.Letter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Publishing without a topic.
final class Straight {
  /// AWS: an SMS is cut into parts of 140 bytes, and may be 1,600 long in all.
  private static final int SMS_MAX = 1_600;

  private Straight() {}

  /// The endpoint that `target` names, if it names one.
  static Optional<Arn> endpoint(String target, Caller caller) {
    return Arn.parse(target)
        .filter(arn -> arn.service().equals("sns") && arn.resource().startsWith("endpoint/"))
        .map(arn -> PlatformArns.endpoint("TargetArn", target, caller));
  }

  static void toPhone(
      Access access, Caller caller, String given, Draft draft, Answer<UUID> answer) {
    String number = PhoneNumber.parse("PhoneNumber", given);
    if (draft.message().length() > SMS_MAX) {
      throw Refusals.invalid("Message too long");
    }
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        new PublishStraight(
            draft,
            new Letter.Recipient(Protocol.SMS.word(), number, sms.home().toString(), ""),
            caller.baseUrl(),
            step -> {
              if (sms.isOptedOut(number, step)) {
                throw SnsErrors.OPTED_OUT_EXCEPTION.because("The phone number has opted out");
              }
              return number;
            }),
        answer);
  }

  static void toEndpoint(
      Access access, Caller caller, Arn endpoint, Draft draft, Answer<UUID> answer) {
    Arn application = PlatformArns.applicationOf(endpoint);
    access.inHome(
        application,
        new PublishStraight(
            draft,
            new Letter.Recipient(Protocol.APPLICATION.word(), endpoint.toString(), "", ""),
            caller.baseUrl(),
            step -> {
              Map<String, String> attributes =
                  Applications.find(endpoint, step).orElseThrow(Straight::noEndpoint);
              if (Platform.isDisabled(Applications.attributes(application, step))) {
                throw SnsErrors.PLATFORM_APPLICATION_DISABLED_EXCEPTION.because(
                    "PlatformApplication is disabled");
              }
              if (Platform.isDisabled(attributes)) {
                throw SnsErrors.ENDPOINT_DISABLED_EXCEPTION.because("Endpoint is disabled");
              }
              return endpoint;
            }),
        answer);
  }

  private static Refusal noEndpoint() {
    return Refusals.invalid("TargetArn", "No endpoint found for the target arn specified");
  }
}
