package io.waybill.sns.deliver;

import java.util.concurrent.CompletableFuture;

/// Signs what goes to subscribers. Safe for many threads.
public interface MessageSigner {
  /// The path at which the certificate is served, such as `/SimpleNotificationService-1f….pem`.
  String certificatePath();

  /// The Base64 of the signature of `text`: RSA with SHA-1 for version 1, with SHA-256 for 2. Never
  /// blocks: a signature takes a millisecond of a processor, which no partition shall wait for.
  CompletableFuture<String> sign(int version, String text);
}
