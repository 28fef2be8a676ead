package io.waybill.codegen.java;

import com.palantir.javapoet.CodeBlock;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.codegen.model.Traits;
import io.waybill.shapes.EventFeed;
import io.waybill.shapes.HttpPlace;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.TimestampFormat;

/// The code that describes a member, and that reads and writes one value of it.
final class MemberCode {
  private final ServiceModel model;
  private final JavaTypes types;

  MemberCode(ServiceModel model) {
    this.model = model;
    this.types = new JavaTypes(model);
  }

  /// `Member.of(Kind.STRING, "QueueUrl", 0).required()`, without its `build()`.
  CodeBlock description(MemberModel member, int index) {
    ShapeModel target = model.shape(member.target());
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add("$T.of($T.$L, $S", Member.class, Kind.class, target.kind(), member.name());
    code.add(index == 0 ? ")" : ", " + index + ")");
    traits(model.traits(member), code);
    if (target.kind() == Kind.LIST) {
      code.add(".element($L)", description(target.members().getFirst(), 0));
    } else if (target.kind() == Kind.MAP) {
      CodeBlock key = description(target.members().getFirst(), 0);
      code.add(".entry($L, $L)", key, description(target.members().getLast(), 0));
    }
    return code.build();
  }

  private static void traits(Traits traits, CodeBlock.Builder code) {
    traits.text(Trait.JSON_NAME).ifPresent(name -> code.add(".jsonName($S)", name));
    traits.text(Trait.QUERY_NAME).ifPresent(name -> code.add(".queryName($S)", name));
    traits.text(Trait.XML_NAME).ifPresent(name -> code.add(".xmlName($S)", name));
    traits
        .text(Trait.XML_NAMESPACE)
        .ifPresent(uri ->
            code.add(".xmlNamespace($S, $S)", uri, traits.text(Trait.XML_PREFIX).orElse(null)));
    flag(traits, Trait.XML_ATTRIBUTE, "xmlAttribute", code);
    flag(traits, Trait.FLATTENED, "flattened", code);
    flag(traits, Trait.SPARSE, "sparse", code);
    flag(traits, Trait.REQUIRED, "required", code);
    flag(traits, Trait.STREAMING, "streaming", code);
    traits
        .text(Trait.TIMESTAMP_FORMAT)
        .ifPresent(format -> code.add(".timestampFormat($T.$L)", TimestampFormat.class, format));
    traits.text(Trait.MEDIA_TYPE).ifPresent(type -> code.add(".mediaType($S)", type));
    if (traits.has(Trait.EVENT_STREAM)) {
      code.add(".mediaType($S)", "application/vnd.amazon.eventstream");
    }
    traits.text(Trait.PLACE).ifPresent(place -> place(traits, place, code));
  }

  private static void place(Traits traits, String place, CodeBlock.Builder code) {
    traits
        .text(Trait.PLACE_NAME)
        .ifPresentOrElse(
            name -> code.add(".at($T.$L, $S)", HttpPlace.class, place, name),
            () -> code.add(".at($T.$L)", HttpPlace.class, place));
  }

  private static void flag(Traits traits, Trait trait, String call, CodeBlock.Builder code) {
    if (traits.has(trait)) {
      code.add("." + call + "()");
    }
  }

  /// An expression that reads the value from `in`; `place` is an expression for its Member.
  CodeBlock read(MemberModel member, String place) {
    ShapeModel target = model.shape(member.target());
    return switch (target.kind()) {
      case STRUCTURE, UNION ->
          target.isEventStream()
              ? CodeBlock.of("$T.none()", EventFeed.class)
              : CodeBlock.of("$T.read(in)", types.named(target.name()));
      case LIST, MAP ->
          CodeBlock.of("$T.read$L(in, $L)", types.collections(), Names.type(target.name()), place);
      default -> CodeBlock.of("in.read$L($L)", suffix(target.kind()), place);
    };
  }

  /// A statement that writes the value of the expression `value` to `out`.
  CodeBlock write(MemberModel member, String place, String value) {
    ShapeModel target = model.shape(member.target());
    return switch (target.kind()) {
      case STRUCTURE, UNION -> CodeBlock.of("out.writeStructure($L, $L)", place, value);
      case LIST, MAP ->
          CodeBlock.of(
              "$T.write$L(out, $L, $L)",
              types.collections(),
              Names.type(target.name()),
              place,
              value);
      default -> CodeBlock.of("out.write$L($L, $L)", suffix(target.kind()), place, value);
    };
  }

  private static String suffix(Kind kind) {
    return switch (kind) {
      case BOOLEAN -> "Boolean";
      case BYTE -> "Byte";
      case SHORT -> "Short";
      case INTEGER -> "Integer";
      case LONG -> "Long";
      case FLOAT -> "Float";
      case DOUBLE -> "Double";
      case BIG_INTEGER -> "BigInteger";
      case BIG_DECIMAL -> "BigDecimal";
      case STRING -> "String";
      case BLOB -> "Blob";
      case TIMESTAMP -> "Timestamp";
      case DOCUMENT -> "Document";
      case LIST, MAP, STRUCTURE, UNION -> throw new IllegalArgumentException(kind.name());
    };
  }
}
