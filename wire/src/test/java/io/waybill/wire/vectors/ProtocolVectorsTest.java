package io.waybill.wire.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.wire.protocol.Protocol;
import io.waybill.wire.protocol.WireRequest;
import io.waybill.wire.protocol.WireResponse;
import io.waybill.wire.protocol.WireResponse.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpMessageTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;

/// Every vector for a server in the protocols that we speak: requests, answers, errors and
/// malformed requests.
final class ProtocolVectorsTest {
  private final Skips skips = newSkips();
  private final List<String> ids = new ArrayList<>();

  private static Skips newSkips() {
    try {
      return new Skips();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> requestsAreRead() {
    return Corpus.SPOKEN.stream().flatMap(this::requests);
  }

  @TestFactory
  Stream<DynamicTest> outputsAreWritten() {
    return Corpus.SPOKEN.stream().flatMap(this::outputs);
  }

  @TestFactory
  Stream<DynamicTest> errorsAreWritten() {
    return Corpus.SPOKEN.stream().flatMap(this::errors);
  }

  @TestFactory
  Stream<DynamicTest> malformedRequestsAreRefused() {
    return Corpus.SPOKEN.stream().flatMap(this::malformed);
  }

  @Test
  void everySkipNamesAVector() {
    List<DynamicTest> all =
        Corpus.SPOKEN.stream()
            .flatMap(spoken ->
                Stream.of(requests(spoken), outputs(spoken), errors(spoken), malformed(spoken))
                    .flatMap(tests -> tests))
            .toList();
    assertThat(all).hasSameSizeAs(ids);
    assertThat(skips.unused(ids)).isEmpty();
    long skipped = ids.stream().filter(id -> skips.reason(id).isPresent()).count();
    System.out.printf("protocol vectors: %d, of which skipped: %d%n", ids.size(), skipped);
  }

  private Stream<DynamicTest> requests(Spoken spoken) {
    return Corpus.operations(spoken)
        .flatMap(shape ->
            Corpus.requests(spoken, shape)
                .map(vector -> test(spoken, vector.getId(), () -> request(spoken, shape, vector))));
  }

  private Stream<DynamicTest> outputs(Spoken spoken) {
    return Corpus.operations(spoken)
        .flatMap(shape ->
            responseVectors(spoken, shape)
                .map(vector -> test(spoken, vector.getId(), () -> output(spoken, shape, vector))));
  }

  private Stream<DynamicTest> errors(Spoken spoken) {
    return Corpus.operations(spoken)
        .flatMap(shape -> shape.asOperationShape().orElseThrow().getErrorsSet().stream())
        .distinct()
        .map(Corpus.MODEL::expectShape)
        .flatMap(shape ->
            responseVectors(spoken, shape)
                .map(vector -> test(spoken, vector.getId(), () -> error(spoken, shape, vector))));
  }

  private Stream<DynamicTest> malformed(Spoken spoken) {
    return Corpus.operations(spoken)
        .flatMap(shape ->
            shape
                .getTrait(HttpMalformedRequestTestsTrait.class)
                .map(HttpMalformedRequestTestsTrait::getTestCases)
                .orElse(List.of())
                .stream()
                .filter(vector -> vector.getProtocol().toString().equals(spoken.trait()))
                .map(vector ->
                    test(spoken, vector.getId(), () -> malformed(spoken, shape, vector))));
  }

  private static Stream<HttpResponseTestCase> responseVectors(Spoken spoken, Shape shape) {
    return shape
        .getTrait(HttpResponseTestsTrait.class)
        .map(trait -> trait.getTestCasesFor(AppliesTo.SERVER))
        .orElse(List.of())
        .stream()
        .filter(vector -> isOf(spoken, vector));
  }

  private static boolean isOf(Spoken spoken, HttpMessageTestCase vector) {
    return vector.getProtocol().toString().equals(spoken.trait());
  }

  /// What checks one vector.
  @FunctionalInterface
  private interface Check {
    void run() throws Exception;
  }

  private DynamicTest test(Spoken spoken, String id, Check check) {
    ids.add(id);
    return DynamicTest.dynamicTest(
        spoken.title() + " " + id,
        () -> {
          Optional<String> reason = skips.reason(id);
          Assumptions.assumeTrue(reason.isEmpty(), reason::get);
          try {
            check.run();
          } catch (Exception | AssertionError failure) {
            throw new AssertionError(id + ": " + failure.getMessage(), failure);
          }
        });
  }

  private static void request(Spoken spoken, Shape shape, HttpRequestTestCase vector)
      throws Exception {
    Protocol protocol = spoken.protocol();
    OperationShape<?, ?> operation = spoken.operation(name(shape));
    WireRequest request = Corpus.request(spoken, vector);
    assertThat(protocol.operation(request)).isSameAs(operation);
    Object input = protocol.read(operation, request);
    Object expected = operation.readInput(new NodeReader(vector.getParams()));
    assertThat(input)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(expected);
  }

  private static void output(Spoken spoken, Shape shape, HttpResponseTestCase vector)
      throws Exception {
    write(spoken, spoken.operation(name(shape)), vector);
  }

  private static <O> void write(
      Spoken spoken, OperationShape<?, O> operation, HttpResponseTestCase vector) throws Exception {
    O output = operation.readOutput(new NodeReader(vector.getParams()));
    check(spoken.protocol().write(operation, output, requestId(vector)), vector);
  }

  private static String requestId(HttpResponseTestCase vector) {
    return new VectorHeaders(vector.getHeaders()).first("x-amzn-requestid").orElse("foo-id");
  }

  private static void error(Spoken spoken, Shape shape, HttpResponseTestCase vector)
      throws Exception {
    Refusal refusal = spoken.refusal(name(shape), vector.getParams());
    check(spoken.protocol().error(refusal, "foo-id"), vector);
  }

  private static void check(WireResponse response, HttpResponseTestCase vector) throws Exception {
    assertThat(response.status()).isEqualTo(vector.getCode());
    Map<String, String> headers = headers(response);
    vector
        .getHeaders()
        .forEach((name, value) -> assertThat(headers).containsEntry(lower(name), value));
    vector.getForbidHeaders().forEach(name -> assertThat(headers).doesNotContainKey(lower(name)));
    vector.getRequireHeaders().forEach(name -> assertThat(headers).containsKey(lower(name)));
    if (vector.getBody().isPresent()) {
      Bodies.assertSame(
          response.body(), vector.getBody().get(), vector.getBodyMediaType().orElse(""));
    }
  }

  private static void malformed(Spoken spoken, Shape shape, HttpMalformedRequestTestCase vector)
      throws Exception {
    Protocol protocol = spoken.protocol();
    OperationShape<?, ?> operation = spoken.operation(name(shape));
    var sent = vector.getRequest();
    String uri = sent.getUri().orElse("/");
    WireRequest request =
        Corpus.request(
            sent.getMethod(),
            uri,
            sent.getQueryParams(),
            sent.getHeaders(),
            sent.getBody().orElse("").getBytes(UTF_8));
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> {
              protocol.operation(request);
              protocol.read(operation, request);
            });
    assertThat(refusal).as("a refusal").isNotNull();
    WireResponse response = protocol.error(refusal, "foo-id");
    assertThat(response.status()).isEqualTo(vector.getResponse().getCode());
    Map<String, String> headers = headers(response);
    vector
        .getResponse()
        .getHeaders()
        .forEach((name, value) -> assertThat(headers).containsEntry(lower(name), value));
  }

  private static Map<String, String> headers(WireResponse response) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : response.headers()) {
      headers.merge(lower(header.name()), header.value(), (one, two) -> one + ", " + two);
    }
    return headers;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String name(Shape shape) {
    return shape.getId().getName();
  }
}
