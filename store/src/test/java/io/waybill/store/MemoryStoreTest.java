package io.waybill.store;

final class MemoryStoreTest implements StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  public Store store() {
    return store;
  }
}
