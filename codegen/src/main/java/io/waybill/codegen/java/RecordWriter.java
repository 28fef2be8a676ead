package io.waybill.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.shapes.Eventful;
import io.waybill.shapes.Member;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.ShapeWriter;
import io.waybill.shapes.Structure;
import io.waybill.shapes.StructureWriter;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Writes the record of a structure: its components, its description, reading, writing and its
/// builder.
final class RecordWriter {
  private final ServiceModel model;
  private final ShapeModel shape;
  private final JavaTypes types;
  private final MemberCode code;
  private final ClassName name;

  RecordWriter(ServiceModel model, ShapeModel shape) {
    this.model = model;
    this.shape = shape;
    this.types = new JavaTypes(model);
    this.code = new MemberCode(model);
    this.name = types.named(shape.name());
  }

  TypeSpec write() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    shape.members().forEach(member -> components.addParameter(parameter(member)));
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(name)
            .addJavadoc(
                "$L of AWS's model. Its lists, maps and arrays are not copied.", shape.name())
            .addAnnotation(JavaTypes.GENERATED)
            .addModifiers(Modifier.PUBLIC)
            .recordConstructor(components.build())
            .addSuperinterface(StructureWriter.class)
            .addField(description())
            .addFields(places())
            .addMethod(read())
            .addMethod(structure())
            .addMethod(writeMembers());
    shape.members().stream()
        .filter(this::isEventStream)
        .forEach(member -> type.addSuperinterface(Eventful.class).addMethod(feed(member)));
    return type.addMethod(builder()).addMethod(toBuilder()).addType(builderType()).build();
  }

  private boolean isEventStream(MemberModel member) {
    return model.shape(member.target()).isEventStream();
  }

  private MethodSpec feed(MemberModel member) {
    return MethodSpec.methodBuilder("feed")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(types.of(member).annotated(JavaTypes.NULLABLE))
        .addStatement("return $L", Names.component(member.name()))
        .build();
  }

  private ParameterSpec parameter(MemberModel member) {
    TypeName type = types.of(member).annotated(JavaTypes.NULLABLE);
    return ParameterSpec.builder(type, Names.component(member.name())).build();
  }

  FieldSpec description() {
    return description(model, shape);
  }

  static FieldSpec description(ServiceModel model, ShapeModel shape) {
    MemberCode code = new MemberCode(model);
    List<CodeBlock> parts = new ArrayList<>();
    parts.add(CodeBlock.of("$S", shape.name()));
    for (int i = 0; i < shape.members().size(); i++) {
      parts.add(CodeBlock.of("$L.build()", code.description(shape.members().get(i), i)));
    }
    return FieldSpec.builder(Structure.class, "STRUCTURE")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer("new $T(\n$L)", Structure.class, CodeBlock.join(parts, ",\n"))
        .build();
  }

  private List<FieldSpec> places() {
    List<FieldSpec> fields = new ArrayList<>();
    for (int i = 0; i < shape.members().size(); i++) {
      fields.add(
          FieldSpec.builder(Member.class, place(shape.members().get(i)))
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer("STRUCTURE.members().get($L)", i)
              .build());
    }
    return fields;
  }

  private static String place(MemberModel member) {
    return "M_" + Names.constant(member.name());
  }

  private MethodSpec read() {
    CodeBlock.Builder body = CodeBlock.builder();
    body.addStatement("Builder builder = new Builder()")
        .addStatement("in.beginStructure(STRUCTURE)");
    body.addStatement("$T member", JavaTypes.nullable(Member.class));
    body.beginControlFlow("while ((member = in.nextMember(STRUCTURE)) != null)");
    body.beginControlFlow("switch (member.index())");
    for (int i = 0; i < shape.members().size(); i++) {
      MemberModel member = shape.members().get(i);
      String component = Names.component(member.name());
      body.addStatement(
          "case $L -> builder.$L = $L", i, component, code.read(member, place(member)));
    }
    body.addStatement("default -> throw new $T(member.toString())", AssertionError.class);
    body.endControlFlow().endControlFlow().addStatement("return builder.build()");
    return MethodSpec.methodBuilder("read")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addParameter(ShapeReader.class, "in")
        .returns(name)
        .addCode(body.build())
        .build();
  }

  static MethodSpec structure() {
    return MethodSpec.methodBuilder("structure")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(Structure.class)
        .addStatement("return STRUCTURE")
        .build();
  }

  private MethodSpec writeMembers() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("writeMembers")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(ShapeWriter.class, "out");
    for (MemberModel member : shape.members()) {
      if (isEventStream(member)) {
        continue;
      }
      String component = Names.component(member.name());
      method
          .beginControlFlow("if ($L != null)", component)
          .addStatement(code.write(member, place(member), component))
          .endControlFlow();
    }
    return method.build();
  }

  private static MethodSpec builder() {
    return MethodSpec.methodBuilder("builder")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(ClassName.bestGuess("Builder"))
        .addStatement("return new Builder()")
        .build();
  }

  private MethodSpec toBuilder() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("toBuilder")
            .addJavadoc("A builder that begins with what is here.")
            .addModifiers(Modifier.PUBLIC)
            .returns(ClassName.bestGuess("Builder"))
            .addStatement("Builder builder = new Builder()");
    for (MemberModel member : shape.members()) {
      String component = Names.component(member.name());
      method.addStatement("builder.$1L = $1L", component);
    }
    return method.addStatement("return builder").build();
  }

  private TypeSpec builderType() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Builder")
            .addJavadoc("Collects what is present.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    List<CodeBlock> arguments = new ArrayList<>();
    for (MemberModel member : shape.members()) {
      ParameterSpec parameter = parameter(member);
      type.addField(parameter.type(), parameter.name(), Modifier.PRIVATE);
      arguments.add(CodeBlock.of("$L", parameter.name()));
      type.addMethod(
          MethodSpec.methodBuilder(parameter.name())
              .addModifiers(Modifier.PUBLIC)
              .returns(ClassName.bestGuess("Builder"))
              .addParameter(parameter)
              .addStatement("this.$1L = $1L", parameter.name())
              .addStatement("return this")
              .build());
    }
    return type.addMethod(
            MethodSpec.methodBuilder("build")
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addStatement("return new $T($L)", name, CodeBlock.join(arguments, ", "))
                .build())
        .build();
  }
}
