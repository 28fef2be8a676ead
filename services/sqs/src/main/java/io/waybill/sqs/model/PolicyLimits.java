package io.waybill.sqs.model;

import io.waybill.core.Utf8;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.json.JsonValue;
import io.waybill.shapes.policy.PolicyForm;
import io.waybill.sqs.api.SqsErrors;
import java.util.List;

/// What SQS asks of a queue's access policy: its form, and how many statements and bytes it may
/// have.
final class PolicyLimits {
  private static final int BYTES_MAX = 8192;
  private static final int STATEMENTS_MAX = 20;

  private PolicyLimits() {}

  static void check(JsonValue.Obj document) {
    List<JsonValue> statements = PolicyForm.statements(document);
    if (!PolicyForm.isPolicy(document)
        || Utf8.length(document.render()) > BYTES_MAX) { // spaces between the words don't count
      throw invalid();
    }
    if (statements.size() > STATEMENTS_MAX) {
      throw SqsErrors.OVER_LIMIT.because(
          statements.size()
              + " statements were found in the submitted policy, max allowed is "
              + STATEMENTS_MAX);
    }
    if (!statements.stream().allMatch(PolicyForm::isStatement)) {
      throw invalid();
    }
  }

  static Refusal invalid() {
    return Refusals.invalidAttribute("Policy");
  }
}
