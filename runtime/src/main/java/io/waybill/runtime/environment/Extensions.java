package io.waybill.runtime.environment;

import io.waybill.runtime.api.Errors;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The extensions of one round: processes from `/opt/extensions`, and what registers from within
/// the runtime. Used under the environment's lock.
final class Extensions {
  static final String INVOKE = "INVOKE";
  static final String SHUTDOWN = "SHUTDOWN";

  /// AWS (Extensions API): up to ten for a function.
  private static final int MAX = 10;

  /// External ones that were started, by name, and their paths.
  private final Map<String, String> started;

  private final Map<String, Extension> registered = new LinkedHashMap<>();

  /// @param started names and paths of what lies in `/opt/extensions`
  Extensions(Map<String, String> started) {
    this.started = new LinkedHashMap<>(started);
  }

  boolean isEmpty() {
    return registered.isEmpty();
  }

  /// Whether the runtime may begin.
  boolean allRegistered() {
    return started.keySet().stream()
        .allMatch(name -> registered.values().stream().anyMatch(it -> it.name().equals(name)));
  }

  boolean allWait() {
    return registered.isEmpty() || registered.values().stream().allMatch(Extension::waits);
  }

  Optional<Extension> find(String id) {
    return Optional.ofNullable(registered.get(id));
  }

  List<Extension> all() {
    return List.copyOf(registered.values());
  }

  /// The registration of `name`, or what is wrong with it.
  ///
  /// @param isBegun whether the initialisation is over
  Reply register(String id, String name, List<String> events, boolean isBegun, String answer) {
    boolean external = started.containsKey(name);
    if (isBegun) {
      return refused(403, "Extension.RegistrationClosed", "Extension registration closed already");
    }
    if (!Set.of(INVOKE, SHUTDOWN).containsAll(events)) {
      return refused(400, "Extension.InvalidEventType", "Invalid event type: " + events);
    }
    if (!external && events.contains(SHUTDOWN)) {
      return refused(
          400,
          "Extension.InvalidEventType",
          "SHUTDOWN event not supported for internal extensions: " + name);
    }
    if (registered.values().stream().anyMatch(it -> it.name().equals(name))) {
      return refused(403, "Extension.AlreadyRegistered", "Extension " + name + " is registered");
    }
    if (registered.size() >= MAX) {
      return refused(403, "Extension.TooManyExtensions", "There may be " + MAX + " extensions");
    }
    registered.put(id, new Extension(name, external, List.copyOf(events)));
    return Reply.of(200, "Lambda-Extension-Identifier: " + id + "\r\n", answer);
  }

  /// What takes the next event to those that want it.
  List<Runnable> dispatch(String event, String id) {
    List<Runnable> then = new ArrayList<>();
    for (Extension each : registered.values()) {
      if (each.events().contains(INVOKE)) {
        CompletableFuture<Reply> to = each.take();
        then.add(() -> to.complete(event(event, id)));
      }
    }
    return then;
  }

  /// Those that hear of the end, told so.
  List<Extension> shutDown(String event, String id) {
    List<Extension> told = new ArrayList<>();
    for (Extension each : registered.values()) {
      if (each.external() && each.events().contains(SHUTDOWN)) {
        each.shutDown(event(event, id));
        told.add(each);
      }
    }
    return told;
  }

  /// What had the path has ended; the name, if it was not to.
  Optional<String> ended(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    registered.values().stream()
        .filter(each -> each.name().equals(name))
        .forEach(each -> each.ended().complete(true));
    return started.containsKey(name) ? Optional.of(name) : Optional.empty();
  }

  void release() {
    registered.values().forEach(Extension::release);
  }

  static Reply refused(int status, String type, String message) {
    return Reply.of(
        status,
        "{\"errorMessage\":\"" + Errors.quoted(message) + "\",\"errorType\":\"" + type + "\"}");
  }

  private static Reply event(String event, String id) {
    return Reply.of(200, "Lambda-Extension-Event-Identifier: " + id + "\r\n", event);
  }
}
