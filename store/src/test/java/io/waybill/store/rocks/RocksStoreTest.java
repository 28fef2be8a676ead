package io.waybill.store.rocks;

import io.waybill.store.Store;
import io.waybill.store.StoreContract;
import io.waybill.store.StoreOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class RocksStoreTest implements StoreContract {
  @TempDir Path folder;
  private RocksStore store;

  @BeforeEach
  void open() {
    store = RocksStore.open(folder.resolve("store"), StoreOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }
}
