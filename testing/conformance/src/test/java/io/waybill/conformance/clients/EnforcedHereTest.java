package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.conformance.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// A server on one's own machine that believes its callers and enforces policies all the same.
final class EnforcedHereTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with("--access.enforce");

  private final SqsClient ours = Sdk.client(SERVER, "111111111111", "any");
  private final SqsClient theirs = Sdk.client(SERVER, "222222222222", "any");

  @AfterEach
  void close() {
    ours.close();
    theirs.close();
  }

  @Test
  void accountsAreApartUntilAPolicyLetsThemIn() {
    String url = ours.createQueue(b -> b.queueName("apart")).queueUrl();
    ours.sendMessage(b -> b.queueUrl(url).messageBody("ours"));

    assertThatThrownBy(() -> theirs.sendMessage(b -> b.queueUrl(url).messageBody("theirs")))
        .isInstanceOfSatisfying(
            SqsException.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorMessage())
                    .isEqualTo(
                        "User: arn:aws:iam::222222222222:user/222222222222 is not authorized to"
                            + " perform: sqs:sendmessage on resource:"
                            + " arn:aws:sqs:us-east-1:111111111111:apart because no resource-based"
                            + " policy allows the sqs:sendmessage action"));
    ours.addPermission(
        b -> b.queueUrl(url).label("l").awsAccountIds("222222222222").actions("SendMessage"));
    assertThat(theirs.sendMessage(b -> b.queueUrl(url).messageBody("theirs")).messageId())
        .isNotEmpty();
  }

  @Test
  void aDenialOfTlsLessCallsBindsTheOwner() {
    String url = ours.createQueue(b -> b.queueName("tls")).queueUrl();
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "TlsOnly", "Effect": "Deny",
         "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*",
         "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}\
        """;
    ours.setQueueAttributes(
        b -> b.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));

    assertThatThrownBy(() -> ours.sendMessage(b -> b.queueUrl(url).messageBody("x")))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining(
            "with an explicit deny in a resource-based policy (statement TlsOnly)");
    assertThat(ours.listQueues().queueUrls()).containsAll(List.of(url));
  }
}
