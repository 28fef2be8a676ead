package io.waybill.eventbridge.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A rule with its targets. Absent texts are empty.
///
/// @param state AWS's word: `ENABLED`, `DISABLED` or
///   `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`
/// @param managedBy the service that made it for itself
/// @param createdBy the account that made it
public record RuleDefinition(
    String name,
    String pattern,
    String schedule,
    String state,
    String description,
    String roleArn,
    String managedBy,
    String createdBy,
    Map<String, String> tags,
    List<RuleTarget> targets) {
  private static final int VERSION = 1;
  private static final String DISABLED = "DISABLED";

  public boolean isEnabled() {
    return !state.equals(DISABLED);
  }

  public boolean isManaged() {
    return !managedBy.isEmpty();
  }

  public Optional<RuleTarget> target(String id) {
    return targets.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  public RuleDefinition withState(String changed) {
    return new RuleDefinition(
        name,
        pattern,
        schedule,
        changed,
        description,
        roleArn,
        managedBy,
        createdBy,
        tags,
        targets);
  }

  public RuleDefinition withTags(Map<String, String> changed) {
    return new RuleDefinition(
        name,
        pattern,
        schedule,
        state,
        description,
        roleArn,
        managedBy,
        createdBy,
        changed,
        targets);
  }

  public RuleDefinition withTargets(List<RuleTarget> changed) {
    return new RuleDefinition(
        name,
        pattern,
        schedule,
        state,
        description,
        roleArn,
        managedBy,
        createdBy,
        tags,
        List.copyOf(changed));
  }

  byte[] bytes() {
    ByteWriter out =
        new ByteWriter(512)
            .u8(VERSION)
            .text(name)
            .text(pattern)
            .text(schedule)
            .text(state)
            .text(description)
            .text(roleArn)
            .text(managedBy)
            .text(createdBy);
    Maps.write(out, tags);
    out.count(targets.size());
    targets.forEach(target -> target.writeTo(out));
    return out.bytes();
  }

  static RuleDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new RuleDefinition(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        Maps.read(in),
        targets(in));
  }

  private static List<RuleTarget> targets(ByteReader in) {
    List<RuleTarget> targets = new ArrayList<>();
    for (int left = in.smallCount(); left > 0; left--) {
      targets.add(RuleTarget.read(in));
    }
    return targets;
  }
}
