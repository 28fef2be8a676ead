package io.waybill.sqs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
  private static final byte[] KEY = key(1);
  private static final Receipt RECEIPT = new Receipt(7, 42, 1L << 40, 3);

  @Test
  void handleOpensToItsReceipt() {
    for (Receipt receipt :
        new Receipt[] {
          RECEIPT,
          new Receipt(0, 0, 0, 1),
          new Receipt(Integer.MAX_VALUE, -1, Long.MIN_VALUE, Integer.MAX_VALUE),
        }) {
      assertThat(Receipt.open(receipt.sealed(KEY), KEY)).contains(receipt);
    }
  }

  @Test
  void handleIs48CharactersOfBase64AndTheSameEachTime() {
    assertThat(RECEIPT.sealed(KEY)).matches("[A-Za-z0-9+/]{48}").isEqualTo(RECEIPT.sealed(KEY));
  }

  @Test
  void sealIsAnHmacSha256() throws GeneralSecurityException {
    byte[] bytes = Base64.getDecoder().decode(RECEIPT.sealed(KEY));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    byte[] expected = mac.doFinal(Arrays.copyOf(bytes, 20));
    assertThat(Arrays.copyOfRange(bytes, 20, 36)).isEqualTo(Arrays.copyOf(expected, 16));
  }

  @Test
  void handleOfAnotherQueueDoesNotOpen() {
    assertThat(Receipt.open(RECEIPT.sealed(key(2)), KEY)).isEmpty();
  }

  @Test
  void handleWithAnyBitChangedDoesNotOpen() {
    byte[] bytes = Base64.getDecoder().decode(RECEIPT.sealed(KEY));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Receipt.open(Base64.getEncoder().encodeToString(forged), KEY)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "xyz",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
        "日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本",
      })
  void whatIsNoHandleDoesNotOpen(String text) {
    assertThat(Receipt.open(text, KEY)).isEmpty();
  }

  @Test
  void tailOrHeadOfAHandleDoesNotOpen() {
    String handle = RECEIPT.sealed(KEY);
    assertThat(Receipt.open(handle.substring(1), KEY)).isEmpty();
    assertThat(Receipt.open(handle.substring(0, 44), KEY)).isEmpty();
    assertThat(Receipt.open(handle + "AAAA", KEY)).isEmpty();
    assertThat(Receipt.open(handle + "\n", KEY)).isEmpty();
  }

  private static byte[] key(long seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }
}
