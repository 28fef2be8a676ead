package io.waybill.sns.model;

import io.waybill.core.Utf8;
import io.waybill.shapes.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of platform applications and endpoints: names, platforms, and their attributes.
public final class Platform {
  public static final String ENABLED = "Enabled";
  public static final String TOKEN = "Token";
  public static final String USER_DATA = "CustomUserData";

  private static final int USER_DATA_MAX = 2048;
  private static final int TOKEN_MAX = 4096;
  private static final int NAME_MAX = 256;
  private static final Pattern APPLE_TOKEN = Pattern.compile("[0-9A-Fa-f]{1,400}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  private static final Set<String> PLATFORMS =
      Set.of(
          "ADM",
          "APNS",
          "APNS_SANDBOX",
          "APNS_VOIP",
          "APNS_VOIP_SANDBOX",
          "MACOS",
          "MACOS_SANDBOX",
          "BAIDU",
          "FCM",
          "GCM",
          "MPNS",
          "WNS");

  private static final Set<String> FIREBASE = Set.of("FCM", "GCM");
  private static final String CREDENTIAL = "PlatformCredential";
  private static final String PRINCIPAL = "PlatformPrincipal";

  /// Credentials: taken, and never shown.
  private static final Set<String> SECRETS = Set.of(CREDENTIAL, PRINCIPAL);

  private static final Set<String> OF_APPLICATION =
      Set.of(
          CREDENTIAL,
          PRINCIPAL,
          "EventEndpointCreated",
          "EventEndpointDeleted",
          "EventEndpointUpdated",
          "EventDeliveryFailure",
          "SuccessFeedbackRoleArn",
          "FailureFeedbackRoleArn",
          "SuccessFeedbackSampleRate",
          "ApplePlatformTeamID",
          "ApplePlatformBundleID",
          "AppleCertificateExpirationDate",
          ENABLED);

  private static final Set<String> OF_ENDPOINT = Set.of(TOKEN, USER_DATA, ENABLED);

  private Platform() {}

  public static String name(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw Refusals.invalid("", "cannot be empty");
    }
    if (name.length() > NAME_MAX) {
      throw Refusals.invalid(name, "must be at most " + NAME_MAX + " characters long");
    }
    if (!NAME.matcher(name).matches()) {
      throw Refusals.invalid(
          name, "must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'");
    }
    return name;
  }

  public static String platform(@Nullable String platform) {
    if (platform == null || !PLATFORMS.contains(platform)) {
      throw Refusals.invalid("Platform", platform + " is not supported");
    }
    return platform;
  }

  /// The attributes of a new application, or a refusal. Credentials are neither looked into nor
  /// kept: what is sent goes to a gateway that has its own.
  ///
  /// @param platform one of the platforms
  public static Map<String, String> forNew(String platform, Map<String, String> attributes) {
    requireCredentials(platform, attributes);
    return changed(Map.of(ENABLED, "true"), attributes);
  }

  /// AWS (CreatePlatformApplication): a secret and whom it is of, such as client secret and client
  /// id, or key and certificate. Firebase has the secret alone.
  private static void requireCredentials(String platform, Map<String, String> attributes) {
    boolean hasSecret = !attributes.getOrDefault(CREDENTIAL, "").isEmpty();
    boolean hasPrincipal = !attributes.getOrDefault(PRINCIPAL, "").isEmpty();
    if (!hasSecret && hasPrincipal) {
      throw without(PRINCIPAL, CREDENTIAL);
    }
    if (!hasSecret) {
      throw Refusals.invalid("PlatformCredential attribute not found");
    }
    if (!hasPrincipal && !FIREBASE.contains(platform)) {
      throw without(CREDENTIAL, PRINCIPAL);
    }
  }

  private static Refusal without(String given, String lacking) {
    return Refusals.invalid("Attributes", given + " attribute provided without " + lacking);
  }

  public static Map<String, String> changed(
      Map<String, String> present, Map<String, String> requested) {
    Map<String, String> changed = new TreeMap<>(present);
    requested.forEach((name, value) -> {
      requireKnown(OF_APPLICATION, name);
      if (name.equals("SuccessFeedbackSampleRate")) {
        SampleRate.checked(name, value, Place.ALONE);
      }
      set(changed, name, value);
    });
    changed.keySet().removeAll(SECRETS);
    return changed;
  }

  /// The attributes of an endpoint on `platform`, or a refusal.
  public static Map<String, String> endpoint(
      String platform, Map<String, String> present, Map<String, String> requested) {
    Map<String, String> changed = new TreeMap<>(present);
    requested.forEach((name, value) -> {
      requireKnown(OF_ENDPOINT, name);
      set(changed, name, value);
    });
    if (requested.containsKey(TOKEN)) {
      requireToken(changed.getOrDefault(TOKEN, ""), platform);
    }
    if (Utf8.length(changed.getOrDefault(USER_DATA, "")) > USER_DATA_MAX) {
      throw Refusals.invalid(
          "Attributes",
          "Invalid value for attribute: CustomUserData: must be at most "
              + USER_DATA_MAX
              + " bytes long in UTF-8 encoding");
    }
    return changed;
  }

  private static void requireToken(String token, String platform) {
    if (token.isEmpty()) {
      throw Refusals.invalid("Attributes", "Invalid value for attribute: Token: cannot be empty");
    }
    if (isApple(platform) && !APPLE_TOKEN.matcher(token).matches()) {
      throw Refusals.invalid(
          "Token", "iOS device tokens must be no more than 400 hexadecimal characters");
    }
    if (token.length() > TOKEN_MAX) {
      throw Refusals.invalid("Token", "must be between 1 and " + TOKEN_MAX + " characters");
    }
  }

  private static boolean isApple(String platform) {
    return platform.startsWith("APNS") || platform.startsWith("MACOS");
  }

  /// Whether an application or an endpoint with `attributes` takes no messages.
  public static boolean isDisabled(Map<String, String> attributes) {
    return "false".equals(attributes.get(ENABLED));
  }

  /// Whether what became of a message to a device of an application with `attributes` is to be
  /// written to CloudWatch Logs.
  ///
  /// @param lot a random number: of successes only so many in a hundred are written
  public static boolean tellsOf(Map<String, String> attributes, boolean success, long lot) {
    String role = success ? "SuccessFeedbackRoleArn" : "FailureFeedbackRoleArn";
    if (attributes.getOrDefault(role, "").isEmpty()) {
      return false;
    }
    String rate = attributes.getOrDefault("SuccessFeedbackSampleRate", "0");
    return !success || Long.remainderUnsigned(lot, 100) < Integer.parseInt(rate);
  }

  /// The key of a structured message's text for `platform`.
  ///
  /// AWS: Firebase's is still that of its forerunner.
  public static String messageKey(String platform) {
    return platform.equals("FCM") ? "GCM" : platform;
  }

  private static void requireKnown(Set<String> known, String name) {
    if (!known.contains(name)) {
      throw Refusals.invalid("Attributes", "Invalid attribute name: " + name);
    }
  }

  private static void set(Map<String, String> attributes, String name, String value) {
    if (name.equals(ENABLED)
        && !value.equalsIgnoreCase("true")
        && !value.equalsIgnoreCase("false")) {
      throw Refusals.invalid("Attributes", "Enabled must be true or false");
    }
    attributes.put(name, name.equals(ENABLED) ? value.toLowerCase(java.util.Locale.ROOT) : value);
  }
}
