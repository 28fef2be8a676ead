package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.model.Refusals;
import io.waybill.sns.state.Records;
import io.waybill.sns.state.Step;
import java.util.List;
import java.util.Map;

/// What an account has in one region for SMS: settings, numbers that opted out, and numbers of the
/// sandbox.
///
/// @param home what decides in which partition it lives
record Sms(Arn home) {
  static final String STATUS = "Status";
  private static final String CODE = "OneTimePassword";
  private static final String SETTINGS = "settings";
  private static final String OPTED_OUT = "out/";
  private static final String SANDBOX = "sandbox/";
  private static final int SANDBOX_MAX = 10;

  static Sms of(Caller caller) {
    return new Sms(Arn.of("sns", caller.region(), caller.account(), "sms"));
  }

  Map<String, String> settings(Step step) {
    return step.topics().records().get(owner(), SETTINGS, step.transaction()).orElse(Map.of());
  }

  void change(Map<String, String> settings, Step step) {
    step.topics().records().put(owner(), SETTINGS, settings, step.transaction());
  }

  boolean isOptedOut(String number, Step step) {
    return step.topics().records().get(owner(), OPTED_OUT + number, step.transaction()).isPresent();
  }

  void optIn(String number, Step step) {
    step.topics().records().delete(owner(), OPTED_OUT + number, step.transaction());
  }

  Pages.Cut<Map<String, String>> optedOut(String list, String after, Step step) {
    return list(list, OPTED_OUT, after, Pages.SIZE, step);
  }

  Pages.Cut<Map<String, String>> sandbox(String list, String after, int most, Step step) {
    return list(list, SANDBOX, after, most, step);
  }

  /// Adds a number, or begins its verification anew. Answers the password that verifies it.
  String addToSandbox(String number, Step step) {
    if (isOptedOut(number, step)) {
      throw SnsErrors.OPTED_OUT_EXCEPTION.because("The phone number has opted out");
    }
    if (sandbox("", "", SANDBOX_MAX, step).entries().size() >= SANDBOX_MAX) {
      throw SnsErrors.USER_ERROR_EXCEPTION.because(
          "An account in the SMS sandbox can have at most " + SANDBOX_MAX + " phone numbers");
    }
    String code = "%06d".formatted(Math.floorMod(step.stamp().ids().next(), 1_000_000));
    step.topics()
        .records()
        .put(owner(), SANDBOX + number, Map.of(STATUS, "Pending", CODE, code), step.transaction());
    return code;
  }

  void verify(String number, String password, Step step) {
    Map<String, String> found = inSandbox(number, step);
    if (!password.equals(found.get(CODE))) {
      throw SnsErrors.VERIFICATION_EXCEPTION.because("Invalid one-time password");
    }
    step.topics()
        .records()
        .put(owner(), SANDBOX + number, Map.of(STATUS, "Verified"), step.transaction());
  }

  void removeFromSandbox(String number, Step step) {
    inSandbox(number, step);
    step.topics().records().delete(owner(), SANDBOX + number, step.transaction());
  }

  private Map<String, String> inSandbox(String number, Step step) {
    return step.topics()
        .records()
        .get(owner(), SANDBOX + number, step.transaction())
        .orElseThrow(() ->
            SnsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
                "The phone number is not in the SMS sandbox"));
  }

  private Pages.Cut<Map<String, String>> list(
      String list, String kind, String after, int most, Step step) {
    List<Records.Entry> found =
        step.topics()
            .records()
            .list(owner(), kind, after.isEmpty() ? "" : kind + after, most + 1, step.transaction());
    return Pages.cut(
        list,
        found.stream()
            .map(each -> Map.entry(each.name().substring(kind.length()), each.values()))
            .toList(),
        most);
  }

  private String owner() {
    if (home.account().isEmpty()) {
      throw Refusals.invalid("PhoneNumber");
    }
    return home.toString();
  }
}
