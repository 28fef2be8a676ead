package io.waybill.lambda.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Ascii;
import io.waybill.engine.gateway.Caller;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which function a caller means, and which of its versions or aliases.
///
/// @param arn the function's ARN, without a qualifier
/// @param qualifier a version, an alias or `$LATEST`; empty where none was said
public record FunctionName(Arn arn, Optional<String> qualifier) {
  /// The version that can be changed.
  public static final String LATEST = "$LATEST";

  private static final String PREFIX = "function:";
  private static final int LENGTH_MAX = 64;

  // AWS: a name, a partial ARN or an ARN, each with or without a qualifier.
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:(aws[a-zA-Z-]*):lambda:)?(?:((?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d):)?"
              + "(?:(\\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\\$LATEST(?:\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");
  private static final String TOLD =
      "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?"
          + "(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

  /// The function that `text` names, and the qualifier in it or beside it. Refuses one that the
  /// caller may not touch.
  public static FunctionName parse(
      @Nullable String text, @Nullable String qualifier, Caller caller) {
    FunctionName name = anybodys(text, qualifier, caller);
    caller.requireReach(name.arn());
    return name;
  }

  /// As [#parse], whosever the function is: its policy is still to be asked.
  public static FunctionName anybodys(
      @Nullable String text, @Nullable String qualifier, Caller caller) {
    String given = text == null ? "" : text;
    if (isNameAlone(given)) {
      Arn arn = Arn.of("lambda", caller.region(), caller.account(), PREFIX + given);
      return new FunctionName(arn, Optional.ofNullable(qualifier));
    }
    Matcher match = FORM.matcher(given);
    if (!match.matches()) {
      throw Refusals.validation(
          given, "functionName", "Member must satisfy regular expression pattern: " + TOLD);
    }
    String name = match.group(4);
    String region = Optional.ofNullable(match.group(2)).orElse(caller.region().name());
    String account = Optional.ofNullable(match.group(3)).orElse(caller.account().digits());
    Arn arn = new Arn(caller.region().partition(), "lambda", region, account, PREFIX + name);
    if (!region.equals(caller.region().name())) {
      throw Refusals.wrongRegion(arn, caller.region().name());
    }
    return new FunctionName(arn, qualifier(match.group(5), qualifier));
  }

  /// Whether `text` needs no pattern to be understood, as what most callers say does not.
  private static boolean isNameAlone(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(Ascii.isWord(c) || c == '.')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static Optional<String> qualifier(@Nullable String inside, @Nullable String beside) {
    if (inside != null && beside != null && !inside.equals(beside)) {
      throw Refusals.invalid(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return Optional.ofNullable(beside == null ? inside : beside);
  }

  /// As [#parse], for a function whose code or configuration is changed: versions and aliases have
  /// none that can be.
  public static FunctionName toChange(@Nullable String text, Caller caller) {
    FunctionName name = parse(text, null, caller);
    if (!name.version().equals(LATEST)) {
      throw Refusals.invalid(
          "Current operation does not support versions other than $LATEST. Please set the version"
              + " to $LATEST or do not set a version in your request.");
    }
    return name;
  }

  /// As [#toChange], for a function that is made: AWS wants its name to be short.
  public static FunctionName toMake(@Nullable String text, Caller caller) {
    FunctionName name = toChange(text, caller);
    if (name.name().length() > LENGTH_MAX) {
      throw Refusals.validation(
          String.valueOf(text),
          "functionName",
          "Member must have length less than or equal to " + LENGTH_MAX);
    }
    return name;
  }

  /// The function of the ARN `arn`, which may have a qualifier; empty where it is none of a
  /// function.
  public static Optional<FunctionName> ofArn(String arn) {
    return Arn.parse(arn)
        .filter(each -> each.service().equals("lambda") && each.resource().startsWith(PREFIX))
        .filter(each -> AccountId.parse(each.account()).isPresent())
        .map(FunctionName::split);
  }

  private static FunctionName split(Arn arn) {
    String rest = arn.resource().substring(PREFIX.length());
    int colon = rest.indexOf(':');
    if (colon < 0) {
      return new FunctionName(arn, Optional.empty());
    }
    Arn whole =
        new Arn(
            arn.partition(),
            arn.service(),
            arn.region(),
            arn.account(),
            PREFIX + rest.substring(0, colon));
    return new FunctionName(whole, Optional.of(rest.substring(colon + 1)));
  }

  /// The name alone.
  public String name() {
    return nameOf(arn);
  }

  public static String nameOf(Arn arn) {
    return arn.resource().substring(PREFIX.length());
  }

  /// The qualifier, or what holds where none was said.
  public String version() {
    return qualifier.orElse(LATEST);
  }

  /// The ARN as the caller said it, with the qualifier if there is one.
  public String qualified() {
    return arn + qualifier.map(each -> ":" + each).orElse("");
  }

  /// Whether `qualifier` is a version and no alias.
  public static boolean isVersion(String qualifier) {
    return qualifier.equals(LATEST) || qualifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
