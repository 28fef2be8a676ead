package io.waybill.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.ShapeWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import javax.lang.model.element.Modifier;

/// Writes the one class of a service that reads and writes its lists and maps.
final class CollectionsWriter {
  private final ServiceModel model;
  private final JavaTypes types;
  private final MemberCode code;

  CollectionsWriter(ServiceModel model) {
    this.model = model;
    this.types = new JavaTypes(model);
    this.code = new MemberCode(model);
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(types.collections())
            .addAnnotation(JavaTypes.GENERATED)
            .addModifiers(Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (ShapeModel shape : model.shapes().values()) {
      if (shape.isCollection()) {
        type.addMethod(read(shape)).addMethod(write(shape));
      }
    }
    return type.build();
  }

  private MethodSpec read(ShapeModel shape) {
    CodeBlock body = shape.kind() == Kind.LIST ? readList(shape) : readMap(shape);
    return MethodSpec.methodBuilder("read" + Names.type(shape.name()))
        .addModifiers(Modifier.STATIC)
        .addParameter(ShapeReader.class, "in")
        .addParameter(Member.class, "place")
        .returns(types.of(shape))
        .addCode(body)
        .build();
  }

  private CodeBlock readList(ShapeModel shape) {
    MemberModel element = shape.members().getFirst();
    return CodeBlock.builder()
        .addStatement("$T list = new $T<>()", types.of(shape), ArrayList.class)
        .addStatement("in.beginList(place)")
        .beginControlFlow("while (in.nextElement(place))")
        .addStatement("list.add($L)", sparse(shape, code.read(element, "place.element()")))
        .endControlFlow()
        .addStatement("return $T.unmodifiableList(list)", Collections.class)
        .build();
  }

  private CodeBlock readMap(ShapeModel shape) {
    MemberModel value = shape.members().getLast();
    return CodeBlock.builder()
        .addStatement("$T map = new $T<>()", types.of(shape), LinkedHashMap.class)
        .addStatement("in.beginMap(place)")
        .addStatement("$T key", JavaTypes.nullable(String.class))
        .beginControlFlow("while ((key = in.nextKey(place)) != null)")
        .addStatement("map.put(key, $L)", sparse(shape, code.read(value, "place.value()")))
        .endControlFlow()
        .addStatement("return $T.unmodifiableMap(map)", Collections.class)
        .build();
  }

  private static CodeBlock sparse(ShapeModel shape, CodeBlock read) {
    return shape.traits().has(Trait.SPARSE)
        ? CodeBlock.of("in.readNull() ? null : $L", read)
        : read;
  }

  private MethodSpec write(ShapeModel shape) {
    CodeBlock body = shape.kind() == Kind.LIST ? writeList(shape) : writeMap(shape);
    return MethodSpec.methodBuilder("write" + Names.type(shape.name()))
        .addModifiers(Modifier.STATIC)
        .addParameter(ShapeWriter.class, "out")
        .addParameter(Member.class, "place")
        .addParameter(types.of(shape), "value")
        .addCode(body)
        .build();
  }

  private CodeBlock writeList(ShapeModel shape) {
    MemberModel element = shape.members().getFirst();
    CodeBlock.Builder body =
        CodeBlock.builder()
            .addStatement("out.beginList(place, value.size())")
            .beginControlFlow("for ($T element : value)", held(shape, element));
    writeHeld(body, shape, element, "place.element()", "element");
    return body.endControlFlow().addStatement("out.endList(place)").build();
  }

  private CodeBlock writeMap(ShapeModel shape) {
    MemberModel held = shape.members().getLast();
    CodeBlock.Builder body =
        CodeBlock.builder()
            .addStatement("out.beginMap(place, value.size())")
            .beginControlFlow("for (var entry : value.entrySet())")
            .addStatement("out.writeKey(place, entry.getKey())")
            .addStatement("$T element = entry.getValue()", held(shape, held));
    writeHeld(body, shape, held, "place.value()", "element");
    return body.endControlFlow().addStatement("out.endMap(place)").build();
  }

  private TypeName held(ShapeModel shape, MemberModel member) {
    TypeName type = types.of(member);
    return shape.traits().has(Trait.SPARSE) ? type.annotated(JavaTypes.NULLABLE) : type;
  }

  private void writeHeld(
      CodeBlock.Builder body, ShapeModel shape, MemberModel member, String place, String value) {
    if (shape.traits().has(Trait.SPARSE)) {
      body.beginControlFlow("if ($L == null)", value)
          .addStatement("out.writeNull($L)", place)
          .nextControlFlow("else")
          .addStatement(code.write(member, place, value))
          .endControlFlow();
    } else {
      body.addStatement(code.write(member, place, value));
    }
  }
}
