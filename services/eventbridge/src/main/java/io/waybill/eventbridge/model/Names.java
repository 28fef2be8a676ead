package io.waybill.eventbridge.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import org.jspecify.annotations.Nullable;

/// How EventBridge's things are named: by a name within an account and region, and by an ARN.
public final class Names {
  /// The bus that every account has in every region, without having made it.
  public static final String DEFAULT_BUS = "default";

  private static final String SERVICE = "events";
  private static final String BUS = "event-bus/";
  private static final String RULE = "rule/";

  private Names() {}

  /// The bus that `nameOrArn` names; the caller's default bus where it is absent.
  public static Arn bus(AccountId account, Region region, @Nullable String nameOrArn) {
    String name = nameOrArn == null ? DEFAULT_BUS : nameOrArn;
    return Arn.parse(name)
        .filter(Names::isBus)
        .orElseGet(() -> Arn.of(SERVICE, region, account, BUS + name));
  }

  public static boolean isBus(Arn arn) {
    return arn.service().equals(SERVICE) && arn.resource().startsWith(BUS);
  }

  /// The name in a bus's ARN.
  public static String bus(Arn bus) {
    return bus.resource().substring(BUS.length());
  }

  public static boolean isDefault(Arn bus) {
    return bus(bus).equals(DEFAULT_BUS);
  }

  /// AWS: the ARN of a rule on the default bus does not name the bus.
  public static Arn rule(Arn bus, String rule) {
    String path = isDefault(bus) ? rule : bus(bus) + '/' + rule;
    return sibling(bus, RULE + path);
  }

  public static boolean isRule(Arn arn) {
    return arn.service().equals(SERVICE) && arn.resource().startsWith(RULE);
  }

  /// The name in a rule's ARN.
  public static String rule(Arn rule) {
    return rule.resource().substring(rule.resource().lastIndexOf('/') + 1);
  }

  /// The bus in a rule's ARN.
  public static Arn busOfRule(Arn rule) {
    int end = rule.resource().lastIndexOf('/');
    String bus = end < RULE.length() ? DEFAULT_BUS : rule.resource().substring(RULE.length(), end);
    return sibling(rule, BUS + bus);
  }

  /// A thing of EventBridge's in the same account and region as `arn`.
  public static Arn sibling(Arn arn, String resource) {
    return new Arn(arn.partition(), SERVICE, arn.region(), arn.account(), resource);
  }

  /// What orders things by account and region, and the names in it.
  public static String place(String account, String region, String name) {
    return account + '/' + region + '/' + name;
  }
}
