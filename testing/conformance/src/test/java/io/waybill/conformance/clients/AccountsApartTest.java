package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// Where callers must prove who they are, one account can't touch what belongs to another.
final class AccountsApartTest {
  private static final String OURS = "AKIDOURS";
  private static final String THEIRS = "AKIDTHEIRS";
  private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          "--auth",
          "on",
          "--access-keys",
          OURS + ":" + SECRET + ":111111111111," + THEIRS + ":" + SECRET + ":222222222222");

  private final SqsClient ours = Sdk.client(SERVER, OURS, SECRET);
  private final SqsClient theirs = Sdk.client(SERVER, THEIRS, SECRET);
  private String url = "";

  @BeforeEach
  void create() {
    url = ours.createQueue(b -> b.queueName("orders")).queueUrl();
    ours.sendMessage(b -> b.queueUrl(url).messageBody("secret"));
  }

  @AfterEach
  void close() {
    ours.close();
    theirs.close();
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SqsException.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(403);
              assertThat(refused.awsErrorDetails().errorCode()).startsWith("AccessDenied");
            });
  }

  @Test
  void nobodyElseReadsChangesOrDeletes() {
    denied(() -> theirs.receiveMessage(b -> b.queueUrl(url)));
    denied(() -> theirs.sendMessage(b -> b.queueUrl(url).messageBody("x")));
    denied(() -> theirs.purgeQueue(b -> b.queueUrl(url)));
    denied(() -> theirs.deleteQueue(b -> b.queueUrl(url)));
    denied(() ->
        theirs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.ALL)));
    denied(() ->
        theirs.getQueueUrl(b -> b.queueName("orders").queueOwnerAWSAccountId("111111111111")));
    denied(() ->
        theirs.startMessageMoveTask(b -> b.sourceArn("arn:aws:sqs:us-east-1:111111111111:orders")));

    assertThat(ours.receiveMessage(b -> b.queueUrl(url)).messages()).isNotEmpty();
    assertThat(theirs.listQueues().queueUrls()).isEmpty();
  }

  @Test
  void aWrongSecretIsRefused() {
    try (SqsClient wrong = Sdk.client(SERVER, OURS, SECRET + "x")) {
      assertThatThrownBy(wrong::listQueues)
          .isInstanceOfSatisfying(
              SqsException.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }
  }
}
