package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.JsonText;
import io.waybill.conformance.raw.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Permissions: statements of a queue's policy that SQS writes itself.
final class PermissionsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String OWN = "000000000000";
  private static final String OTHER = "668614515564";

  private static void add(TestQueue queue, String label, String... accounts) {
    queue.ok(
        "AddPermission",
        "AWSAccountIds",
        List.of(accounts),
        "Actions",
        List.of("ReceiveMessage"),
        "Label",
        label);
  }

  private static Map<String, Object> policy(TestQueue queue) {
    return JsonText.read(Shapes.text(queue.attributes("Policy"), "Policy"));
  }

  private static Map<String, Object> statement(TestQueue queue, String label, Object accounts) {
    return Shapes.entry(
        "Sid",
        label,
        "Effect",
        "Allow",
        "Principal",
        Map.of("AWS", accounts),
        "Action",
        "SQS:ReceiveMessage",
        "Resource",
        queue.arn());
  }

  private static Map<String, Object> policyOf(TestQueue queue, Object... statements) {
    return Shapes.entry(
        "Version",
        "2008-10-17",
        "Id",
        queue.arn() + "/SQSDefaultPolicy",
        "Statement",
        List.of(statements));
  }

  private static String root(String account) {
    return "arn:aws:iam::" + account + ":root";
  }

  @BothProtocols
  void aPermissionIsAStatementUnderItsLabel(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    add(queue, "cross", OWN, OTHER);
    Map<String, Object> policy = policy(queue);
    List<Map<String, Object>> statements = Shapes.list(policy, "Statement");
    assertThat(Shapes.without(policy, "Statement"))
        .isEqualTo(Shapes.without(policyOf(queue), "Statement"));
    assertThat(Shapes.without(statements.getFirst(), "Principal"))
        .isEqualTo(Shapes.without(statement(queue, "cross", ""), "Principal"));
    assertThat(Shapes.at(statements.getFirst(), "Principal", "AWS"))
        .isIn(List.of(root(OWN), root(OTHER)), List.of(root(OTHER), root(OWN)));
    queue.ok("RemovePermission", "Label", "cross");
    assertThat(queue.ok("GetQueueAttributes", "AttributeNames", List.of("Policy"))).isEmpty();
  }

  @BothProtocols
  void labelsAreDistinct(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    add(queue, "one", OWN);
    assertThat(policy(queue)).isEqualTo(policyOf(queue, statement(queue, "one", root(OWN))));
    assertThat(
            queue.fault(
                "AddPermission",
                "AWSAccountIds",
                List.of(OTHER),
                "Actions",
                List.of("ReceiveMessage"),
                "Label",
                "one"))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Value one for parameter Label is invalid. Reason: Already exists."));
    add(queue, "two", OWN);
    assertThat(policy(queue))
        .isEqualTo(
            policyOf(
                queue, statement(queue, "one", root(OWN)), statement(queue, "two", root(OWN))));
    queue.ok("RemovePermission", "Label", "one");
    assertThat(policy(queue)).isEqualTo(policyOf(queue, statement(queue, "two", root(OWN))));
    queue.ok("RemovePermission", "Label", "two");
    assertThat(queue.fault("RemovePermission", "Label", "two"))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Value two for parameter Label is invalid. Reason: can't find label."));
  }
}
