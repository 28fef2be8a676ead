package io.waybill.codegen.c2j;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.OperationModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.codegen.model.Traits;
import io.waybill.shapes.HttpBinding;
import io.waybill.shapes.Kind;
import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.ServiceShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads one C2J model.
public final class C2jReader {
  private final Overlay overlay;
  private final JsonNode model;

  public C2jReader(Overlay overlay, JsonNode model) {
    this.overlay = overlay;
    this.model = overlay.applyTo(model);
  }

  public ServiceModel read() {
    ServiceShape.Facts facts = facts();
    C2jShapes shapes = new C2jShapes(facts.protocols());
    SortedMap<String, ShapeModel> byName = new TreeMap<>();
    model
        .required("shapes")
        .properties()
        .forEach(
            entry -> byName.put(entry.getKey(), shapes.read(entry.getKey(), entry.getValue())));
    List<OperationModel> operations = new ArrayList<>();
    for (String name : overlay.operations()) {
      operations.add(operation(name, model.required("operations").required(name)));
    }
    ServiceModel all =
        new ServiceModel(
            overlay.title(),
            overlay.javaPackage(),
            overlay.validated(),
            overlay.violationError(),
            facts,
            operations,
            overlay.errors(),
            nameFlattened(byName));
    return all.reachable();
  }

  /// C2J names the elements of a flattened list at the element; the representation, like Smithy, at
  /// the member that holds the list.
  private static SortedMap<String, ShapeModel> nameFlattened(SortedMap<String, ShapeModel> shapes) {
    SortedMap<String, ShapeModel> named = new TreeMap<>();
    shapes.forEach((name, shape) -> {
      List<MemberModel> members =
          shape.isStructure()
              ? shape.members().stream().map(member -> nameFlattened(member, shapes)).toList()
              : shape.members();
      named.put(name, new ShapeModel(name, shape.kind(), members, shape.traits()));
    });
    return named;
  }

  private static MemberModel nameFlattened(
      MemberModel member, SortedMap<String, ShapeModel> shapes) {
    ShapeModel list = shapes.get(member.target());
    if (list == null
        || list.kind() != Kind.LIST
        || !member.traits().over(list.traits()).has(Trait.FLATTENED)) {
      return member;
    }
    return list.members()
        .getFirst()
        .traits()
        .text(Trait.XML_NAME)
        .map(name -> new Traits.Builder().put(Trait.XML_NAME, name).build().over(member.traits()))
        .map(traits -> new MemberModel(member.name(), member.target(), traits))
        .orElse(member);
  }

  private ServiceShape.Facts facts() {
    JsonNode metadata = model.required("metadata");
    String prefix = metadata.required("endpointPrefix").textValue();
    JsonNode namespace = metadata.path("xmlNamespace");
    return new ServiceShape.Facts(
        prefix,
        metadata.path("signingName").asText(prefix),
        metadata.required("apiVersion").textValue(),
        metadata.path("targetPrefix").asText(""),
        metadata.path("targetPrefix").asText(metadata.path("serviceId").asText("")),
        namespace.isObject() ? namespace.path("uri").asText("") : namespace.asText(""),
        "",
        overlay.errorNamespace(),
        metadata.has("awsQueryCompatible"),
        metadata.path("queryPathMember").asText(""),
        protocols(metadata));
  }

  private Set<ProtocolName> protocols(JsonNode metadata) {
    List<String> names =
        overlay.protocols().isEmpty()
            ? List.of(metadata.required("protocol").textValue())
            : overlay.protocols();
    String jsonVersion = metadata.path("jsonVersion").asText("1.1");
    return names.stream().map(name -> protocol(name, jsonVersion)).collect(Collectors.toSet());
  }

  private static ProtocolName protocol(String name, String jsonVersion) {
    return switch (name) {
      case "json" ->
          jsonVersion.equals("1.0") ? ProtocolName.AWS_JSON_1_0 : ProtocolName.AWS_JSON_1_1;
      case "query" -> ProtocolName.AWS_QUERY;
      case "ec2" -> ProtocolName.EC2_QUERY;
      case "rest-json" -> ProtocolName.REST_JSON_1;
      case "rest-xml" -> ProtocolName.REST_XML;
      case "smithy-rpc-v2-cbor" -> ProtocolName.RPC_V2_CBOR;
      case "cbor" -> ProtocolName.AWS_CBOR;
      default -> throw new IllegalArgumentException("protocol " + name + " is not known");
    };
  }

  private static OperationModel operation(String name, JsonNode json) {
    List<String> errors = new ArrayList<>();
    json.path("errors").forEach(error -> errors.add(error.required("shape").textValue()));
    JsonNode http = json.required("http");
    return new OperationModel(
        name,
        Optional.ofNullable(json.path("input").path("shape").textValue()),
        Optional.ofNullable(json.path("output").path("shape").textValue()),
        errors,
        new HttpBinding(
            http.required("method").textValue(),
            http.required("requestUri").textValue(),
            http.path("responseCode").asInt(200)));
  }
}
