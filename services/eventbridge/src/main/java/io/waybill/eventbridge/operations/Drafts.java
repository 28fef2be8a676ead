package io.waybill.eventbridge.operations;

import io.waybill.core.Utf8;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.api.PutEventsRequestEntry;
import io.waybill.eventbridge.model.EventDraft;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.shapes.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes drafts of what callers put.
final class Drafts {
  private static final int TIME_BYTES = 14;
  private static final int DEPTH_MAX = 500;

  // AWS (quotas): a request of PutEvents has up to 1 MB.
  private static final long BYTES_MAX = 1 << 20;

  /// Why an entry fails.
  record Fault(String code, String message) {}

  /// A draft, or why there is none.
  record Made(Optional<EventDraft> draft, Optional<Fault> fault) {
    static Made of(EventDraft draft) {
      return new Made(Optional.of(draft), Optional.empty());
    }

    static Made failing(String code, String message) {
      return new Made(Optional.empty(), Optional.of(new Fault(code, message)));
    }
  }

  private static final String OF_SERVICES = "aws.";
  private static final Pattern LINEAGE = Pattern.compile(";?\\s*Lineage=[^;]*");

  private Drafts() {}

  /// What `caller` puts; its trace header is that of an entry that has none of its own.
  static Made of(PutEventsRequestEntry entry, Caller caller) {
    Optional<Made> missing =
        missing("Source", entry.source())
            .or(() -> missing("DetailType", entry.detailType()))
            .or(() -> missing("Detail", entry.detail()));
    if (missing.isPresent()) {
      return missing.get();
    }
    String source = Inputs.text(entry.source());
    if (source.startsWith(OF_SERVICES) && !isOf(source, caller)) {
      return Made.failing("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    return made(
        source,
        Inputs.text(entry.detailType()),
        Inputs.text(entry.detail()),
        Inputs.list(entry.resources()),
        entry.time(),
        withoutLineage(entry.traceHeader() == null ? caller.traceHeader() : entry.traceHeader()));
  }

  /// AWS (Lambda's recursive loop detection): a loop that goes through a bus is not seen.
  private static String withoutLineage(String traceHeader) {
    return LINEAGE.matcher(traceHeader).replaceAll("");
  }

  /// AWS: a service alone puts events of its own, `cloudwatch.amazonaws.com` those of
  /// `aws.cloudwatch`.
  private static boolean isOf(String source, Caller caller) {
    return caller.principal().equals(source.substring(OF_SERVICES.length()) + ".amazonaws.com");
  }

  /// A draft whose texts are all there.
  static Made made(
      String source,
      String detailType,
      String detail,
      List<String> resources,
      @Nullable Instant time,
      String traceHeader) {
    Optional<JsonValue.Obj> object = JsonValue.parseObject(detail);
    if (object.isEmpty() || isDeeper(object.get(), DEPTH_MAX)) {
      return Made.failing("MalformedDetail", "Detail is malformed.");
    }
    return Made.of(
        new EventDraft(
            source,
            detailType,
            object.get(),
            resources,
            time == null ? 0 : time.toEpochMilli(),
            traceHeader));
  }

  /// Whether `value` nests deeper than `levels`: what wraps it must still be readable.
  private static boolean isDeeper(JsonValue value, int levels) {
    return switch (value) {
      case JsonValue.Obj(var members) ->
          levels == 0 || members.values().stream().anyMatch(each -> isDeeper(each, levels - 1));
      case JsonValue.Arr(var items) ->
          levels == 0 || items.stream().anyMatch(each -> isDeeper(each, levels - 1));
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> false;
    };
  }

  static Optional<Made> missing(String parameter, @Nullable String value) {
    return value == null || value.isEmpty()
        ? Optional.of(
            Made.failing(
                "InvalidArgument",
                "Parameter "
                    + parameter
                    + " is not valid. Reason: "
                    + parameter
                    + " is a required argument."))
        : Optional.empty();
  }

  /// Refuses a call whose entries have `bytes` together.
  static void requireTotal(long bytes) {
    if (bytes > BYTES_MAX) {
      throw Refusals.invalid("Total size of the entries in the request is over the limit.");
    }
  }

  // AWS (PutEvents, entry size): 14 bytes for the time, and the bytes of all texts.
  static long size(
      @Nullable Instant time,
      @Nullable String source,
      @Nullable String detailType,
      @Nullable String detail,
      @Nullable List<String> resources) {
    long size = time == null ? 0 : TIME_BYTES;
    size += Utf8.length(Inputs.text(source));
    size += Utf8.length(Inputs.text(detailType));
    size += Utf8.length(Inputs.text(detail));
    return size + Inputs.list(resources).stream().mapToLong(Utf8::length).sum();
  }
}
