package io.waybill.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sns.deliver.MessageSigner;
import io.waybill.sns.deliver.RememberedSignatures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What is signed once, and what again.
final class RememberedSignaturesTest {
  private final List<String> asked = new ArrayList<>();
  private final Deque<CompletableFuture<String>> answers = new ArrayDeque<>();
  private final MessageSigner signatures = new RememberedSignatures(new Slow());

  private final class Slow implements MessageSigner {
    @Override
    public String certificatePath() {
      return "/certificate.pem";
    }

    @Override
    public CompletableFuture<String> sign(int version, String text) {
      asked.add(version + text);
      CompletableFuture<String> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }
  }

  @Test
  void aTextIsSignedOnceHoweverManyAskForItTogether() {
    CompletableFuture<String> first = signatures.sign(1, "text");
    CompletableFuture<String> second = signatures.sign(1, "text");
    answers.remove().complete("signature");
    assertThat(first.join()).isEqualTo("signature");
    assertThat(second.join()).isEqualTo("signature");
    assertThat(signatures.sign(1, "text").join()).isEqualTo("signature");
    assertThat(asked).containsExactly("1text");
  }

  @Test
  void anotherVersionIsAnotherSignature() {
    var _ = signatures.sign(1, "text");
    var _ = signatures.sign(2, "text");
    assertThat(asked).containsExactly("1text", "2text");
  }

  @Test
  void aSignatureThatFailedIsMadeAnew() {
    var _ = signatures.sign(1, "text");
    answers.remove().completeExceptionally(new IllegalStateException("no key"));
    CompletableFuture<String> again = signatures.sign(1, "text");
    answers.remove().complete("signature");
    assertThat(again.join()).isEqualTo("signature");
  }

  @Test
  void whatWasSignedLongAgoIsForgotten() {
    for (int i = 0; i <= 8_192; i++) {
      var _ = signatures.sign(1, "text" + i);
    }
    asked.clear();
    var _ = signatures.sign(1, "text8192");
    var _ = signatures.sign(1, "text0");
    assertThat(asked).containsExactly("1text0");
  }
}
