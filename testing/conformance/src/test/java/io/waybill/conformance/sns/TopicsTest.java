package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

final class TopicsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final SnsClient sns = Sdk.sns(SERVER);

  private static String name() {
    return "topic-" + UUID.randomUUID();
  }

  private String create(String name, Map<String, String> attributes, Tag... tags) {
    return sns.createTopic(b -> b.name(name).attributes(attributes).tags(tags)).topicArn();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void aNewTopicHasAwsDefaults() {
    String name = name();
    String arn = create(name, Map.of());
    assertThat(arn).isEqualTo("arn:aws:sns:us-east-1:000000000000:" + name);
    Map<String, String> attributes = sns.getTopicAttributes(b -> b.topicArn(arn)).attributes();
    assertThat(attributes)
        .containsOnlyKeys(
            "TopicArn",
            "Owner",
            "Policy",
            "DisplayName",
            "EffectiveDeliveryPolicy",
            "SubscriptionsConfirmed",
            "SubscriptionsPending",
            "SubscriptionsDeleted")
        .containsEntry("DisplayName", "")
        .containsEntry("Owner", "000000000000")
        .containsEntry(
            "EffectiveDeliveryPolicy",
            "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,"
                + "\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,"
                + "\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"},"
                + "\"disableSubscriptionOverrides\":false,"
                + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}");
    assertThat(attributes.get("Policy")).contains("__default_statement_ID", "SNS:Publish", arn);
  }

  @Test
  void creatingAgainFindsTheTopicUnlessItsAttributesDiffer() {
    String name = name();
    String arn = create(name, Map.of("DisplayName", "one"));
    assertThat(create(name, Map.of())).isEqualTo(arn);
    assertThat(create(name, Map.of("DisplayName", "one"))).isEqualTo(arn);
    String different = "Attributes Reason: Topic already exists with different attributes";
    Refused.invalid(different, () -> create(name, Map.of("DisplayName", "two")));
    Refused.invalid(different, () -> create(name, Map.of("KmsMasterKeyId", "key")));
    Refused.invalid("Topic Name", () -> create(name, Map.of("FifoTopic", "true")));
  }

  @Test
  void creatingAgainWithOtherTagsIsRefused() {
    String name = name();
    String arn = create(name, Map.of(), tag("a", "1"), tag("b", "2"));
    assertThat(create(name, Map.of(), tag("a", "1"))).isEqualTo(arn);
    Refused.invalid(
        "Tags Reason: Topic already exists with different tags",
        () -> create(name, Map.of(), tag("c", "3")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.b", "täg", "topic.fifo", "x/y", "a:b"})
  void aNameOfOtherCharactersIsRefused(String name) {
    Refused.invalid("Topic Name", () -> create(name, Map.of()));
  }

  @Test
  void aNameMayHave256Characters() {
    assertThat(create("n".repeat(256), Map.of())).endsWith("n");
    Refused.invalid("Topic Name", () -> create("n".repeat(257), Map.of()));
  }

  @Test
  void aFifoTopicNeedsSuffixAndAttribute() {
    String name = name() + ".fifo";
    String arn = create(name, Map.of("FifoTopic", "true"));
    assertThat(sns.getTopicAttributes(b -> b.topicArn(arn)).attributes())
        .containsEntry("FifoTopic", "true")
        .containsEntry("ContentBasedDeduplication", "false");
    Refused.invalid("Topic Name", () -> create(name(), Map.of("FifoTopic", "true")));
    Refused.invalid("Topic Name", () -> create(name() + ".fifo", Map.of()));
  }

  @Test
  void attributesAreChangedOneByOne() {
    String arn = create(name(), Map.of());
    sns.setTopicAttributes(
        b -> b.topicArn(arn).attributeName("DisplayName").attributeValue("shown"));
    sns.setTopicAttributes(
        b -> b.topicArn(arn).attributeName("SignatureVersion").attributeValue("2"));
    assertThat(sns.getTopicAttributes(b -> b.topicArn(arn)).attributes())
        .containsEntry("DisplayName", "shown")
        .containsEntry("SignatureVersion", "2");
    Refused.invalid(
        "AttributeName",
        () ->
            sns.setTopicAttributes(
                b -> b.topicArn(arn).attributeName("FifoTopic").attributeValue("false")));
    Refused.invalid(
        "DeliveryPolicy: http.defaultHealthyRetryPolicy.minDelayTarget must be specified",
        () ->
            sns.setTopicAttributes(b ->
                b.topicArn(arn)
                    .attributeName("DeliveryPolicy")
                    .attributeValue("{\"http\":{\"defaultHealthyRetryPolicy\":{}}}")));
  }

  @Test
  void permissionsAreStatementsOfThePolicy() {
    String arn = create(name(), Map.of());
    sns.addPermission(
        b -> b.topicArn(arn).label("friends").awsAccountIds("111111111111").actionNames("Publish"));
    assertThat(sns.getTopicAttributes(b -> b.topicArn(arn)).attributes().get("Policy"))
        .contains("\"Sid\":\"friends\"", "arn:aws:iam::111111111111:root", "SNS:Publish");
    Refused.invalid(
        "Statement already exists",
        () ->
            sns.addPermission(b ->
                b.topicArn(arn)
                    .label("friends")
                    .awsAccountIds("111111111111")
                    .actionNames("Publish")));
    sns.removePermission(b -> b.topicArn(arn).label("friends"));
    assertThat(sns.getTopicAttributes(b -> b.topicArn(arn)).attributes().get("Policy"))
        .doesNotContain("friends");
  }

  @Test
  void aDeletedTopicIsGoneWithItsTags() {
    String name = name();
    String arn = create(name, Map.of(), tag("k", "v"));
    assertThat(sns.listTagsForResource(b -> b.resourceArn(arn)).tags())
        .containsExactly(tag("k", "v"));
    sns.deleteTopic(b -> b.topicArn(arn));
    sns.deleteTopic(b -> b.topicArn(arn));
    Refused.with(
        "NotFound", "Topic does not exist", () -> sns.getTopicAttributes(b -> b.topicArn(arn)));
    Refused.with(
        "ResourceNotFound",
        "Resource does not exist",
        () -> sns.listTagsForResource(b -> b.resourceArn(arn)));
    assertThat(create(name, Map.of())).isEqualTo(arn);
    assertThat(sns.listTagsForResource(b -> b.resourceArn(arn)).tags()).isEmpty();
  }

  @Test
  void tagsAreAddedChangedAndRemoved() {
    String arn = create(name(), Map.of(), tag("a", "1"));
    sns.tagResource(b -> b.resourceArn(arn).tags(tag("a", "2"), tag("b", "3")));
    assertThat(sns.listTagsForResource(b -> b.resourceArn(arn)).tags())
        .containsExactly(tag("a", "2"), tag("b", "3"));
    sns.untagResource(b -> b.resourceArn(arn).tagKeys("a", "never"));
    assertThat(sns.listTagsForResource(b -> b.resourceArn(arn)).tags())
        .containsExactly(tag("b", "3"));
    Refused.invalid(
        "Duplicated keys are not allowed.",
        () -> sns.tagResource(b -> b.resourceArn(arn).tags(tag("x", "2"), tag("x", "3"))));
  }

  @Test
  void topicsAreListedAHundredAPageAndRegionByRegion() {
    SnsClient elsewhere = Sdk.sns(SERVER, Region.of("ap-south-1"));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      String name = "listed-%03d".formatted(i);
      made.add(elsewhere.createTopic(b -> b.name(name)).topicArn());
    }
    var first = elsewhere.listTopics();
    assertThat(first.topics()).hasSize(100);
    var second = elsewhere.listTopics(b -> b.nextToken(first.nextToken()));
    assertThat(second.nextToken()).isNull();
    List<String> listed = new ArrayList<>();
    first.topics().forEach(topic -> listed.add(topic.topicArn()));
    second.topics().forEach(topic -> listed.add(topic.topicArn()));
    assertThat(listed).isEqualTo(made);
  }

  @Test
  void anArnOfAnotherRegionOrFormIsRefused() {
    String arn = create(name(), Map.of());
    SnsClient elsewhere = Sdk.sns(SERVER, Region.EU_CENTRAL_1);
    Refused.invalid("TopicArn", () -> elsewhere.getTopicAttributes(b -> b.topicArn(arn)));
    Refused.invalid("TopicArn", () -> elsewhere.deleteTopic(b -> b.topicArn(arn)));
    Refused.invalid(
        "TopicArn Reason: An ARN must have at least 6 elements, not 2",
        () -> sns.getTopicAttributes(b -> b.topicArn("a:b")));
  }

  @Test
  void aDataProtectionPolicyIsKept() {
    String arn = create(name(), Map.of());
    String policy =
        "{\"Name\":\"p\",\"Version\":\"2021-06-01\",\"Statement\":[{\"DataDirection\":\"Inbound\","
            + "\"Principal\":[\"*\"],\"DataIdentifier\":[\"arn:aws:dataprotection::aws:data-identifier/Name\"],"
            + "\"Operation\":{\"Deny\":{}}}]}";
    sns.putDataProtectionPolicy(b -> b.resourceArn(arn).dataProtectionPolicy(policy));
    assertThat(sns.getDataProtectionPolicy(b -> b.resourceArn(arn)).dataProtectionPolicy())
        .isEqualTo(policy);
  }
}
