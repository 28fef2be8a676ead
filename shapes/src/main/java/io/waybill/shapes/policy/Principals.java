package io.waybill.shapes.policy;

import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whom a statement means: those that `Principal` names, or all but those that `NotPrincipal` does.
///
/// `Federated` and `CanonicalUser` mean nobody here.
///
/// @param everybody whether `*` is among them
/// @param identities ARNs, and accounts by their digits
record Principals(boolean everybody, Set<String> identities, Set<String> services, boolean others) {
  private static final String ALL = "*";
  private static final Pattern ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

  // AWS: some services have a name in each region, `logs.us-east-1.amazonaws.com`.
  private static final Pattern REGION = Pattern.compile("\\.[a-z]{2}(-[a-z]+)+-\\d+\\.");

  static Principals of(JsonValue.Obj statement) {
    boolean others = statement.get("Principal").isEmpty();
    JsonValue named = statement.get(others ? "NotPrincipal" : "Principal").orElse(Texts.NOTHING);
    if (named instanceof JsonValue.Obj object) {
      List<String> identities = Texts.list(object, "AWS");
      Set<String> services = new HashSet<>();
      Texts.list(object, "Service").forEach(each -> services.add(service(each)));
      Set<String> known = new HashSet<>();
      identities.forEach(each -> known.add(identity(each)));
      return new Principals(identities.contains(ALL), known, services, others);
    }
    return new Principals(Texts.list(named).contains(ALL), Set.of(), Set.of(), others);
  }

  /// AWS: an account's root in a policy means the account, as its digits do.
  private static String identity(String given) {
    Matcher root = ROOT.matcher(given);
    return root.matches() ? root.group(1) : given;
  }

  private static String service(String name) {
    return REGION.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst(".");
  }

  /// Whether `requester` is meant.
  ///
  /// AWS (NotPrincipal): who is to be spared a denial must be named with his account, and with his
  /// role where he is in one. Of what allows, each of these names alone leaves him out.
  ///
  /// @param denies whether the statement denies
  boolean include(Requester requester, boolean denies) {
    if (everybody) {
      return !others;
    }
    return switch (requester) {
      case Requester.Anonymous _ -> others;
      case Requester.Service(String name) ->
          (services.contains(ALL) || services.contains(service(name))) != others;
      case Requester.Identity identity -> {
        List<String> names = names(identity);
        yield (others && denies)
            ? !identities.containsAll(names)
            : names.stream().anyMatch(identities::contains) != others;
      }
    };
  }

  private static List<String> names(Requester.Identity identity) {
    List<String> names = new ArrayList<>(List.of(identity.account()));
    if (!identity.isRoot()) {
      names.add(identity.arn());
      identity.role().ifPresent(names::add);
    }
    return names;
  }
}
