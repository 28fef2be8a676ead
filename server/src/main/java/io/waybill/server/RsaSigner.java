package io.waybill.server;

import io.waybill.sns.deliver.MessageSigner;
import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpService;
import io.waybill.wire.http.SigningPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Signs SNS's messages with a key of the data folder's own, made when it is first needed, and
/// serves its certificate.
final class RsaSigner implements MessageSigner, AutoCloseable {
  private static final String KEY_FILE = "sns-signing.key";
  private static final String CERTIFICATE_FILE = "sns-signing.pem";
  private static final int THREADS = 2;
  private static final int NAME_DIGITS = 32;

  private final PrivateKey key;
  private final byte[] certificate;
  private final String path;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("waybill-sign-", 0).daemon().factory());

  private RsaSigner(PrivateKey key, byte[] certificate) throws GeneralSecurityException {
    this.key = key;
    this.certificate = certificate;
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
    String name = HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
    this.path = "/SimpleNotificationService-" + name + ".pem";
  }

  /// The signer of a data folder.
  static RsaSigner of(Path folder, long nowMillis) {
    try {
      Path keyFile = folder.resolve(KEY_FILE);
      if (!Files.exists(keyFile)) {
        make(folder, nowMillis);
      }
      PrivateKey key =
          KeyFactory.getInstance("RSA")
              .generatePrivate(
                  new PKCS8EncodedKeySpec(
                      Base64.getMimeDecoder().decode(Files.readString(keyFile))));
      return new RsaSigner(key, Files.readAllBytes(folder.resolve(CERTIFICATE_FILE)));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
      throw new StartFailure(
          "the key that signs SNS's messages can't be used: "
              + unusable.getMessage()
              + "; remove "
              + folder.resolve(KEY_FILE)
              + " to have a new one made",
          unusable);
    }
  }

  /// The key comes last: where it is, the certificate is.
  private static void make(Path folder, long nowMillis) throws IOException {
    SigningPair pair = SigningPair.make("SNS", nowMillis);
    Files.writeString(folder.resolve(CERTIFICATE_FILE), pair.certificatePem());
    Path next = folder.resolve(KEY_FILE + ".next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, Base64.getMimeEncoder().encodeToString(pair.key().getEncoded()) + "\n");
    Files.move(next, folder.resolve(KEY_FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String certificatePath() {
    return path;
  }

  @Override
  public CompletableFuture<String> sign(int version, String text) {
    return CompletableFuture.supplyAsync(() -> signature(version, text), threads);
  }

  private String signature(int version, String text) {
    try {
      // AWS: version 1 is SHA-1 by definition, whatever one thinks of it today.
      Signature signature = Signature.getInstance(version == 1 ? "SHA1withRSA" : "SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a message could not be signed", broken);
    }
  }

  /// Answers calls for the certificate, and hands on all others.
  HttpService serving(HttpService others) {
    HttpReply reply =
        new HttpReply(
            200, List.of(new HttpField("content-type", "application/x-pem-file")), certificate);
    return call -> {
      if (call.path().equals(path)) {
        call.respond(reply);
      } else {
        others.handle(call);
      }
    };
  }

  @Override
  public void close() {
    threads.close();
  }
}
