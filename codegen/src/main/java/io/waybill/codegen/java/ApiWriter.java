package io.waybill.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.waybill.codegen.model.OperationModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.shapes.HttpBinding;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.ServiceShape;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// Writes the class that names a service and its operations.
final class ApiWriter {
  private final ServiceModel model;
  private final JavaTypes types;

  ApiWriter(ServiceModel model) {
    this.model = model;
    this.types = new JavaTypes(model);
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(types.api())
            .addJavadoc("The service and its operations.")
            .addAnnotation(JavaTypes.GENERATED)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addField(service())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (int i = 0; i < model.operations().size(); i++) {
      type.addField(operation(model.operations().get(i), i));
    }
    return type.build();
  }

  private FieldSpec service() {
    ServiceShape.Facts facts = model.facts();
    CodeBlock code =
        CodeBlock.of(
            "new $T(new $T($S, $S, $S, $S, $S, $S, $S, $S, $L, $S, $T.of($L)), new $T())",
            ServiceShape.class,
            ServiceShape.Facts.class,
            facts.name(),
            facts.signingName(),
            facts.version(),
            facts.targetPrefix(),
            facts.smithyName(),
            facts.xmlNamespace(),
            facts.xmlNamespacePrefix(),
            facts.errorNamespace(),
            facts.queryCompatible(),
            facts.queryPathMember(),
            Set.class,
            protocols(),
            types.code());
    return constant(ClassName.get(ServiceShape.class), "SERVICE", code);
  }

  private CodeBlock protocols() {
    List<CodeBlock> names =
        model.facts().protocols().stream()
            .sorted()
            .map(name -> CodeBlock.of("$T.$L", ProtocolName.class, name))
            .toList();
    return CodeBlock.join(names, ", ");
  }

  private FieldSpec operation(OperationModel operation, int number) {
    TypeName shape =
        ParameterizedTypeName.get(
            ClassName.get(OperationShape.class),
            types.ofOperation(operation.input()),
            types.ofOperation(operation.output()));
    CodeBlock code =
        CodeBlock.of(
            "new $T<>(SERVICE, $S, $L, $L)",
            OperationShape.class,
            operation.name(),
            number,
            http(operation.http()));
    return constant(shape, Names.constant(operation.name()), code);
  }

  private static CodeBlock http(HttpBinding http) {
    if (http.equals(HttpBinding.POST)) {
      return CodeBlock.of("$T.POST", HttpBinding.class);
    }
    return CodeBlock.of(
        "new $T($S, $S, $L)", HttpBinding.class, http.method(), http.uri(), http.status());
  }

  private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
    return FieldSpec.builder(type, name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }
}
