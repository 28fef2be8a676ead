package io.waybill.codegen.smithy;

import io.waybill.codegen.model.OperationModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.shapes.HttpBinding;
import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.ServiceShape.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.EventStreamIndex;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.neighbor.Walker;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.model.traits.UnitTypeTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/// Reads one service of a Smithy model.
final class SmithyReader {
  private static final Map<String, ProtocolName> PROTOCOLS =
      Map.of(
          "aws.protocols#awsJson1_0", ProtocolName.AWS_JSON_1_0,
          "aws.protocols#awsJson1_1", ProtocolName.AWS_JSON_1_1,
          "aws.protocols#awsQuery", ProtocolName.AWS_QUERY,
          "aws.protocols#ec2Query", ProtocolName.EC2_QUERY,
          "aws.protocols#restJson1", ProtocolName.REST_JSON_1,
          "aws.protocols#restXml", ProtocolName.REST_XML,
          "smithy.protocols#rpcv2Cbor", ProtocolName.RPC_V2_CBOR);

  private final Model model;
  private final ServiceShape service;
  private final String title;
  private final String parentPackage;

  SmithyReader(Model model, ServiceShape service, String title, String parentPackage) {
    this.model = model;
    this.service = service;
    this.title = title;
    this.parentPackage = parentPackage;
  }

  ServiceModel read() {
    SmithyShapes shapes = new SmithyShapes(model, service);
    SortedMap<String, ShapeModel> byName = new TreeMap<>();
    for (Shape shape : new Walker(model).walkShapes(service)) {
      shapes.read(shape).ifPresent(read -> byName.put(read.name(), read));
    }
    List<OperationModel> operations = new ArrayList<>();
    EventStreamIndex streams = EventStreamIndex.of(model);
    for (OperationShape operation : TopDownIndex.of(model).getContainedOperations(service)) {
      boolean plain =
          streams.getInputInfo(operation).isEmpty() && streams.getOutputInfo(operation).isEmpty();
      if (plain) {
        operations.add(operation(operation));
      }
    }
    String javaPackage = parentPackage + "." + title.toLowerCase(Locale.ROOT);
    return new ServiceModel(title, javaPackage, true, "", facts(), operations, List.of(), byName)
        .reachable();
  }

  private Facts facts() {
    Set<ProtocolName> protocols =
        service.getAllTraits().keySet().stream()
            .map(ShapeId::toString)
            .filter(PROTOCOLS::containsKey)
            .map(PROTOCOLS::get)
            .collect(Collectors.toSet());
    String name = service.getId().getName();
    Optional<XmlNamespaceTrait> namespace = service.getTrait(XmlNamespaceTrait.class);
    boolean namespacedErrors =
        protocols.contains(ProtocolName.AWS_JSON_1_0)
            || protocols.contains(ProtocolName.RPC_V2_CBOR);
    return new Facts(
        name.toLowerCase(Locale.ROOT),
        name.toLowerCase(Locale.ROOT),
        service.getVersion(),
        name,
        name,
        namespace.map(XmlNamespaceTrait::getUri).orElse(""),
        namespace.flatMap(XmlNamespaceTrait::getPrefix).orElse(""),
        namespacedErrors ? service.getId().getNamespace() : "",
        service.findTrait("aws.protocols#awsQueryCompatible").isPresent(),
        "",
        protocols);
  }

  private OperationModel operation(OperationShape operation) {
    HttpBinding http =
        operation
            .getTrait(HttpTrait.class)
            .map(trait ->
                new HttpBinding(trait.getMethod(), trait.getUri().toString(), trait.getCode()))
            .orElse(HttpBinding.POST);
    List<String> errors =
        operation.getErrors(service).stream().map(ShapeId::getName).sorted().toList();
    return new OperationModel(
        operation.getId().getName(),
        unlessUnit(operation.getInputShape()),
        unlessUnit(operation.getOutputShape()),
        errors,
        http);
  }

  private static Optional<String> unlessUnit(ShapeId id) {
    return id.equals(UnitTypeTrait.UNIT) ? Optional.empty() : Optional.of(id.getName());
  }
}
