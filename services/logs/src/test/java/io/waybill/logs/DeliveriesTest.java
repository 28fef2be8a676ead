package io.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.logs.api.CreateDeliveryRequest;
import io.waybill.logs.api.DeleteDeliveryDestinationRequest;
import io.waybill.logs.api.DeleteDeliveryRequest;
import io.waybill.logs.api.DeleteDeliverySourceRequest;
import io.waybill.logs.api.Delivery;
import io.waybill.logs.api.DeliveryDestination;
import io.waybill.logs.api.DeliveryDestinationConfiguration;
import io.waybill.logs.api.DeliverySource;
import io.waybill.logs.api.DescribeDeliveriesRequest;
import io.waybill.logs.api.DescribeDeliveryDestinationsRequest;
import io.waybill.logs.api.DescribeDeliverySourcesRequest;
import io.waybill.logs.api.GetDeliveryDestinationPolicyRequest;
import io.waybill.logs.api.GetDeliveryDestinationRequest;
import io.waybill.logs.api.GetDeliveryRequest;
import io.waybill.logs.api.GetDeliverySourceRequest;
import io.waybill.logs.api.ListTagsForResourceRequest;
import io.waybill.logs.api.LogsApi;
import io.waybill.logs.api.Policy;
import io.waybill.logs.api.PutDeliveryDestinationPolicyRequest;
import io.waybill.logs.api.PutDeliveryDestinationRequest;
import io.waybill.logs.api.PutDeliverySourceRequest;
import io.waybill.logs.api.TagResourceRequest;
import io.waybill.logs.api.UntagResourceRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DeliveriesTest {
  private static final String OURS = "arn:aws:logs:us-east-1:000000000000:";
  private static final String DISTRIBUTION =
      "arn:aws:cloudfront::000000000000:distribution/E1Q5F5862X9VJ5";

  private final LogRoom room = new LogRoom();

  private DeliverySource source(String name, String resource, @Nullable Map<String, String> tags) {
    var input = new PutDeliverySourceRequest(name, resource, "ACCESS_LOGS", tags);
    return Objects.requireNonNull(room.call(LogsApi.PUT_DELIVERY_SOURCE, input).deliverySource());
  }

  private DeliveryDestination destination(String name, String resource) {
    var input =
        PutDeliveryDestinationRequest.builder()
            .name(name)
            .outputFormat("json")
            .deliveryDestinationConfiguration(new DeliveryDestinationConfiguration(resource))
            .build();
    return Objects.requireNonNull(
        room.call(LogsApi.PUT_DELIVERY_DESTINATION, input).deliveryDestination());
  }

  private Delivery delivery(String source, String destination) {
    var input =
        CreateDeliveryRequest.builder()
            .deliverySourceName(source)
            .deliveryDestinationArn(OURS + "delivery-destination:" + destination)
            .build();
    return Objects.requireNonNull(room.call(LogsApi.CREATE_DELIVERY, input).delivery());
  }

  @Test
  void aSourceIsShownAsItWasPut() {
    DeliverySource put = source("s", DISTRIBUTION, Map.of("key1", "value1"));
    assertThat(put)
        .isEqualTo(
            new DeliverySource(
                "s",
                OURS + "delivery-source:s",
                List.of(DISTRIBUTION),
                "cloudfront",
                "ACCESS_LOGS",
                Map.of("key1", "value1")));
    LogRoom again = room.restarted();
    assertThat(
            again
                .call(LogsApi.GET_DELIVERY_SOURCE, new GetDeliverySourceRequest("s"))
                .deliverySource())
        .isEqualTo(put);
    assertThat(
            again
                .call(
                    LogsApi.DESCRIBE_DELIVERY_SOURCES,
                    new DescribeDeliverySourcesRequest(null, null))
                .deliverySources())
        .containsExactly(put);
  }

  @Test
  void aSourceStaysWithItsResourceAndAResourceWithItsSource() {
    source("s", DISTRIBUTION, null);
    source("s", DISTRIBUTION, null);
    assertThatThrownBy(() -> source("s", DISTRIBUTION + "1", null))
        .hasMessageContaining("with new ResourceId is not allowed");
    assertThatThrownBy(() -> source("t", DISTRIBUTION, null))
        .hasMessageContaining("already been used in another Delivery Source");
    assertThatThrownBy(() -> source("s", DISTRIBUTION, Map.of("a", "b")))
        .hasMessageContaining("Tags can only be provided when a resource is being created");
    assertThatThrownBy(() -> source("u", "no-arn", null)).hasMessageContaining("ARN");
  }

  @Test
  void whatADestinationIsItsResourceSays() {
    assertThat(destination("d", "arn:aws:s3:::bucket").deliveryDestinationType()).isEqualTo("S3");
    assertThat(destination("e", OURS + "log-group:g").deliveryDestinationType()).isEqualTo("CWL");
    assertThat(
            destination("f", "arn:aws:firehose:us-east-1:000000000000:deliverystream/x")
                .deliveryDestinationType())
        .isEqualTo("FH");
    assertThatThrownBy(() -> destination("g", "arn:aws:sqs:us-east-1:000000000000:q"))
        .hasMessageContaining("ARN");
    assertThat(
            room.call(
                    LogsApi.DESCRIBE_DELIVERY_DESTINATIONS,
                    new DescribeDeliveryDestinationsRequest(null, null))
                .deliveryDestinations())
        .extracting(DeliveryDestination::name)
        .containsExactly("d", "e", "f");
  }

  @Test
  void aDeliveryHoldsItsEnds() {
    source("s", DISTRIBUTION, null);
    destination("d", "arn:aws:s3:::bucket");
    Delivery made = delivery("s", "d");
    assertThat(made.id()).matches("[0-9A-Za-z]{16}");
    assertThat(made.arn()).isEqualTo(OURS + "delivery:" + made.id());
    assertThat(made.deliveryDestinationType()).isEqualTo("S3");
    assertThatThrownBy(() -> delivery("s", "d")).hasMessageContaining("already exists");

    var deleteSource = new DeleteDeliverySourceRequest("s");
    var deleteDestination = new DeleteDeliveryDestinationRequest("d");
    assertThatThrownBy(() -> room.call(LogsApi.DELETE_DELIVERY_SOURCE, deleteSource))
        .hasMessageContaining("deliveries");
    assertThatThrownBy(() -> room.call(LogsApi.DELETE_DELIVERY_DESTINATION, deleteDestination))
        .hasMessageContaining("deliveries");
    room.call(LogsApi.DELETE_DELIVERY, new DeleteDeliveryRequest(made.id()));
    assertThat(
            room.call(LogsApi.DESCRIBE_DELIVERIES, new DescribeDeliveriesRequest(null, null))
                .deliveries())
        .isEmpty();
    room.call(LogsApi.DELETE_DELIVERY_SOURCE, deleteSource);
    room.call(LogsApi.DELETE_DELIVERY_DESTINATION, deleteDestination);
  }

  @Test
  void whatIsNotThereIsRefusedInAwssWords() {
    String source = "Requested Delivery Source does not exist in this account.";
    String destination = "Requested Delivery Destination does not exist in this account.";
    assertThatThrownBy(
            () -> room.call(LogsApi.GET_DELIVERY_SOURCE, new GetDeliverySourceRequest("s")))
        .hasMessageContaining(source);
    assertThatThrownBy(() -> delivery("s", "d")).hasMessageContaining(source);
    assertThatThrownBy(() ->
            room.call(LogsApi.GET_DELIVERY_DESTINATION, new GetDeliveryDestinationRequest("d")))
        .hasMessageContaining(destination);
    assertThatThrownBy(() ->
            room.call(
                LogsApi.PUT_DELIVERY_DESTINATION_POLICY,
                new PutDeliveryDestinationPolicyRequest("d", "{\"Statement\":[]}")))
        .hasMessageContaining(destination);
    assertThatThrownBy(() -> room.call(LogsApi.GET_DELIVERY, new GetDeliveryRequest("x")))
        .hasMessageContaining("Requested Delivery does not exist in this account.");
  }

  @Test
  void thePolicyOfADestinationGoesWithIt() {
    destination("d", "arn:aws:s3:::bucket");
    var get = new GetDeliveryDestinationPolicyRequest("d");
    String document = "{\"Statement\":[]}";
    room.call(
        LogsApi.PUT_DELIVERY_DESTINATION_POLICY,
        new PutDeliveryDestinationPolicyRequest("d", document));
    assertThat(room.call(LogsApi.GET_DELIVERY_DESTINATION_POLICY, get).policy())
        .isEqualTo(new Policy(document));
    room.call(LogsApi.DELETE_DELIVERY_DESTINATION, new DeleteDeliveryDestinationRequest("d"));
    destination("d", "arn:aws:s3:::bucket");
    assertThat(room.call(LogsApi.GET_DELIVERY_DESTINATION_POLICY, get).policy())
        .isEqualTo(new Policy(null));
  }

  @Test
  void tagsAreAddedAndRemovedByArnAndSurviveAnotherPut() {
    source("s", DISTRIBUTION, Map.of("a", "1"));
    destination("d", "arn:aws:s3:::bucket");
    for (String arn :
        List.of(
            OURS + "delivery-source:s",
            OURS + "delivery-destination:d",
            String.valueOf(delivery("s", "d").arn()))) {
      room.call(LogsApi.TAG_RESOURCE, new TagResourceRequest(arn, Map.of("b", "2")));
      room.call(LogsApi.UNTAG_RESOURCE, new UntagResourceRequest(arn, List.of("a")));
      assertThat(
              room.call(LogsApi.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(arn)).tags())
          .isEqualTo(Map.of("b", "2"));
    }
    assertThat(source("s", DISTRIBUTION, null).tags()).isEqualTo(Map.of("b", "2"));
  }
}
