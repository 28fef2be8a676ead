package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.core.TagRules;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.partition.Transaction;
import io.waybill.logs.api.Delivery;
import io.waybill.logs.api.DeliveryDestination;
import io.waybill.logs.api.DeliverySource;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.AccountRecords;
import io.waybill.shapes.Unit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Tags of deliveries and of their ends, in their records; these have none rather than an empty map
/// of them.
final class DeliveryTags {
  private final Access access;

  DeliveryTags(Access access) {
    this.access = access;
  }

  /// Whether `resource` is the ARN of one.
  static boolean concern(@Nullable String resource) {
    return Arn.parse(Inputs.text(resource))
        .filter(arn -> arn.service().equals("logs"))
        .filter(arn ->
            arn.resource().startsWith(DeliverySources.KIND)
                || arn.resource().startsWith(DeliveryDestinations.KIND)
                || arn.resource().startsWith(Deliveries.KIND))
        .isPresent();
  }

  void list(Caller caller, @Nullable String resource, Answer<Map<String, String>> answer) {
    Arn arn = own(caller, resource);
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> Tagged.find(records, world, arn.resource()).tags(),
        answer);
  }

  void change(
      Caller caller,
      @Nullable String resource,
      UnaryOperator<Map<String, String>> change,
      Answer<Unit> answer) {
    Arn arn = own(caller, resource);
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          Tagged tagged = Tagged.find(records, world, arn.resource());
          Map<String, String> after = change.apply(tagged.tags());
          if (TagRules.areTooMany(after)) {
            throw Refusals.tooManyTags(arn.toString());
          }
          tagged.store(records, world, shown(after), transaction);
          return Unit.INSTANCE;
        },
        answer);
  }

  private static Arn own(Caller caller, @Nullable String resource) {
    Arn arn = Arn.parse(Inputs.text(resource)).orElseThrow(Refusals::noResource);
    boolean own =
        arn.account().equals(caller.account().digits())
            && arn.region().equals(caller.region().name());
    if (!own) {
      throw Refusals.noResource();
    }
    return arn;
  }

  /// Tags that a call gives. Refuses AWS's own.
  static @Nullable Map<String, String> given(@Nullable Map<String, String> tags) {
    return shown(Tags.unreserved(tags));
  }

  private static @Nullable Map<String, String> shown(Map<String, String> tags) {
    return tags.isEmpty() ? null : new TreeMap<>(tags);
  }

  /// AWS (seen by users of Terraform): what is there already is tagged by TagResource alone.
  static void requireNew(Optional<?> before, @Nullable Map<String, String> tags) {
    if (before.isPresent() && tags != null) {
      throw Refusals.conflict(
          "Tags can only be provided when a resource is being created, not updated.");
    }
  }

  /// A record that has tags.
  private sealed interface Tagged {
    record Source(DeliverySource record) implements Tagged {}

    record Destination(DeliveryDestination record) implements Tagged {}

    record Pair(Delivery record) implements Tagged {}

    static Tagged find(AccountRecords records, String world, String resource) {
      String name = resource.substring(resource.indexOf(':') + 1);
      if (resource.startsWith(DeliverySources.KIND)) {
        return new Source(DeliverySources.find(records, world, name));
      }
      return resource.startsWith(DeliveryDestinations.KIND)
          ? new Destination(DeliveryDestinations.find(records, world, name))
          : new Pair(Deliveries.find(records, world, name));
    }

    default Map<String, String> tags() {
      @Nullable Map<String, String> tags =
          switch (this) {
            case Source(DeliverySource record) -> record.tags();
            case Destination(DeliveryDestination record) -> record.tags();
            case Pair(Delivery record) -> record.tags();
          };
      return tags == null ? Map.of() : tags;
    }

    default void store(
        AccountRecords records,
        String world,
        @Nullable Map<String, String> tags,
        Transaction transaction) {
      switch (this) {
        case Source(DeliverySource record) -> {
          DeliverySource after = record.toBuilder().tags(tags).build();
          records.sources().put(world, Inputs.text(record.name()), after, transaction);
        }
        case Destination(DeliveryDestination record) -> {
          DeliveryDestination after = record.toBuilder().tags(tags).build();
          records.destinations().put(world, Inputs.text(record.name()), after, transaction);
        }
        case Pair(Delivery record) -> {
          Delivery after = record.toBuilder().tags(tags).build();
          records.deliveries().put(world, Inputs.text(record.id()), after, transaction);
        }
      }
    }
  }
}
