package io.waybill.sns.deliver;

import io.waybill.core.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A signer that knows what it signed lately, by the digest of the text. A message that waits for a
/// hundred endpoints is read a hundred times from the store, and would be signed as often: that is
/// half of what a delivery costs. Safe for many threads.
public final class RememberedSignatures implements MessageSigner {
  /// About 500 bytes each.
  private static final int KNOWN_MAX = 8_192;

  private final MessageSigner signer;
  private final Map<String, CompletableFuture<String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<String>> eldest) {
          return size() > KNOWN_MAX;
        }
      };

  public RememberedSignatures(MessageSigner signer) {
    this.signer = signer;
  }

  @Override
  public String certificatePath() {
    return signer.certificatePath();
  }

  @Override
  public CompletableFuture<String> sign(int version, String text) {
    String key = version + Sha256.hex(text);
    synchronized (known) {
      // One that failed is asked for again.
      return known.compute(
          key,
          (any, before) ->
              before == null || before.isCompletedExceptionally()
                  ? signer.sign(version, text)
                  : before);
    }
  }
}
