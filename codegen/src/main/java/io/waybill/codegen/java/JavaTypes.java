package io.waybill.codegen.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.shapes.Document;
import io.waybill.shapes.EventFeed;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/// The Java type of each shape, and the names of the service's generated classes.
final class JavaTypes {
  static final AnnotationSpec NULLABLE = AnnotationSpec.builder(Nullable.class).build();
  static final AnnotationSpec GENERATED =
      AnnotationSpec.builder(Generated.class)
          .addMember("value", "$S", "io.waybill.codegen")
          .build();

  private final ServiceModel model;

  JavaTypes(ServiceModel model) {
    this.model = model;
  }

  static TypeName nullable(Class<?> type) {
    return ClassName.get(type).annotated(NULLABLE);
  }

  ClassName named(String shape) {
    return ClassName.get(model.javaPackage(), Names.type(shape));
  }

  ClassName api() {
    return named(model.title() + "Api");
  }

  ClassName errors() {
    return named(model.title() + "Errors");
  }

  ClassName code() {
    return named(model.title() + "Code");
  }

  ClassName checks() {
    return named(model.title() + "Checks");
  }

  ClassName collections() {
    return named(model.title() + "Collections");
  }

  TypeName ofOperation(Optional<String> shape) {
    return shape.<TypeName>map(this::named).orElse(ClassName.get(Unit.class));
  }

  /// The type of what stands at `member`, not null.
  TypeName of(MemberModel member) {
    return of(model.shape(member.target()));
  }

  TypeName of(ShapeModel shape) {
    return switch (shape.kind()) {
      case LIST -> {
        TypeName element = held(shape, shape.members().getFirst());
        yield ParameterizedTypeName.get(ClassName.get(List.class), element);
      }
      case MAP -> {
        TypeName value = held(shape, shape.members().getLast());
        yield ParameterizedTypeName.get(
            ClassName.get(Map.class), ClassName.get(String.class), value);
      }
      case STRUCTURE, UNION ->
          shape.isEventStream()
              ? ParameterizedTypeName.get(ClassName.get(EventFeed.class), named(shape.name()))
              : named(shape.name());
      default -> ofScalar(shape.kind());
    };
  }

  private TypeName held(ShapeModel collection, MemberModel member) {
    TypeName type = of(member);
    return collection.traits().has(Trait.SPARSE) ? type.annotated(NULLABLE) : type;
  }

  private static TypeName ofScalar(Kind kind) {
    return switch (kind) {
      case BOOLEAN -> ClassName.get(Boolean.class);
      case BYTE -> ClassName.get(Byte.class);
      case SHORT -> ClassName.get(Short.class);
      case INTEGER -> ClassName.get(Integer.class);
      case LONG -> ClassName.get(Long.class);
      case FLOAT -> ClassName.get(Float.class);
      case DOUBLE -> ClassName.get(Double.class);
      case BIG_INTEGER -> ClassName.get(BigInteger.class);
      case BIG_DECIMAL -> ClassName.get(BigDecimal.class);
      case STRING -> ClassName.get(String.class);
      case BLOB -> ArrayTypeName.of(byte.class);
      case TIMESTAMP -> ClassName.get(Instant.class);
      case DOCUMENT -> ClassName.get(Document.class);
      case LIST, MAP, STRUCTURE, UNION -> throw new IllegalArgumentException(kind.name());
    };
  }
}
