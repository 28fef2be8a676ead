package io.waybill.shapes.policy;

import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/// An access policy, read once and asked often.
///
/// AWS ("Policy evaluation logic"): a statement that denies outweighs all that allow; what no
/// statement speaks of is not allowed.
public final class Policy {
  private static final String WITH_VARIABLES = "2012-10-17";

  private final List<Statement> denials;
  private final List<Statement> grants;

  private Policy(List<Statement> denials, List<Statement> grants) {
    this.denials = List.copyOf(denials);
    this.grants = List.copyOf(grants);
  }

  /// The policy in `text`; one without statements where it is no JSON object.
  public static Policy parse(String text) {
    return JsonValue.parseObject(text).map(Policy::of).orElse(new Policy(List.of(), List.of()));
  }

  /// The policy that `document` is.
  ///
  /// What can't be understood of a statement never widens what is let in: such a condition never
  /// holds for what allows and always for what denies.
  public static Policy of(JsonValue.Obj document) {
    // AWS: in policies of 2008 `${...}` is text.
    boolean variables =
        document.get("Version").filter(new JsonValue.Text(WITH_VARIABLES)::equals).isPresent();
    List<Statement> denials = new ArrayList<>();
    List<Statement> grants = new ArrayList<>();
    int number = 0;
    for (JsonValue each : PolicyForm.statements(document)) {
      number++;
      if (each instanceof JsonValue.Obj object) {
        Statement statement = Statement.of(object, number, variables);
        (statement.denies() ? denials : grants).add(statement);
      }
    }
    return new Policy(denials, grants);
  }

  /// Whether any statement denies anything: without one, whoever is let in by other means need not
  /// ask.
  public boolean hasDenials() {
    return !denials.isEmpty();
  }

  /// What it says to `request`.
  public Verdict evaluate(PolicyRequest request) {
    for (Statement each : denials) {
      if (each.speaksOf(request)) {
        return new Verdict.ExplicitlyDenied(each.label());
      }
    }
    for (Statement each : grants) {
      if (each.speaksOf(request)) {
        return new Verdict.Allowed(each.label());
      }
    }
    return new Verdict.ImplicitlyDenied();
  }
}
