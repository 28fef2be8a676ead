package io.waybill.engine.access;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.policy.RequestContext;
import io.waybill.shapes.policy.Requester;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// AWS's global condition keys of one call, as far as they are known here.
///
/// @param more the service's own keys
record CallContext(
    Caller caller, Requester requester, Arn resource, long nowMillis, RequestContext more)
    implements RequestContext {
  /// AWS (SNS, the default policy of topics): the account on whose behalf a topic is used. Alarms
  /// tell theirs; rules do not, and need a statement of their own.
  private static final String TELLS_ITS_OWNER = "cloudwatch.amazonaws.com";

  @Override
  public List<String> values(String key) {
    return switch (key) {
      case "aws:currenttime" -> List.of(Instant.ofEpochMilli(nowMillis).toString());
      case "aws:epochtime" -> List.of(String.valueOf(nowMillis / 1000));
      case "aws:requestedregion" -> List.of(caller.region().name());
      case "aws:resourceaccount" -> List.of(resource.account());
      case "aws:securetransport" -> List.of(String.valueOf(isSecure()));
      case "aws:viaawsservice" -> List.of("false");
      case "aws:sourceip" -> list(isService() ? Optional.empty() : caller.origin().address());
      case "aws:sourcearn" -> isService() ? text(caller.sourceArn()) : List.of();
      case "aws:sourceaccount" -> isService() ? text(sourceAccount()) : List.of();
      case "aws:sourceowner" -> text(sourceOwner());
      case "aws:principalisawsservice" -> List.of(String.valueOf(isService()));
      case "aws:principalservicename" -> isService() ? List.of(caller.principal()) : List.of();
      default -> key.startsWith("aws:") ? identity(key) : more.values(key);
    };
  }

  private List<String> identity(String key) {
    return switch (requester) {
      case Requester.Identity identity -> identity(key, identity);
      case Requester.Anonymous _ ->
          key.equals("aws:principaltype") ? List.of("Anonymous") : List.of();
      case Requester.Service _ -> List.of();
    };
  }

  private static List<String> identity(String key, Requester.Identity identity) {
    String arn = identity.role().orElse(identity.arn());
    int user = arn.indexOf(":user/");
    return switch (key) {
      case "aws:principalarn" -> List.of(arn);
      case "aws:principalaccount" -> List.of(identity.account());
      case "aws:principaltype" ->
          List.of(identity.isRoot() ? "Account" : user > 0 ? "User" : "AssumedRole");
      case "aws:username" ->
          user < 0 ? List.of() : List.of(arn.substring(arn.lastIndexOf('/') + 1));
      // AWS: a user's id is not its name; only the root's is known here.
      case "aws:userid" -> identity.isRoot() ? List.of(identity.account()) : List.of();
      default -> List.of();
    };
  }

  private boolean isService() {
    return requester instanceof Requester.Service;
  }

  /// What services call does not leave the server.
  private boolean isSecure() {
    return caller.isService() || caller.origin().isSecure();
  }

  private String sourceAccount() {
    return Arn.parse(caller.sourceArn()).map(Arn::account).orElse("");
  }

  private String sourceOwner() {
    return switch (requester) {
      case Requester.Identity identity -> identity.account();
      case Requester.Service(String name) -> name.equals(TELLS_ITS_OWNER) ? sourceAccount() : "";
      case Requester.Anonymous _ -> "";
    };
  }

  private static List<String> text(String value) {
    return value.isEmpty() ? List.of() : List.of(value);
  }

  private static List<String> list(Optional<String> value) {
    return value.map(List::of).orElse(List.of());
  }
}
