package io.waybill.codegen.java;

import com.palantir.javapoet.MethodSpec;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/// Writes the checks of a model's constraints.
final class ValidationWriter {
  ValidationWriter(ServiceModel model) {}

  /// The method that finds the checks of an operation's input.
  MethodSpec dispatch() {
    return MethodSpec.methodBuilder("validate")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(int.class, "operation")
        .addParameter(Object.class, "input")
        .build();
  }

  Optional<MethodSpec> structure(ShapeModel shape) {
    return Optional.empty();
  }

  Optional<MethodSpec> union(ShapeModel shape) {
    return Optional.empty();
  }
}
