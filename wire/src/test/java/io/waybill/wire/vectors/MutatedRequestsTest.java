package io.waybill.wire.vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.wire.protocol.Protocol;
import io.waybill.wire.protocol.WireRequest;
import io.waybill.wire.protocol.WireResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damages the requests of the vectors at random: whatever comes, a protocol reads it or refuses it
/// with a 4xx.
final class MutatedRequestsTest {
  private static final int MUTATIONS = 10_000;
  private static final long SEED = 20_251_121;

  private static final List<String> TOKENS =
      List.of(
          "null",
          "{}",
          "[]",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          "\\u",
          "\\ud800",
          "-",
          "1e999",
          "0x",
          "99999999999999999999",
          "NaN",
          "true",
          ",",
          ":",
          "&",
          "=",
          "%",
          "%zz",
          "%00",
          ".",
          "..",
          ".1",
          ".member.1",
          "/",
          "//",
          "?",
          "\u0000",
          "\ud83d\ude00",
          "ÿ",
          " ",
          "\n");

  static List<Spoken> spoken() {
    return Corpus.SPOKEN.stream()
        .filter(spoken ->
            List.of("Json10", "Json11", "Query", "RestJson", "Cbor").contains(spoken.title()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("spoken")
  void onlyRefusalsComeOut(Spoken spoken) throws Exception {
    List<WireRequest> requests =
        Corpus.operations(spoken)
            .flatMap(shape -> Corpus.requests(spoken, shape))
            .map(vector -> Corpus.request(spoken, vector))
            .toList();
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      WireRequest request = mutate(requests.get(random.nextInt(requests.size())), random);
      try {
        if (isRefused(spoken.protocol(), request)) {
          refused++;
        }
      } catch (Exception | StackOverflowError bug) {
        throw new AssertionError("seed " + SEED + ", mutation " + i + ": " + shown(request), bug);
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 20, MUTATIONS);
  }

  private static boolean isRefused(Protocol protocol, WireRequest request) {
    try {
      OperationShape<?, ?> operation = protocol.operation(request);
      protocol.read(operation, request);
      return false;
    } catch (Refusal refusal) {
      WireResponse response = protocol.error(refusal, "id");
      assertThat(response.status()).isBetween(400, 499);
      return true;
    }
  }

  private static WireRequest mutate(WireRequest request, Random random) {
    WireRequest mutated = request;
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutated = mutateOnce(mutated, random);
    }
    return mutated;
  }

  private static WireRequest mutateOnce(WireRequest request, Random random) {
    String path = request.path();
    String query = request.query();
    VectorHeaders headers = (VectorHeaders) request.headers();
    byte[] body = request.body();
    switch (random.nextInt(10)) {
      case 0 -> path = "/" + text(path, random);
      case 1 -> query = text(query, random);
      case 2 -> headers = mutate(headers, random);
      default -> body = mutate(body, random);
    }
    return new WireRequest(request.method(), path, query, headers, body);
  }

  private static VectorHeaders mutate(VectorHeaders headers, Random random) {
    Map<String, String> changed = new TreeMap<>(headers.values());
    if (!changed.isEmpty()) {
      List<String> names = new ArrayList<>(changed.keySet());
      String name = names.get(random.nextInt(names.size()));
      changed.computeIfPresent(name, (_, value) -> text(value, random));
    }
    return new VectorHeaders(changed);
  }

  private static String text(String text, Random random) {
    return new String(mutate(text.getBytes(UTF_8), random), ISO_8859_1);
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return token(random);
    }
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(8));
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(bytes, from);
      case 1 -> splice(bytes, from, to, new byte[0]);
      case 2 -> splice(bytes, from, from, token(random));
      case 3 -> splice(bytes, from, to, token(random));
      case 4 -> splice(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
      case 5 -> splice(bytes, from, from, repeated(token(random), random.nextInt(300)));
      default -> {
        byte[] flipped = bytes.clone();
        flipped[from] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
    };
  }

  private static byte[] token(Random random) {
    if (random.nextInt(4) == 0) {
      byte[] bytes = new byte[1 + random.nextInt(4)];
      random.nextBytes(bytes);
      return bytes;
    }
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
  }

  private static byte[] repeated(byte[] bytes, int times) {
    byte[] all = new byte[bytes.length * times];
    for (int i = 0; i < all.length; i++) {
      all[i] = bytes[i % bytes.length];
    }
    return all;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] between) {
    byte[] result = new byte[bytes.length - (to - from) + between.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(between, 0, result, from, between.length);
    System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
    return result;
  }

  private static String shown(WireRequest request) {
    return request.method()
        + " "
        + request.path()
        + "?"
        + request.query()
        + " "
        + request.headers()
        + " "
        + new String(request.body(), ISO_8859_1);
  }
}
