package io.waybill.codegen.smithy;

import io.waybill.codegen.model.Trait;
import io.waybill.codegen.model.Traits;
import io.waybill.shapes.HttpPlace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.EnumShape;
import software.amazon.smithy.model.shapes.IntEnumShape;
import software.amazon.smithy.model.shapes.Shape;

/// Reads the traits of a Smithy shape or member.
final class SmithyTraits {
  private final Shape shape;
  private final Traits.Builder traits = new Traits.Builder();

  private SmithyTraits(Shape shape) {
    this.shape = shape;
  }

  static Traits read(Shape shape) {
    SmithyTraits reader = new SmithyTraits(shape);
    reader.serialization();
    reader.places();
    reader.constraints();
    reader.errors();
    return reader.traits.build();
  }

  private void serialization() {
    text("smithy.api#jsonName", Trait.JSON_NAME);
    text("smithy.api#xmlName", Trait.XML_NAME);
    text("smithy.api#mediaType", Trait.MEDIA_TYPE);
    flag("smithy.api#xmlAttribute", Trait.XML_ATTRIBUTE);
    flag("smithy.api#xmlFlattened", Trait.FLATTENED);
    flag("smithy.api#sparse", Trait.SPARSE);
    flag("smithy.api#streaming", Trait.STREAMING);
    find("smithy.api#xmlNamespace")
        .ifPresent(node -> {
          ObjectNode namespace = node.expectObjectNode();
          traits.put(Trait.XML_NAMESPACE, namespace.expectStringMember("uri").getValue());
          namespace
              .getStringMember("prefix")
              .ifPresent(prefix -> traits.put(Trait.XML_PREFIX, prefix.getValue()));
        });
    find("smithy.api#timestampFormat")
        .ifPresent(node -> {
          String format = node.expectStringNode().getValue();
          traits.put(
              Trait.TIMESTAMP_FORMAT,
              switch (format) {
                case "date-time" -> "DATE_TIME";
                case "http-date" -> "HTTP_DATE";
                case "epoch-seconds" -> "EPOCH_SECONDS";
                default -> throw new IllegalArgumentException(format);
              });
        });
  }

  private void places() {
    place("smithy.api#httpLabel", HttpPlace.LABEL);
    place("smithy.api#httpQuery", HttpPlace.QUERY);
    place("smithy.api#httpQueryParams", HttpPlace.QUERY_MAP);
    place("smithy.api#httpHeader", HttpPlace.HEADER);
    place("smithy.api#httpPrefixHeaders", HttpPlace.PREFIX_HEADERS);
    place("smithy.api#httpPayload", HttpPlace.PAYLOAD);
    place("smithy.api#httpResponseCode", HttpPlace.STATUS);
  }

  private void place(String id, HttpPlace place) {
    find(id)
        .ifPresent(node -> {
          traits.put(Trait.PLACE, place.name());
          node.asStringNode().ifPresent(name -> traits.put(Trait.PLACE_NAME, name.getValue()));
        });
  }

  private void constraints() {
    flag("smithy.api#required", Trait.REQUIRED);
    flag("smithy.api#uniqueItems", Trait.UNIQUE_ITEMS);
    flag("smithy.api#sensitive", Trait.SENSITIVE);
    text("smithy.api#pattern", Trait.PATTERN);
    limits("smithy.api#length", Trait.LENGTH_MIN, Trait.LENGTH_MAX);
    limits("smithy.api#range", Trait.RANGE_MIN, Trait.RANGE_MAX);
    switch (shape) {
      case EnumShape strings ->
          traits.put(Trait.ENUM, List.copyOf(strings.getEnumValues().values()));
      case IntEnumShape numbers ->
          traits.put(Trait.ENUM, List.copyOf(numbers.getEnumValues().values()));
      default ->
          find("smithy.api#enum") // the older way to say it
              .ifPresent(old ->
                  traits.put(
                      Trait.ENUM,
                      old.expectArrayNode()
                          .getElementsAs(value ->
                              value.expectObjectNode().expectStringMember("value").getValue())));
    }
  }

  private void limits(String id, Trait min, Trait max) {
    find(id)
        .map(Node::expectObjectNode)
        .ifPresent(limits -> {
          number(limits, "min", min);
          number(limits, "max", max);
        });
  }

  private void number(ObjectNode node, String key, Trait trait) {
    node.getNumberMember(key)
        .ifPresent(number -> traits.put(trait, new BigDecimal(number.getValue().toString())));
  }

  private void errors() {
    text("smithy.api#error", Trait.ERROR);
    find("smithy.api#error")
        .ifPresent(fault -> {
          int status = fault.expectStringNode().getValue().equals("server") ? 500 : 400;
          traits.put(Trait.ERROR_STATUS, BigDecimal.valueOf(status));
        });
    find("smithy.api#httpError")
        .ifPresent(status ->
            traits.put(
                Trait.ERROR_STATUS,
                new BigDecimal(status.expectNumberNode().getValue().toString())));
    find("aws.protocols#awsQueryError")
        .map(Node::expectObjectNode)
        .ifPresent(error -> {
          traits.put(Trait.ERROR_CODE, error.expectStringMember("code").getValue());
          number(error, "httpResponseCode", Trait.ERROR_STATUS);
        });
  }

  private void text(String id, Trait trait) {
    find(id).ifPresent(node -> traits.put(trait, node.expectStringNode().getValue()));
  }

  private void flag(String id, Trait trait) {
    traits.flag(trait, find(id).isPresent());
  }

  private Optional<Node> find(String id) {
    return shape.findTrait(id).map(trait -> trait.toNode());
  }
}
