package io.waybill.wire.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.codegen.smithy.SmithyModels;
import io.waybill.shapes.ProtocolName;
import io.waybill.wire.protocol.WireRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMessageTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;

/// The services and requests of AWS's vectors.
final class Corpus {
  static final String AWS_JSON_1_0 = "aws.protocols#awsJson1_0";
  static final String AWS_JSON_1_1 = "aws.protocols#awsJson1_1";
  static final String AWS_QUERY = "aws.protocols#awsQuery";
  static final String REST_JSON = "aws.protocols#restJson1";
  static final String CBOR = "smithy.protocols#rpcv2Cbor";

  /// Every service of the vectors in a protocol that we speak.
  static final List<Spoken> SPOKEN =
      List.of(
          spoken("aws.protocoltests.json10#JsonRpc10", "Json10", AWS_JSON_1_0),
          spoken(
              "aws.protocoltests.json10#QueryCompatibleJsonRpc10",
              "QueryCompatibleJson10",
              AWS_JSON_1_0),
          spoken("aws.protocoltests.json#JsonProtocol", "Json11", AWS_JSON_1_1),
          spoken("aws.protocoltests.query#AwsQuery", "Query", AWS_QUERY),
          spoken("aws.protocoltests.restjson#RestJson", "RestJson", REST_JSON),
          spoken(
              "aws.protocoltests.restjson.validation#RestJsonValidation",
              "RestJsonValidation",
              REST_JSON),
          spoken("smithy.protocoltests.rpcv2Cbor#RpcV2Protocol", "Cbor", CBOR),
          spoken(
              "aws.protocoltests.rpcv2cbor#QueryCompatibleRpcV2Protocol",
              "QueryCompatibleCbor",
              CBOR),
          spoken("aws.protocoltests.rpcv2cbor#NonQueryCompatibleRpcV2Protocol", "PlainCbor", CBOR));

  static final Model MODEL = SmithyModels.onClassPath();

  private Corpus() {}

  private static Spoken spoken(String id, String title, String trait) {
    ProtocolName name =
        switch (trait) {
          case AWS_JSON_1_0 -> ProtocolName.AWS_JSON_1_0;
          case AWS_JSON_1_1 -> ProtocolName.AWS_JSON_1_1;
          case AWS_QUERY -> ProtocolName.AWS_QUERY;
          case REST_JSON -> ProtocolName.REST_JSON_1;
          case CBOR -> ProtocolName.RPC_V2_CBOR;
          default -> throw new IllegalArgumentException(trait);
        };
    return new Spoken(id, title, trait, name);
  }

  static Stream<Shape> operations(Spoken spoken) {
    return TopDownIndex.of(MODEL).getContainedOperations(spoken.serviceId()).stream()
        .map(Shape.class::cast);
  }

  static Stream<HttpRequestTestCase> requests(Spoken spoken, Shape operation) {
    return operation
        .getTrait(HttpRequestTestsTrait.class)
        .map(trait -> trait.getTestCasesFor(AppliesTo.SERVER))
        .orElse(List.of())
        .stream()
        .filter(vector -> vector.getProtocol().toString().equals(spoken.trait()));
  }

  static WireRequest request(Spoken spoken, HttpRequestTestCase vector) {
    return request(
        vector.getMethod(),
        vector.getUri(),
        vector.getQueryParams(),
        vector.getHeaders(),
        body(spoken, vector));
  }

  static WireRequest request(
      String method, String uri, List<String> query, Map<String, String> headers, byte[] body) {
    return new WireRequest(method, uri, String.join("&", query), new VectorHeaders(headers), body);
  }

  private static byte[] body(Spoken spoken, HttpMessageTestCase vector) {
    String body = vector.getBody().orElse("");
    return spoken.trait().equals(CBOR) ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
  }
}
