package io.waybill.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.shapes.Event;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.ShapeWriter;
import io.waybill.shapes.StructureWriter;
import javax.lang.model.element.Modifier;

/// Writes the sealed interface of a union, with a record for each member.
final class UnionWriter {
  private final ServiceModel model;
  private final ShapeModel shape;
  private final JavaTypes types;
  private final MemberCode code;
  private final ClassName name;

  UnionWriter(ServiceModel model, ShapeModel shape) {
    this.model = model;
    this.shape = shape;
    this.types = new JavaTypes(model);
    this.code = new MemberCode(model);
    this.name = types.named(shape.name());
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(name)
            .addJavadoc("$L of AWS's model: exactly one of its members.", shape.name())
            .addAnnotation(JavaTypes.GENERATED)
            .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
            .addSuperinterface(shape.isEventStream() ? Event.class : StructureWriter.class)
            .addField(RecordWriter.description(model, shape))
            .addMethod(read())
            .addMethod(RecordWriter.structure().toBuilder().addModifiers(Modifier.DEFAULT).build());
    for (int i = 0; i < shape.members().size(); i++) {
      type.addType(member(shape.members().get(i), i));
    }
    return type.build();
  }

  static String caseName(MemberModel member) {
    return Names.type(Names.component(member.name())) + "Member";
  }

  private MethodSpec read() {
    CodeBlock.Builder body = CodeBlock.builder();
    body.addStatement("in.beginUnion(STRUCTURE)");
    body.addStatement("$T member = in.unionMember(STRUCTURE)", Member.class);
    body.add("$T value = switch (member.index()) {\n$>", name);
    for (int i = 0; i < shape.members().size(); i++) {
      MemberModel member = shape.members().get(i);
      CodeBlock value = code.read(member, "member");
      body.addStatement("case $L -> new $L($L)", i, caseName(member), value);
    }
    body.addStatement("default -> throw new $T(member.toString())", AssertionError.class);
    body.add("$<};\n").addStatement("in.endUnion(STRUCTURE)").addStatement("return value");
    return MethodSpec.methodBuilder("read")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addParameter(ShapeReader.class, "in")
        .returns(name)
        .addCode(body.build())
        .build();
  }

  private TypeSpec member(MemberModel member, int index) {
    String place = "STRUCTURE.members().get(" + index + ")";
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(caseName(member))
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .recordConstructor(
                MethodSpec.constructorBuilder().addParameter(types.of(member), "value").build())
            .addSuperinterface(name)
            .addMethod(
                MethodSpec.methodBuilder("writeMembers")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(ShapeWriter.class, "out")
                    .addStatement(code.write(member, place, "value"))
                    .build());
    if (shape.isEventStream()) {
      type.addMethod(getter("eventName", String.class, CodeBlock.of("$S", member.name())));
      type.addMethod(getter("event", StructureWriter.class, CodeBlock.of("value")));
    }
    return type.build();
  }

  private static MethodSpec getter(String name, Class<?> type, CodeBlock value) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(type)
        .addStatement("return $L", value)
        .build();
  }
}
