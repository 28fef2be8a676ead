package io.waybill.simulation.delivery;

import io.waybill.simulation.Violation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How what was sent is known again, wherever it stands in a body: by its token, and by the replay
/// that brought it back.
final class Tokens {
  private static final Pattern TOKEN = Pattern.compile("tok\\d+x");
  private static final Pattern REPLAY = Pattern.compile("\"replay-name\\\\*\":\\\\*\"([^\"\\\\]*)");
  private static final char BY = '@';

  private Tokens() {}

  /// The token in `body`; `token@replay` where a replay brought it.
  static String of(String body) {
    Matcher token = TOKEN.matcher(body);
    Violation.unless(token.find(), "there is nothing of what was sent in " + body);
    Matcher replay = REPLAY.matcher(body);
    return replay.find() ? replayed(token.group(), replay.group(1)) : token.group();
  }

  static String replayed(String token, String replay) {
    return token + BY + replay;
  }

  static boolean isReplayed(String token) {
    return token.indexOf(BY) >= 0;
  }

  /// What a replay brought back, as it was sent.
  static String original(String token) {
    return token.substring(0, token.indexOf(BY));
  }

  static String replay(String token) {
    return token.substring(token.indexOf(BY) + 1);
  }
}
