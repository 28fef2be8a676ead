package io.waybill.server;

import io.waybill.core.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM with a key of the server's own, in a file beside the data that only the server's
/// user can read. A backup holds what is sealed, not the key: who has only one of them has no
/// secret.
final class KeyFileSeal implements Seal {
  private static final String FILE = "seal.key";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /// Reads the key in `folder`, and makes one where there is none.
  KeyFileSeal(Path folder) {
    byte[] bytes;
    try {
      Path file = folder.resolve(FILE);
      bytes = Files.exists(file) ? Files.readAllBytes(file) : made(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("can't read or write " + folder.resolve(FILE), failure);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(
          folder.resolve(FILE) + " is damaged: it must have " + KEY_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(bytes, "AES");
  }

  private byte[] made(Path file) throws IOException {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<Set<PosixFilePermission>> own =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = posix ? Files.createFile(draft(file), own) : Files.createFile(draft(file));
    Files.write(draft, bytes, StandardOpenOption.SYNC);
    Files.move(draft, file);
    return bytes;
  }

  private static Path draft(Path file) throws IOException {
    Path draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    return draft;
  }

  @Override
  public byte[] seal(byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(secret);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no AES-GCM", broken);
    }
  }

  @Override
  public byte[] open(byte[] sealed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, sealed)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException | IllegalArgumentException foreign) {
      throw new IllegalStateException(
          "a secret was sealed with another key than the one in " + FILE, foreign);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    return cipher;
  }
}
