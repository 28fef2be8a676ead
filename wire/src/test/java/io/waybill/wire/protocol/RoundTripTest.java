package io.waybill.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.shapes.Document;
import io.waybill.shapes.DocumentReader;
import io.waybill.shapes.DocumentWriter;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.ServiceShape;
import io.waybill.shapes.StructureWriter;
import io.waybill.sqs.api.SqsApi;
import io.waybill.wire.vectors.cbor.CborApi;
import io.waybill.wire.vectors.json11.Json11Api;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Invented inputs, written and read again, come back equal: all of SQS's shapes, and those of
/// AWS's vectors, which have everything that a model can have.
final class RoundTripTest {
  private static final int RECORDS_EACH = 40;

  static Stream<Named<OperationShape<?, ?>>> operations() {
    return Stream.of(SqsApi.SERVICE, Json11Api.SERVICE, CborApi.SERVICE).flatMap(RoundTripTest::of);
  }

  static Stream<Named<OperationShape<?, ?>>> operationsWithoutDocuments() {
    return Stream.of(SqsApi.SERVICE, CborApi.SERVICE).flatMap(RoundTripTest::of);
  }

  private static Stream<Named<OperationShape<?, ?>>> of(ServiceShape service) {
    return service.operations().stream()
        .map(operation -> Named.of(operation.toString(), operation));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void throughJson(OperationShape<?, ?> operation) {
    for (int seed = 0; seed < RECORDS_EACH; seed++) {
      StructureWriter input = (StructureWriter) operation.readInput(new InventedShapes(seed));
      byte[] body = JsonWriter.document(input, false);
      assertSame(JsonReader.document(body, false, operation::readInput), input, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("operationsWithoutDocuments")
  void throughCbor(OperationShape<?, ?> operation) {
    for (int seed = 0; seed < RECORDS_EACH; seed++) {
      StructureWriter input = (StructureWriter) operation.readInput(new InventedShapes(seed));
      assertSame(throughCbor(operation, input, false), input, seed);
      assertSame(throughCbor(operation, input, true), input, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void throughDocuments(OperationShape<?, ?> operation) {
    for (int seed = 0; seed < RECORDS_EACH; seed++) {
      StructureWriter input = (StructureWriter) operation.readInput(new InventedShapes(seed));
      Document document = DocumentWriter.of(input);
      assertSame(operation.readInput(new DocumentReader(document)), input, seed);
    }
  }

  private static Object throughCbor(
      OperationShape<?, ?> operation, StructureWriter input, boolean epochMillis) {
    Bytes out = new Bytes(16);
    new CborWriter(out, epochMillis).object(input);
    return CborReader.document(out.toArray(), epochMillis, operation::readInput);
  }

  private static void assertSame(Object read, Object written, int seed) {
    assertThat(read)
        .as("seed %d", seed)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(written);
  }
}
