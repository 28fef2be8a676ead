package io.waybill.wire.vectors;

import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ServiceShape;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.StructureWriter;
import io.waybill.wire.protocol.Protocol;
import io.waybill.wire.protocol.Protocols;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.ShapeId;

/// A service of the vectors, spoken in one protocol.
///
/// @param id the service in the Smithy models
/// @param title what its generated classes begin with
/// @param trait the id of the protocol's trait
record Spoken(String id, String title, String trait, ProtocolName name) {
  private static final Map<Spoken, Protocol> PROTOCOLS = new ConcurrentHashMap<>();

  Protocol protocol() throws ReflectiveOperationException {
    Protocol made = PROTOCOLS.get(this);
    return made != null ? made : make();
  }

  private Protocol make() throws ReflectiveOperationException {
    Protocol protocol = Protocols.of(name, service());
    PROTOCOLS.put(this, protocol);
    return protocol;
  }

  OperationShape<?, ?> operation(String operationName) throws ReflectiveOperationException {
    return service().operation(operationName).orElseThrow();
  }

  ShapeId serviceId() {
    return ShapeId.from(id);
  }

  /// The error `errorName` with the members that a vector gives it.
  Refusal refusal(String errorName, ObjectNode params) throws ReflectiveOperationException {
    Class<?> errors = Class.forName(packageName() + "." + title + "Errors");
    ErrorShape shape = null;
    for (var field : errors.getFields()) {
      if (((ErrorShape) field.get(null)).name().equals(errorName)) {
        shape = (ErrorShape) field.get(null);
      }
    }
    if (shape == null) {
      throw new IllegalArgumentException("no error " + errorName);
    }
    String message = params.getStringMemberOrDefault(shape.messageName(), "");
    return new Refusal(shape, message, details(errorName, params));
  }

  private @Nullable StructureWriter details(String errorName, ObjectNode params)
      throws ReflectiveOperationException {
    try {
      Class<?> type = Class.forName(packageName() + "." + errorName);
      return (StructureWriter)
          type.getMethod("read", ShapeReader.class).invoke(null, new NodeReader(params));
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private ServiceShape service() throws ReflectiveOperationException {
    Class<?> api = Class.forName(packageName() + "." + title + "Api");
    return (ServiceShape)
        Arrays.stream(api.getFields())
            .filter(field -> field.getName().equals("SERVICE"))
            .findFirst()
            .orElseThrow()
            .get(null);
  }

  private String packageName() {
    return "io.waybill.wire.vectors." + title.toLowerCase(Locale.ROOT);
  }
}
