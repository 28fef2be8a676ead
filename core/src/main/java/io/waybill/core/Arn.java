package io.waybill.core;

import java.util.Optional;

/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
///
/// `region` and `account` are empty strings where a service leaves them out (an S3 bucket, an IAM
/// role's region).
public record Arn(
    String partition, String service, String region, String account, String resource) {
  /// The ARN in `text`, or empty where `text` has not the six parts of one.
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length != 6
        || !parts[0].equals("arn")
        || parts[1].isEmpty()
        || parts[2].isEmpty()
        || parts[5].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /// The ARN of `resource` of `service` in one account and region.
  public static Arn of(String service, Region region, AccountId account, String resource) {
    return new Arn(region.partition(), service, region.name(), account.digits(), resource);
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }
}
