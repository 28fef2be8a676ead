package io.waybill.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.shapes.ErrorShape;
import java.math.BigDecimal;
import javax.lang.model.element.Modifier;

/// Writes the errors of a service as constants.
final class ErrorsWriter {
  private final ServiceModel model;
  private final JavaTypes types;

  ErrorsWriter(ServiceModel model) {
    this.model = model;
    this.types = new JavaTypes(model);
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(types.errors())
            .addJavadoc("The errors of the service.")
            .addAnnotation(JavaTypes.GENERATED)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (ShapeModel error : model.errors()) {
      type.addField(
          FieldSpec.builder(ErrorShape.class, Names.constant(error.name()))
              .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .initializer(constant(error))
              .build());
    }
    return type.build();
  }

  private CodeBlock constant(ShapeModel error) {
    return CodeBlock.of(
        "new $T($S, $S, $S, $L, $L, $S, $S)",
        ErrorShape.class,
        error.name(),
        error.traits().text(Trait.ERROR_CODE).orElse(error.name()),
        error.traits().text(Trait.ERROR_NAMESPACE).orElse(model.facts().errorNamespace()),
        error.traits().number(Trait.ERROR_STATUS).map(BigDecimal::intValue).orElse(400),
        error.traits().text(Trait.ERROR).orElse("client").equals("client"),
        messageName(error),
        error.traits().text(Trait.ERROR_QUERY_ENDING).orElse(""));
  }

  private static String messageName(ShapeModel error) {
    return error.members().stream()
        .map(MemberModel::name)
        .filter(name -> name.equalsIgnoreCase("message"))
        .findFirst()
        .orElse("message");
  }
}
