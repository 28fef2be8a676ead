package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.sns.deliver.EndpointEvents;
import io.waybill.sns.model.Platform;
import io.waybill.sns.model.PlatformArns;
import io.waybill.sns.model.Refusals;
import io.waybill.sns.state.Records;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Platform applications and their endpoints as they are kept: under the application, the endpoints
/// by id, and their ids by token.
final class Applications {
  private static final String ENDPOINT = "endpoint/";
  private static final String BY_TOKEN = "token/";

  private Applications() {}

  static Map<String, String> attributes(Arn application, Step step) {
    return step.topics()
        .records()
        .get(application.toString(), Topics.APPLICATION, step.transaction())
        .orElseThrow(Refusals::applicationDoesNotExist);
  }

  /// AWS (CreatePlatformEndpoint): a token that is there answers its endpoint, unless user data or
  /// state differ.
  static Arn createEndpoint(
      Arn application, Map<String, String> attributes, String baseUrl, Step step) {
    attributes(application, step);
    Records records = step.topics().records();
    String owner = application.toString();
    String token = BY_TOKEN + attributes.get(Platform.TOKEN);
    Optional<Map<String, String>> known = records.get(owner, token, step.transaction());
    if (known.isPresent()) {
      Arn endpoint = endpointArn(application, known.get().getOrDefault("id", ""));
      if (!endpoint(endpoint, step).equals(attributes)) {
        throw Refusals.invalid(
            "Token",
            "Endpoint "
                + endpoint
                + " already exists with the same Token, but different attributes.");
      }
      return endpoint;
    }
    String id = step.stamp().uuid().toString();
    records.put(owner, ENDPOINT + id, attributes, step.transaction());
    records.put(owner, token, Map.of("id", id), step.transaction());
    Arn endpoint = endpointArn(application, id);
    EndpointEvents.created(endpoint, baseUrl, step);
    return endpoint;
  }

  static Map<String, String> endpoint(Arn endpoint, Step step) {
    return find(endpoint, step).orElseThrow(Refusals::endpointDoesNotExist);
  }

  static void changeEndpoint(
      Arn endpoint, Map<String, String> attributes, String baseUrl, Step step) {
    Records records = step.topics().records();
    String owner = owner(endpoint);
    String id = PlatformArns.idOf(endpoint);
    Map<String, String> before = endpoint(endpoint, step);
    if (before.equals(attributes)) {
      return;
    }
    records.delete(owner, BY_TOKEN + before.get(Platform.TOKEN), step.transaction());
    records.put(
        owner, BY_TOKEN + attributes.get(Platform.TOKEN), Map.of("id", id), step.transaction());
    records.put(owner, ENDPOINT + id, attributes, step.transaction());
    EndpointEvents.updated(endpoint, baseUrl, step);
  }

  static void deleteEndpoint(Arn endpoint, String baseUrl, Step step) {
    find(endpoint, step)
        .ifPresent(attributes -> {
          Records records = step.topics().records();
          String owner = owner(endpoint);
          records.delete(owner, ENDPOINT + PlatformArns.idOf(endpoint), step.transaction());
          records.delete(owner, BY_TOKEN + attributes.get(Platform.TOKEN), step.transaction());
          EndpointEvents.deleted(endpoint, baseUrl, step);
        });
  }

  static Pages.Cut<Map<String, String>> endpoints(
      String list, Arn application, String after, Step step) {
    attributes(application, step);
    String behind = after.isEmpty() ? "" : ENDPOINT + after.substring(after.lastIndexOf('/') + 1);
    List<Records.Entry> found =
        step.topics()
            .records()
            .list(application.toString(), ENDPOINT, behind, Pages.SIZE + 1, step.transaction());
    return Pages.cut(
        list,
        found.stream()
            .map(each -> {
              String id = each.name().substring(ENDPOINT.length());
              return Map.entry(endpointArn(application, id).toString(), each.values());
            })
            .toList());
  }

  static Optional<Map<String, String>> find(Arn endpoint, Step step) {
    return step.topics()
        .records()
        .get(owner(endpoint), ENDPOINT + PlatformArns.idOf(endpoint), step.transaction());
  }

  private static String owner(Arn endpoint) {
    return PlatformArns.applicationOf(endpoint).toString();
  }

  private static Arn endpointArn(Arn application, String id) {
    String resource = "endpoint" + application.resource().substring("app".length()) + "/" + id;
    return new Arn(
        application.partition(),
        application.service(),
        application.region(),
        application.account(),
        resource);
  }
}
