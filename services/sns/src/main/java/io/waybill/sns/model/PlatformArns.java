package io.waybill.sns.model;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ARNs of platform applications and their endpoints as callers give them.
public final class PlatformArns {
  private static final Pattern APPLICATION = Pattern.compile("app/[A-Z_]+/[A-Za-z0-9_.-]{1,256}");
  private static final Pattern ENDPOINT =
      Pattern.compile("endpoint/[A-Z_]+/[A-Za-z0-9_.-]{1,256}/[^/]+");

  private PlatformArns() {}

  /// The ARN of a platform application, whether there is one or not.
  public static Arn application(@Nullable String text, Caller caller) {
    Arn arn = Arns.parse("PlatformApplicationArn", text);
    requireSlashes("PlatformApplicationArn", arn, 2);
    if (!APPLICATION.matcher(arn.resource()).matches()) {
      throw Refusals.invalid("PlatformApplicationArn");
    }
    caller.requireReach(arn);
    return arn;
  }

  /// The ARN of an endpoint, whether there is one or not.
  public static Arn endpoint(String parameter, @Nullable String text, Caller caller) {
    Arn arn = Arns.parse(parameter, text);
    requireSlashes(parameter, arn, 3);
    if (!ENDPOINT.matcher(arn.resource()).matches()) {
      throw Refusals.invalid(parameter);
    }
    caller.requireReach(arn);
    return arn;
  }

  /// The application that an endpoint belongs to.
  public static Arn applicationOf(Arn endpoint) {
    String path = endpoint.resource();
    String resource = "app" + path.substring(path.indexOf('/'), path.lastIndexOf('/'));
    return new Arn(
        endpoint.partition(), endpoint.service(), endpoint.region(), endpoint.account(), resource);
  }

  /// The platform of an endpoint, such as `APNS`.
  public static String platformOf(Arn arn) {
    String path = arn.resource();
    int from = path.indexOf('/') + 1;
    return path.substring(from, path.indexOf('/', from));
  }

  /// What tells an endpoint from the others of its application.
  public static String idOf(Arn endpoint) {
    return endpoint.resource().substring(endpoint.resource().lastIndexOf('/') + 1);
  }

  private static void requireSlashes(String parameter, Arn arn, long slashes) {
    if (arn.resource().chars().filter(c -> c == '/').count() != slashes) {
      throw Refusals.invalid(parameter, "Wrong number of slashes in relative portion of the ARN.");
    }
  }
}
