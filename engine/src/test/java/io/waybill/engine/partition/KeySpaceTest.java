package io.waybill.engine.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeySpaceTest {
  private final KeySpace keys = new KeySpace(new PartitionNumber(3), 2, 9);

  /// What is on disks lies so: this must never change.
  @Test
  void layoutIsPartitionProgramNumberKindAndBody() {
    assertThat(hex(keys.single('h'))).isEqualTo("0003020000000968");
    assertThat(hex(keys.numbered('s', 258))).isEqualTo("000302000000097300000102");
    assertThat(hex(keys.named('T', "aé"))).isEqualTo("000302000000095461c3a9");
    assertThat(hex(keys.timedName('y', 256, "a"))).isEqualTo("0003020000000979000000000000010061");
    assertThat(hex(keys.timedNumber('L', 1, 2)))
        .isEqualTo("000302000000094c00000000000000010000000000000002");
  }

  @Test
  void whatWasPutIntoAKeyIsReadFromIt() {
    assertThat(KeySpace.kind(keys.single('h'))).isEqualTo('h');
    assertThat(KeySpace.number(keys.numbered('s', 258))).isEqualTo(258);
    assertThat(KeySpace.name(keys.named('T', "aé"))).isEqualTo("aé");
    byte[] timed = keys.timedName('y', 256, "é");
    assertThat(KeySpace.millis(timed)).isEqualTo(256);
    assertThat(KeySpace.timedName(timed)).isEqualTo("é");
    assertThat(KeySpace.millis(keys.timedNumber('L', 1, 2))).isEqualTo(1);
  }

  @Test
  void allKeysOfAKindAndOfAThingLieBetweenTheirEnds() {
    byte[] key = keys.named('T', "\uffff");
    assertThat(Arrays.compareUnsigned(keys.first('T'), key)).isNegative();
    assertThat(Arrays.compareUnsigned(key, keys.end('T'))).isNegative();
    assertThat(Arrays.compareUnsigned(keys.firstOfAll(), key)).isNegative();
    assertThat(Arrays.compareUnsigned(key, keys.endOfAll())).isNegative();
    byte[] ofNext = new KeySpace(new PartitionNumber(3), 2, 10).first('\0');
    assertThat(Arrays.compareUnsigned(keys.endOfAll(), ofNext)).isNegative();
  }

  private static String hex(byte[] key) {
    return HexFormat.of().formatHex(key);
  }
}
