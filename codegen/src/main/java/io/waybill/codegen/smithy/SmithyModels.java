package io.waybill.codegen.smithy;

import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.loader.ModelAssembler;

/// Loads Smithy models.
public final class SmithyModels {
  private SmithyModels() {}

  /// All models of the jars on the class path, as one. Unknown traits are let be: some vectors
  /// carry traits of packages that we have no use for.
  public static Model onClassPath() {
    return Model.assembler()
        .putProperty(ModelAssembler.ALLOW_UNKNOWN_TRAITS, true)
        .disableValidation()
        .discoverModels(SmithyModels.class.getClassLoader())
        .assemble()
        .unwrap();
  }
}
