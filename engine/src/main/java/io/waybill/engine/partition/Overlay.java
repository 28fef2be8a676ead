package io.waybill.engine.partition;

import io.waybill.store.Space;
import io.waybill.store.Store;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One partition's data as its latest step left it: what is open and what is being committed, laid
/// over the store.
final class Overlay implements View {
  private final Store store;
  private Layer open = new Layer();
  private @Nullable Layer committing;

  Overlay(Store store) {
    this.store = store;
  }

  /// Where steps write.
  Layer open() {
    return open;
  }

  boolean isCommitting() {
    return committing != null;
  }

  /// Closes the open layer for its commit and opens the next.
  Layer seal() {
    Layer sealed = open;
    committing = sealed;
    open = new Layer();
    return sealed;
  }

  /// The layer that was being committed is in the store now.
  void committed() {
    committing = null;
  }

  /// Forgets the open layer.
  void reopen() {
    open = new Layer();
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    byte[] value = open.entries.get(key);
    if (value != null) {
      return Layer.isDeleted(value) ? null : value;
    }
    Layer below = committing;
    if (open.hides(key)) {
      return null;
    }
    if (below != null) {
      value = below.entries.get(key);
      if (value != null) {
        return Layer.isDeleted(value) ? null : value;
      }
      if (below.hides(key)) {
        return null;
      }
    }
    return store.get(Space.DATA, key);
  }

  @Override
  public void scan(byte[] from, byte[] to, Store.Visitor visitor) {
    NavigableMap<byte[], byte[]> fresh = fresh(from, to);
    if (fresh.isEmpty() && hidesNothing()) {
      store.scan(Space.DATA, from, to, visitor);
      return;
    }
    Merge merge = new Merge(fresh, visitor);
    store.scan(Space.DATA, from, to, merge::stored);
    merge.rest();
  }

  /// The entries that are not in the store yet, deleted ones among them.
  private NavigableMap<byte[], byte[]> fresh(byte[] from, byte[] to) {
    NavigableMap<byte[], byte[]> top = open.between(from, to);
    Layer below = committing;
    if (below == null) {
      return top;
    }
    NavigableMap<byte[], byte[]> bottom = below.between(from, to);
    if (bottom.isEmpty()) {
      return top;
    }
    if (top.isEmpty() && open.ranges.isEmpty()) {
      return bottom;
    }
    NavigableMap<byte[], byte[]> both = new TreeMap<>(Layer.ORDER);
    bottom.forEach((key, value) -> {
      if (!open.hides(key)) {
        both.put(key, value);
      }
    });
    both.putAll(top);
    return both;
  }

  private boolean hidesNothing() {
    return open.ranges.isEmpty() && (committing == null || committing.ranges.isEmpty());
  }

  private boolean hidesStored(byte[] key) {
    Layer below = committing;
    return open.hides(key) || (below != null && below.hides(key));
  }

  /// Merges fresh entries into the ordered stream of stored ones.
  private final class Merge {
    private final Iterator<Map.Entry<byte[], byte[]>> fresh;
    private final Store.Visitor visitor;
    private Map.@Nullable Entry<byte[], byte[]> next;
    private boolean wantsMore = true;

    Merge(NavigableMap<byte[], byte[]> fresh, Store.Visitor visitor) {
      this.fresh = fresh.entrySet().iterator();
      this.visitor = visitor;
      this.next = advance();
    }

    private Map.@Nullable Entry<byte[], byte[]> advance() {
      return fresh.hasNext() ? fresh.next() : null;
    }

    boolean stored(byte[] key, byte[] value) {
      Map.Entry<byte[], byte[]> ahead = next;
      while (wantsMore && ahead != null && Layer.ORDER.compare(ahead.getKey(), key) < 0) {
        tell(ahead);
        next = advance();
        ahead = next;
      }
      if (!wantsMore) {
        return false;
      }
      if (ahead != null && Layer.ORDER.compare(ahead.getKey(), key) == 0) {
        tell(ahead);
        next = advance();
      } else if (!hidesStored(key)) {
        wantsMore = visitor.visit(key, value);
      }
      return wantsMore;
    }

    void rest() {
      for (Map.Entry<byte[], byte[]> each = next; wantsMore && each != null; each = advance()) {
        tell(each);
      }
    }

    private void tell(Map.Entry<byte[], byte[]> entry) {
      if (!Layer.isDeleted(entry.getValue())) {
        wantsMore = visitor.visit(entry.getKey(), entry.getValue());
      }
    }
  }
}
