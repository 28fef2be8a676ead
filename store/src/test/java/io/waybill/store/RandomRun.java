package io.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/// Random batches, each followed by random reads that are compared with a map.
final class RandomRun {
  private final Store store;
  private final long seed;
  private final Random random;
  private final NavigableMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);

  RandomRun(Store store, long seed) {
    this.store = store;
    this.seed = seed;
    this.random = new Random(seed);
  }

  void check(int batches) {
    for (int i = 0; i < batches; i++) {
      commit();
      byte[] key = key();
      assertThat(store.get(Space.DATA, key))
          .as("seed %d batch %d", seed, i)
          .isEqualTo(model.get(key));
      byte[] from = key();
      byte[] to = key();
      assertThat(stored(from, to)).as("seed %d batch %d", seed, i).isEqualTo(expected(from, to));
    }
  }

  private void commit() {
    BatchBuilder batch = new BatchBuilder(16);
    for (int records = random.nextInt(20); records >= 0; records--) {
      byte[] key = key();
      int kind = random.nextInt(10);
      if (kind < 6) {
        byte[] value = bytes(random.nextInt(300));
        batch.put(Space.DATA, key, value);
        model.put(key, value);
      } else if (kind < 9) {
        batch.delete(Space.DATA, key);
        model.remove(key);
      } else {
        byte[] to = key();
        batch.deleteRange(Space.DATA, key, to);
        if (Arrays.compareUnsigned(key, to) < 0) {
          model.subMap(key, true, to, false).clear();
        }
      }
    }
    store.commit(batch.build());
  }

  private List<String> stored(byte[] from, byte[] to) {
    List<String> entries = new ArrayList<>();
    store.scan(Space.DATA, from, to, (key, value) -> entries.add(line(key, value)));
    return entries;
  }

  private List<String> expected(byte[] from, byte[] to) {
    List<String> entries = new ArrayList<>();
    if (Arrays.compareUnsigned(from, to) < 0) {
      model.subMap(from, true, to, false).forEach((key, value) -> entries.add(line(key, value)));
    }
    return entries;
  }

  private static String line(byte[] key, byte[] value) {
    return HexFormat.of().formatHex(key) + "=" + HexFormat.of().formatHex(value);
  }

  /// Short keys of few letters, so that they meet and are prefixes of each other.
  private byte[] key() {
    byte[] key = new byte[random.nextInt(4)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(5) * 60);
    }
    return key;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
