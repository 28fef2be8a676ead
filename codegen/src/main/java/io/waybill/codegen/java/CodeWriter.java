package io.waybill.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.waybill.codegen.model.OperationModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.ServiceCode;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.Structure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/// Writes the switches by which a service's operations find their code.
final class CodeWriter {
  private final ServiceModel model;
  private final JavaTypes types;

  CodeWriter(ServiceModel model) {
    this.model = model;
    this.types = new JavaTypes(model);
  }

  TypeSpec write() {
    return TypeSpec.classBuilder(types.code())
        .addAnnotation(JavaTypes.GENERATED)
        .addModifiers(Modifier.FINAL)
        .addSuperinterface(ServiceCode.class)
        .addMethod(operations())
        .addMethod(
            byOperation("readInput", ClassName.get(Object.class), this::readInput)
                .addParameter(ShapeReader.class, "in")
                .build())
        .addMethod(
            byOperation("readOutput", ClassName.get(Object.class), this::readOutput)
                .addParameter(ShapeReader.class, "in")
                .build())
        .addMethod(
            byOperation("input", ClassName.get(Structure.class), o -> structure(o.input())).build())
        .addMethod(
            byOperation("output", ClassName.get(Structure.class), o -> structure(o.output()))
                .build())
        .addMethod(
            byOperation("errors", listOf(ClassName.get(ErrorShape.class)), this::errors).build())
        .addMethod(new ValidationWriter(model).dispatch())
        .build();
  }

  private MethodSpec operations() {
    TypeName any = WildcardTypeName.subtypeOf(Object.class);
    TypeName operation = ParameterizedTypeName.get(ClassName.get(OperationShape.class), any, any);
    List<CodeBlock> constants =
        model.operations().stream()
            .map(o -> CodeBlock.of("$T.$L", types.api(), Names.constant(o.name())))
            .toList();
    return MethodSpec.methodBuilder("operations")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(listOf(operation))
        .addStatement("return $T.of($L)", List.class, CodeBlock.join(constants, ",\n"))
        .build();
  }

  private static TypeName listOf(TypeName element) {
    return ParameterizedTypeName.get(ClassName.get(List.class), element);
  }

  private MethodSpec.Builder byOperation(
      String name, TypeName returned, Function<OperationModel, CodeBlock> value) {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (operation) {\n$>");
    for (int i = 0; i < model.operations().size(); i++) {
      body.addStatement("case $L -> $L", i, value.apply(model.operations().get(i)));
    }
    body.addStatement("default -> throw new $T(operation)", IndexOutOfBoundsException.class);
    body.add("$<};\n");
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(int.class, "operation")
        .returns(returned)
        .addCode(body.build());
  }

  private CodeBlock readInput(OperationModel operation) {
    return CodeBlock.of("$T.read(in)", types.ofOperation(operation.input()));
  }

  private CodeBlock readOutput(OperationModel operation) {
    return CodeBlock.of("$T.read(in)", types.ofOperation(operation.output()));
  }

  private CodeBlock structure(Optional<String> shape) {
    return CodeBlock.of("$T.STRUCTURE", types.ofOperation(shape));
  }

  private CodeBlock errors(OperationModel operation) {
    List<CodeBlock> errors =
        operation.errors().stream()
            .map(name -> CodeBlock.of("$T.$L", types.errors(), Names.constant(name)))
            .toList();
    return CodeBlock.of("$T.of($L)", List.class, CodeBlock.join(errors, ", "));
  }
}
