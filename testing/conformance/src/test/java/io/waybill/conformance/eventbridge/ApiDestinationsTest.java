package io.waybill.conformance.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionBodyParameter;
import software.amazon.awssdk.services.eventbridge.model.ConnectionHeaderParameter;
import software.amazon.awssdk.services.eventbridge.model.ConnectionOAuthHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.ConnectionQueryStringParameter;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionAuthRequestParameters;
import software.amazon.awssdk.services.eventbridge.model.DescribeConnectionResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Target;

final class ApiDestinationsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final ConnectionHeaderParameter HIDDEN =
      ConnectionHeaderParameter.builder()
          .key("x-secret")
          .value("hidden")
          .isValueSecret(true)
          .build();
  private static final ConnectionQueryStringParameter QUERY =
      ConnectionQueryStringParameter.builder().key("q").value("1").isValueSecret(false).build();
  private static final ConnectionBodyParameter MORE =
      ConnectionBodyParameter.builder().key("more").value("x").isValueSecret(false).build();

  /// What an endpoint was called with.
  private record Seen(String method, String uri, Map<String, String> headers, String body) {}

  private final World world = new World(SERVER);
  private final EventBridgeClient events = world.events();
  private final String bus = World.fresh("bus");
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final HttpServer endpoint;

  ApiDestinationsTest() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext("/", this::answer);
    endpoint.start();
  }

  @BeforeEach
  void makeBus() {
    events.createEventBus(b -> b.name(bus));
  }

  @AfterEach
  void close() {
    endpoint.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    seen.add(
        new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    if (exchange.getRequestURI().getPath().equals("/token")) {
      byte[] token =
          "{\"access_token\":\"tok\",\"expires_in\":60}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, token.length);
      exchange.getResponseBody().write(token);
    } else {
      Integer status = answers.poll();
      exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    }
    exchange.close();
  }

  private Seen next() throws InterruptedException {
    Seen call = seen.poll(10, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("the endpoint was not called");
    }
    return call;
  }

  private String at(String path) {
    return "http://localhost:" + endpoint.getAddress().getPort() + path;
  }

  private String connection(
      String name,
      ConnectionAuthorizationType type,
      CreateConnectionAuthRequestParameters parameters) {
    return events
        .createConnection(b -> b.name(name).authorizationType(type).authParameters(parameters))
        .connectionArn();
  }

  private String basic(String name) {
    return connection(
        name,
        ConnectionAuthorizationType.BASIC,
        CreateConnectionAuthRequestParameters.builder()
            .basicAuthParameters(p -> p.username("user").password("pass"))
            .invocationHttpParameters(p ->
                p.headerParameters(List.of(HIDDEN))
                    .queryStringParameters(List.of(QUERY))
                    .bodyParameters(List.of(MORE)))
            .build());
  }

  private String destination(String connection, String url) {
    return events
        .createApiDestination(b ->
            b.name(World.fresh("d"))
                .connectionArn(connection)
                .invocationEndpoint(url)
                .httpMethod(ApiDestinationHttpMethod.POST))
        .apiDestinationArn();
  }

  @Test
  void anEndpointIsCalledWithAllThatConnectionAndTargetGive() throws InterruptedException {
    String arn = destination(basic(World.fresh("c")), at("/orders/*"));
    world.rule(
        bus,
        "r",
        "shop",
        world.targetByRole("t", arn).toBuilder()
            .httpParameters(
                p -> p.pathParameterValues("$.detail.n").headerParameters(Map.of("x-own", "mine")))
            .inputPath("$.detail")
            .build());
    world.put(bus, "shop", "{\"n\":\"a/b\"}");
    Seen call = next();
    assertThat(call.method).isEqualTo("POST");
    assertThat(call.uri).isEqualTo("/orders/a%2Fb?q=1");
    assertThat(call.body).isEqualTo("{\"n\":\"a/b\",\"more\":\"x\"}");
    String pair = Base64.getEncoder().encodeToString("user:pass".getBytes(StandardCharsets.UTF_8));
    assertThat(call.headers)
        .containsEntry("Authorization", "Basic " + pair)
        .containsEntry("x-secret", "hidden")
        .containsEntry("x-own", "mine")
        .containsEntry("Content-Type", "application/json; charset=utf-8");
  }

  @Test
  void anOAuthConnectionFetchesItsTokenOnceAndAnewWhenItIsRefused() throws InterruptedException {
    String name = World.fresh("c");
    String connection =
        connection(
            name,
            ConnectionAuthorizationType.OAUTH_CLIENT_CREDENTIALS,
            CreateConnectionAuthRequestParameters.builder()
                .oAuthParameters(p ->
                    p.authorizationEndpoint(at("/token"))
                        .httpMethod(ConnectionOAuthHttpMethod.POST)
                        .clientParameters(c -> c.clientID("id").clientSecret("se&cret")))
                .build());
    assertThat(next().body)
        .isEqualTo("grant_type=client_credentials&client_id=id&client_secret=se%26cret");
    String arn = destination(connection, at("/hook"));
    world.rule(bus, "r", "shop", world.targetByRole("t", arn));
    world.put(bus, "shop", "{}");
    assertThat(next().headers).containsEntry("Authorization", "Bearer tok");
    assertThat(events.describeConnection(b -> b.name(name)).connectionState())
        .isEqualTo(ConnectionState.AUTHORIZED);
    answers.add(401);
    world.put(bus, "shop", "{}");
    assertThat(next().uri).isEqualTo("/hook");
    SERVER.advance(Duration.ofSeconds(2));
    assertThat(next().uri).isEqualTo("/token");
    assertThat(next().uri).isEqualTo("/hook");
  }

  private Target withDeadLetters(String arn, String queue, int retries) {
    return world.targetByRole("t", arn).toBuilder()
        .deadLetterConfig(d -> d.arn(queue))
        .retryPolicy(r -> r.maximumRetryAttempts(retries).maximumEventAgeInSeconds(3600))
        .build();
  }

  @Test
  void aFailingEndpointIsTriedAgainAndThenGivenUp() throws InterruptedException {
    String dead = world.queue();
    String arn = destination(basic(World.fresh("c")), at("/hook"));
    world.rule(bus, "r", "shop", withDeadLetters(arn, dead, 2));
    answers.add(500);
    answers.add(429);
    answers.add(503);
    world.put(bus, "shop", "{}");
    next();
    SERVER.advance(Duration.ofSeconds(10));
    next();
    next();
    assertThat(World.attributes(world.receive(dead, 1).getFirst()))
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
        .containsEntry("RETRY_ATTEMPTS", "2")
        .containsEntry("ERROR_CODE", "ERROR_FROM_TARGET");
  }

  @Test
  void aRedirectAndARefusalAreFinal() throws InterruptedException {
    String dead = world.queue();
    String arn = destination(basic(World.fresh("c")), at("/hook"));
    world.rule(bus, "r", "shop", withDeadLetters(arn, dead, 100));
    for (int status : new int[] {302, 404}) {
      answers.add(status);
      world.put(bus, "shop", "{}");
      next();
      assertThat(World.attributes(world.receive(dead, 1).getFirst()).get("ERROR_MESSAGE"))
          .startsWith("The endpoint answered " + status);
    }
  }

  @Test
  void aConnectionShowsNoSecrets() {
    String name = World.fresh("c");
    basic(name);
    DescribeConnectionResponse shown = events.describeConnection(b -> b.name(name));
    assertThat(shown.toString()).contains("user").doesNotContain("pass", "hidden");
    events.updateConnection(
        b -> b.name(name).authParameters(p -> p.basicAuthParameters(a -> a.username("other"))));
    assertThat(
            events
                .describeConnection(b -> b.name(name))
                .authParameters()
                .basicAuthParameters()
                .username())
        .isEqualTo("other");
    assertThat(events.deauthorizeConnection(b -> b.name(name)).connectionState())
        .isEqualTo(ConnectionState.DEAUTHORIZING);
    assertThat(
            events
                .listConnections(b -> b.namePrefix(name))
                .connections()
                .getFirst()
                .connectionState())
        .isEqualTo(ConnectionState.DEAUTHORIZED);
    events.deleteConnection(b -> b.name(name));
    assertThatThrownBy(() -> events.describeConnection(b -> b.name(name)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith(
            "Failed to describe the connection(s). Connection '" + name + "' does not exist.");
  }

  @Test
  void whatAConnectionLacksIsTold() {
    assertThatThrownBy(() ->
            connection(
                "c",
                ConnectionAuthorizationType.API_KEY,
                CreateConnectionAuthRequestParameters.builder()
                    .basicAuthParameters(p -> p.username("u").password("p"))
                    .build()))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageContaining("ApiKeyAuthParameters must be specified");
    assertThatThrownBy(() -> destination(world.arn("events", "connection/nope/11111111"), at("/")))
        .isInstanceOf(ResourceNotFoundException.class);
  }
}
