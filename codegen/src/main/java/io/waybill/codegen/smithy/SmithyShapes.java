package io.waybill.codegen.smithy;

import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.shapes.Kind;
import java.util.List;
import java.util.Optional;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeType;

/// Reads the shapes of a Smithy model.
final class SmithyShapes {
  private final Model model;
  private final ServiceShape service;

  SmithyShapes(Model model, ServiceShape service) {
    this.model = model;
    this.service = service;
  }

  /// The shape, or nothing where it is none that holds values.
  Optional<ShapeModel> read(Shape shape) {
    return kind(shape.getType()).map(kind -> read(shape, kind));
  }

  private ShapeModel read(Shape shape, Kind kind) {
    List<MemberModel> members =
        switch (kind) {
          case STRUCTURE, UNION, LIST, MAP -> shape.members().stream().map(this::member).toList();
          default -> List.of();
        };
    return new ShapeModel(
        service.getContextualName(shape), kind, members, SmithyTraits.read(shape));
  }

  private MemberModel member(MemberShape member) {
    Shape target = model.expectShape(member.getTarget());
    return new MemberModel(
        member.getMemberName(), service.getContextualName(target), SmithyTraits.read(member));
  }

  private static Optional<Kind> kind(ShapeType type) {
    return Optional.ofNullable(
        switch (type) {
          case BOOLEAN -> Kind.BOOLEAN;
          case BYTE -> Kind.BYTE;
          case SHORT -> Kind.SHORT;
          case INTEGER, INT_ENUM -> Kind.INTEGER;
          case LONG -> Kind.LONG;
          case FLOAT -> Kind.FLOAT;
          case DOUBLE -> Kind.DOUBLE;
          case BIG_INTEGER -> Kind.BIG_INTEGER;
          case BIG_DECIMAL -> Kind.BIG_DECIMAL;
          case STRING, ENUM -> Kind.STRING;
          case BLOB -> Kind.BLOB;
          case TIMESTAMP -> Kind.TIMESTAMP;
          case DOCUMENT -> Kind.DOCUMENT;
          case LIST, SET -> Kind.LIST;
          case MAP -> Kind.MAP;
          case STRUCTURE -> Kind.STRUCTURE;
          case UNION -> Kind.UNION;
          default -> null;
        });
  }
}
