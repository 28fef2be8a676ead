package io.waybill.wire.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The vectors that we don't run, each with its reason, from `vectors-skipped.txt`.
final class Skips {
  private final List<Skip> skips = new ArrayList<>();

  Skips() throws IOException {
    try (InputStream in = Skips.class.getResourceAsStream("/vectors-skipped.txt")) {
      if (in == null) {
        throw new IOException("vectors-skipped.txt is missing");
      }
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] idAndReason = line.split("\\|", 2);
          skips.add(new Skip(Pattern.compile(idAndReason[0].strip()), idAndReason[1].strip()));
        }
      }
    }
  }

  record Skip(Pattern ids, String reason) {}

  Optional<String> reason(String id) {
    return skips.stream()
        .filter(skip -> skip.ids().matcher(id).matches())
        .map(Skip::reason)
        .findFirst();
  }

  /// The lines that match none of `ids`: they must go.
  List<String> unused(List<String> ids) {
    return skips.stream()
        .filter(skip -> ids.stream().noneMatch(id -> skip.ids().matcher(id).matches()))
        .map(skip -> skip.ids().pattern())
        .toList();
  }
}
