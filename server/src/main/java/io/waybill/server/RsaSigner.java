package io.waybill.server;

import io.waybill.core.Sha256;
import io.waybill.sns.deliver.MessageSigner;
import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpHeaders;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpService;
import io.waybill.wire.http.SigningPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Signs SNS's messages with a key of the data folder's own, made when it is first needed, and
/// serves its certificate.
final class RsaSigner implements MessageSigner, AutoCloseable {
  private static final String KEY_FILE = "sns-signing.key";
  private static final String CERTIFICATE_FILE = "sns-signing.pem";
  private static final String PATH_START = "/SimpleNotificationService-";
  private static final int THREADS = 2;
  private static final int NAME_DIGITS = 32;

  private final Path folder;
  private final long startMillis;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("waybill-sign-", 0).daemon().factory());
  private @Nullable Pair pair;

  /// The key and what clients check it with.
  ///
  /// @param path where clients find the certificate
  private record Pair(Provider rsa, PrivateKey key, byte[] certificate, String path) {}

  private RsaSigner(Path folder, long startMillis) {
    this.folder = folder;
    this.startMillis = startMillis;
  }

  /// The signer of a data folder. Throws a [StartFailure] where the folder's key can't be used; one
  /// that has none gets it with the first message that is signed, because to find two primes takes
  /// as long as all else that a start does.
  static RsaSigner of(Path folder, long nowMillis) {
    RsaSigner signer = new RsaSigner(folder, nowMillis);
    if (Files.exists(folder.resolve(KEY_FILE))) {
      signer.pair();
    }
    return signer;
  }

  private synchronized Pair pair() {
    Pair known = pair;
    if (known == null) {
      pair = known = read();
    }
    return known;
  }

  private Pair read() {
    Path keyFile = folder.resolve(KEY_FILE);
    try {
      if (!Files.exists(keyFile)) {
        make();
      }
      Provider rsa = RsaProvider.find();
      PrivateKey key =
          KeyFactory.getInstance("RSA", rsa)
              .generatePrivate(
                  new PKCS8EncodedKeySpec(
                      Base64.getMimeDecoder().decode(Files.readString(keyFile))));
      byte[] certificate = Files.readAllBytes(folder.resolve(CERTIFICATE_FILE));
      String name = Sha256.hex(certificate).substring(0, NAME_DIGITS);
      return new Pair(rsa, key, certificate, PATH_START + name + ".pem");
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
      throw new StartFailure(
          "the key that signs SNS's messages can't be used: "
              + unusable.getMessage()
              + "; remove "
              + keyFile
              + " to have a new one made",
          unusable);
    }
  }

  /// The key comes last: where it is, the certificate is.
  private void make() throws IOException {
    SigningPair made = SigningPair.make("SNS", startMillis);
    write(folder.resolve(CERTIFICATE_FILE), made.certificatePem());
    Path next = folder.resolve(KEY_FILE + ".next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    write(next, Base64.getMimeEncoder().encodeToString(made.key().getEncoded()) + "\n");
    Files.move(next, folder.resolve(KEY_FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Synced: a power cut must not leave a key file that is empty.
  private static void write(Path file, String text) throws IOException {
    Files.writeString(
        file,
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }

  @Override
  public String certificatePath() {
    return pair().path;
  }

  @Override
  public CompletableFuture<String> sign(int version, String text) {
    return CompletableFuture.supplyAsync(() -> signature(version, text), threads);
  }

  private String signature(int version, String text) {
    try {
      // AWS: version 1 is SHA-1 by definition, whatever one thinks of it today.
      Pair here = pair();
      Signature signature =
          Signature.getInstance(version == 1 ? "SHA1withRSA" : "SHA256withRSA", here.rsa);
      signature.initSign(here.key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a message could not be signed", broken);
    }
  }

  /// Answers calls for the certificate, and hands on all others.
  HttpService serving(HttpService others) {
    return new HttpService() {
      @Override
      public void handle(HttpCall call) {
        if (call.path().startsWith(PATH_START) && call.path().equals(pair().path)) {
          call.respond(certificate());
        } else {
          others.handle(call);
        }
      }

      @Override
      public HttpReply unread(int status, String message, HttpHeaders headers) {
        return others.unread(status, message, headers);
      }
    };
  }

  private HttpReply certificate() {
    return new HttpReply(
        200, List.of(new HttpField("content-type", "application/x-pem-file")), pair().certificate);
  }

  @Override
  public void close() {
    threads.close();
  }
}
