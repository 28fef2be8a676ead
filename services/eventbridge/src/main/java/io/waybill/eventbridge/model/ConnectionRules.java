package io.waybill.eventbridge.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.shapes.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rules of a connection's parameters, in their JSON form.
public final class ConnectionRules {
  public static final String OAUTH = "OAUTH_CLIENT_CREDENTIALS";
  private static final String HTTP = "InvocationHttpParameters";
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "BASIC",
          "BasicAuthParameters",
          "API_KEY",
          "ApiKeyAuthParameters",
          OAUTH,
          "OAuthParameters");

  private ConnectionRules() {}

  /// What the connection `name` is found by: its ARN without the id at its end.
  public static Arn home(AccountId account, Region region, String name) {
    return Arn.of("events", region, account, "connection/" + name);
  }

  /// The name in a connection's or API destination's ARN.
  public static String name(Arn arn) {
    String[] parts = arn.resource().split("/", 3);
    return parts.length < 2 ? "" : parts[1];
  }

  /// `auth`, or a refusal where it lacks what `type` needs.
  public static Document.Struct checked(String type, Document.Struct auth) {
    String needed = PARAMETERS.getOrDefault(type, "");
    if (!auth.members().containsKey(needed)) {
      throw Refusals.invalidParameter(
          "AuthParameters", needed + " must be specified for authorization type " + type + ".");
    }
    Map<String, Document> kept = new LinkedHashMap<>();
    auth.members()
        .forEach((name, value) -> {
          if (name.equals(needed) || name.equals(HTTP)) {
            kept.put(name, value);
          }
        });
    return new Document.Struct(kept);
  }

  /// `before` with what `change` gives.
  public static Document.Struct merged(Document before, Document.Struct change) {
    Map<String, Document> members = new LinkedHashMap<>();
    if (before instanceof Document.Struct(Map<String, Document> present)) {
      members.putAll(present);
    }
    change
        .members()
        .forEach((name, value) -> {
          boolean deeper =
              value instanceof Document.Struct && members.get(name) instanceof Document.Struct;
          members.put(
              name,
              deeper ? merged(members.getOrDefault(name, value), (Document.Struct) value) : value);
        });
    return new Document.Struct(members);
  }

  /// `auth` as it may be shown: without the values of parameters that are marked secret. What is
  /// always secret is no member of what AWS shows.
  public static Document shown(Document auth) {
    return switch (auth) {
      case Document.Struct(Map<String, Document> members) -> {
        Map<String, Document> shown = new LinkedHashMap<>();
        boolean secret =
            members.get("IsValueSecret") instanceof Document.Bool(boolean value) && value;
        members.forEach((name, value) -> {
          if (!(secret && name.equals("Value"))) {
            shown.put(name, shown(value));
          }
        });
        yield new Document.Struct(shown);
      }
      case Document.Array(List<Document> elements) ->
          new Document.Array(elements.stream().map(ConnectionRules::shown).toList());
      case Document.Text _, Document.Numeric _, Document.Bool _, Document.Null _ -> auth;
    };
  }

  /// The text at `path` in `document`; empty where there is none.
  public static String text(Document document, String... path) {
    return at(document, path)
        .map(value -> value instanceof Document.Text(String text) ? text : "")
        .orElse("");
  }

  /// The parameters of one kind at `path`, in order: those of a key that comes twice, the last.
  public static Map<String, String> pairs(Document document, String... path) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (at(document, path).orElse(null) instanceof Document.Array(List<Document> elements)) {
      elements.forEach(each -> pairs.put(text(each, "Key"), text(each, "Value")));
    }
    return pairs;
  }

  private static Optional<Document> at(Document document, String... path) {
    Document here = document;
    for (String name : path) {
      if (!(here instanceof Document.Struct(Map<String, Document> members))
          || !members.containsKey(name)) {
        return Optional.empty();
      }
      here = members.get(name);
    }
    return Optional.of(here);
  }
}
