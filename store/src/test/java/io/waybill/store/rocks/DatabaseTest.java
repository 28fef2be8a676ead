package io.waybill.store.rocks;

import static io.waybill.store.StoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.store.Batch;
import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

final class DatabaseTest {
  @BeforeAll
  static void library() {
    NativeLibrary.load(RocksStoreTest.SMALL.libraryFolder());
  }

  @Test
  void theRecordsOfABatchAreThoseThatRocksWritesItself() throws RocksDBException {
    Batch ours =
        new BatchBuilder()
            .put(Space.DATA, key("a"), new byte[200])
            .delete(Space.DATA, key("b"))
            .deleteRange(Space.DATA, key("c"), key("d"))
            .build();
    try (WriteBatch theirs = new WriteBatch()) {
      theirs.put(key("a"), new byte[200]);
      theirs.delete(key("b"));
      theirs.deleteRange(key("c"), key("d"));
      byte[] data = theirs.data();
      assertThat(ours.bytes()).isEqualTo(Arrays.copyOfRange(data, 12, data.length));
    }
  }

  @Test
  void boundsShareAPrefixWhenEveryKeyBetweenThemHasIt() {
    byte[] message = new byte[16];
    byte[] next = message.clone();
    next[15] = 1;
    byte[] carried = message.clone();
    carried[15] = -1;
    byte[] afterCarried = message.clone();
    afterCarried[14] = 1;
    assertThat(Database.onePrefix(message, next)).isTrue();
    assertThat(Database.onePrefix(carried, afterCarried)).isTrue();
    assertThat(Database.onePrefix(Arrays.copyOf(message, 20), Arrays.copyOf(message, 24))).isTrue();
    assertThat(Database.onePrefix(message, afterCarried)).isFalse();
    assertThat(Database.onePrefix(message, Arrays.copyOf(next, 17))).isFalse();
    assertThat(Database.onePrefix(new byte[3], next)).isFalse();
    assertThat(Database.onePrefix(message, new byte[] {1})).isFalse();
  }
}
