package io.waybill.engine.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.store.MemoryStore;
import io.waybill.store.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random writes, range deletes, seals and commits, read like a plain sorted map.
final class OverlayTest {
  private static final int KEYS = 24;

  private final MemoryStore store = new MemoryStore();
  private final Overlay overlay = new Overlay(store);
  private final TreeMap<Integer, Integer> expected = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void readsWhatWasWrittenLast(long seed) {
    Random random = new Random(seed);
    Layer sealed = null;
    for (int i = 0; i < 3_000; i++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> put(random.nextInt(KEYS), i);
        case 3 -> delete(random.nextInt(KEYS));
        case 4 -> deleteRange(random.nextInt(KEYS), random.nextInt(KEYS));
        case 5 -> {
          if (sealed == null) {
            sealed = overlay.seal();
          } else {
            store.commit(sealed.batch());
            overlay.committed();
            sealed = null;
          }
        }
        default -> check(random.nextInt(KEYS), random.nextInt(KEYS + 1), random.nextInt(5));
      }
    }
    assertThat(expected).isNotEmpty();
  }

  private void put(int key, int value) {
    overlay.open().put(bytes(key), bytes(value));
    expected.put(key, value);
  }

  private void delete(int key) {
    overlay.open().delete(bytes(key));
    expected.remove(key);
  }

  private void deleteRange(int one, int other) {
    int from = Math.min(one, other);
    int to = Math.max(one, other);
    overlay.open().deleteRange(bytes(from), bytes(to));
    expected.subMap(from, to).clear();
  }

  private void check(int from, int to, int most) {
    byte[] one = overlay.get(bytes(from));
    assertThat(one == null ? null : number(one)).isEqualTo(expected.get(from));
    if (from > to) {
      return;
    }
    List<String> seen = new ArrayList<>();
    overlay.scan(
        bytes(from),
        bytes(to),
        (key, value) -> {
          seen.add(number(key) + "=" + number(value));
          return seen.size() <= most;
        });
    List<String> wanted = new ArrayList<>();
    for (Map.Entry<Integer, Integer> entry : expected.subMap(from, to).entrySet()) {
      if (wanted.size() <= most) {
        wanted.add(entry.getKey() + "=" + entry.getValue());
      }
    }
    assertThat(seen).isEqualTo(wanted);
    assertThat(store.get(Space.TRAIL, bytes(from))).isNull();
  }

  private static byte[] bytes(int number) {
    return new byte[] {(byte) (number >>> 8), (byte) number};
  }

  private static int number(byte[] bytes) {
    return (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
  }
}
