package io.waybill.store;

import static io.waybill.store.StoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchTest {
  private static final byte[] LONG_VALUE = new byte[300];

  /// These bytes are in logs and in cluster topics: they never change.
  @Test
  void theBytesOfABatchAreThoseOfFormatOne() {
    assertThat(HexFormat.of().formatHex(example().bytes()))
        .isEqualTo(
            "01"
                + "0161"
                + "0131"
                + "0501"
                + "0162"
                + "ac02"
                + "00".repeat(300)
                + "00"
                + "0163"
                + "0401"
                + "0164"
                + "0f"
                + "0165"
                + "0166"
                + "0e01"
                + "00"
                + "0167");
    assertThat(example().count()).isEqualTo(6);
  }

  @Test
  void aVisitorIsToldEachRecordInOrder() {
    assertThat(told(example()))
        .containsExactly(
            "put DATA a 1",
            "put TRAIL b " + "\0".repeat(300),
            "delete DATA c",
            "delete TRAIL d",
            "range DATA e f",
            "range TRAIL  g");
  }

  @Test
  void aRangeThatEndsWhereItBeginsIsNoRecord() {
    assertThat(new BatchBuilder().deleteRange(Space.DATA, key("b"), key("b")).isEmpty()).isTrue();
    assertThat(new BatchBuilder().deleteRange(Space.DATA, key("b"), key("a")).isEmpty()).isTrue();
  }

  @Test
  void noPrefixOfABatchIsABatch() {
    Batch whole = example();
    for (int length = 0; length < whole.bytes().length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole.bytes(), length);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Batch(cut, 6).check())
          .isInstanceOf(IllegalArgumentException.class);
    }
    whole.check();
  }

  static Batch example() {
    return new BatchBuilder(1)
        .put(Space.DATA, key("a"), key("1"))
        .put(Space.TRAIL, key("b"), LONG_VALUE)
        .delete(Space.DATA, key("c"))
        .delete(Space.TRAIL, key("d"))
        .deleteRange(Space.DATA, key("e"), key("f"))
        .deleteRange(Space.TRAIL, key(""), key("g"))
        .build();
  }

  private static List<String> told(Batch batch) {
    List<String> told = new ArrayList<>();
    batch.forEach(
        new Batch.Visitor() {
          @Override
          public void put(Space space, byte[] key, byte[] value) {
            told.add(
                "put " + space + " " + StoreContract.text(key) + " " + StoreContract.text(value));
          }

          @Override
          public void delete(Space space, byte[] key) {
            told.add("delete " + space + " " + StoreContract.text(key));
          }

          @Override
          public void deleteRange(Space space, byte[] from, byte[] to) {
            told.add(
                "range " + space + " " + StoreContract.text(from) + " " + StoreContract.text(to));
          }
        });
    return told;
  }
}
