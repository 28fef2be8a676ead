package io.waybill.eventbridge.decide;

import io.waybill.core.Arn;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of a connection, found by its home: its ARN without the id.
public final class Connections {
  private static final String AUTHORIZED = "AUTHORIZED";
  private static final String AUTHORIZING = "AUTHORIZING";

  /// AWS (recorded): a connection that was just made is being authorized, without a reason.
  private static final long PATIENCE_MILLIS = 60_000;

  private Connections() {}

  /// The connection at `home`, or a refusal.
  public static ConnectionDefinition named(Arn home, Step step) {
    return find(home, step).orElseThrow(() -> absent(ConnectionRules.name(home)));
  }

  public static Refusal absent(String name) {
    return EventBridgeErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
        "Failed to describe the connection(s). Connection '" + name + "' does not exist.");
  }

  private static Optional<ConnectionDefinition> find(Arn home, Step step) {
    return step.buses()
        .connections()
        .find(home.account(), home.region(), ConnectionRules.name(home), step.transaction());
  }

  /// Makes a connection. One with a token to fetch is authorized later.
  public static ConnectionDefinition create(
      Arn home, String description, String type, Document.Struct auth, Step step) {
    String name = ConnectionRules.name(home);
    if (find(home, step).isPresent()) {
      throw Refusals.alreadyExists("Connection " + name);
    }
    Arn arn = Names.sibling(home, home.resource() + "/" + step.stamp().uuid());
    boolean later = type.equals(ConnectionRules.OAUTH);
    ConnectionDefinition made =
        new ConnectionDefinition(
            arn,
            name,
            description,
            type,
            auth,
            later ? AUTHORIZING : AUTHORIZED,
            "",
            secretArn(home, step),
            step.now(),
            step.now(),
            step.now());
    step.buses().connections().put(made, step.transaction());
    return made;
  }

  private static String secretArn(Arn home, Step step) {
    String suffix = Long.toUnsignedString(step.stamp().ids().next(), 36);
    String end = ("000000" + suffix).substring(suffix.length());
    return new Arn(
            home.partition(),
            "secretsmanager",
            home.region(),
            home.account(),
            "secret:events!" + home.resource() + "/" + step.stamp().uuid() + "-" + end)
        .toString();
  }

  /// Changes a connection; what is null stays.
  public static ConnectionDefinition update(
      Arn home,
      @Nullable String description,
      @Nullable String type,
      Document.@Nullable Struct auth,
      Step step) {
    ConnectionDefinition before = named(home, step);
    String newType = type == null ? before.type() : type;
    Document.Struct merged =
        ConnectionRules.merged(before.auth(), auth == null ? new Document.Struct(Map.of()) : auth);
    boolean later = newType.equals(ConnectionRules.OAUTH);
    ConnectionDefinition after =
        new ConnectionDefinition(
            before.arn(),
            before.name(),
            description == null ? before.description() : description,
            newType,
            ConnectionRules.checked(newType, merged),
            later ? AUTHORIZING : AUTHORIZED,
            "",
            before.secretArn(),
            before.createdAt(),
            step.now(),
            before.authorizedAt());
    step.buses().connections().put(after, step.transaction());
    return after;
  }

  /// Takes a connection's secrets from it: what it authorized is refused until it is updated.
  public static ConnectionDefinition deauthorize(Arn home, Step step) {
    ConnectionDefinition before = named(home, step);
    ConnectionDefinition after =
        new ConnectionDefinition(
            before.arn(),
            before.name(),
            before.description(),
            before.type(),
            new Document.Struct(Map.of()),
            "DEAUTHORIZED",
            "",
            before.secretArn(),
            before.createdAt(),
            step.now(),
            before.authorizedAt());
    step.buses().connections().put(after, step.transaction());
    return after.with("DEAUTHORIZING", "", after.authorizedAt());
  }

  public static ConnectionDefinition delete(Arn home, Step step) {
    ConnectionDefinition before = named(home, step);
    step.buses().connections().delete(before, step.transaction());
    return before.with("DELETING", "", before.authorizedAt());
  }

  /// The endpoint of an OAuth connection gave a token, or did not.
  ///
  /// @param asked the connection as it was when it asked: one that was changed since asks anew
  public static ConnectionDefinition authorized(
      ConnectionDefinition asked, Optional<String> reason, Step step) {
    Arn home = Names.sibling(asked.arn(), "connection/" + asked.name());
    ConnectionDefinition before = named(home, step);
    boolean same = before.arn().equals(asked.arn()) && before.modifiedAt() == asked.modifiedAt();
    if (!same || !before.state().equals(AUTHORIZING)) {
      return before;
    }
    boolean patient = step.now() - before.modifiedAt() < PATIENCE_MILLIS;
    if (reason.isPresent() && patient) {
      return before;
    }
    ConnectionDefinition after =
        reason.isEmpty()
            ? before.with(AUTHORIZED, "", step.now())
            : before.with(AUTHORIZING, reason.get(), before.authorizedAt());
    step.buses().connections().put(after, step.transaction());
    return after;
  }
}
