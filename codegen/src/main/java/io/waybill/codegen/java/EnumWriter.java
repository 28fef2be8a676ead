package io.waybill.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.shapes.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// Writes the known values of an enum as constants. In records an enum stays a String, or an
/// Integer: its values are open.
final class EnumWriter {
  private final ServiceModel model;

  EnumWriter(ServiceModel model) {
    this.model = model;
  }

  TypeSpec write(ShapeModel shape) {
    boolean numbers = shape.kind() == Kind.INTEGER;
    TypeName type = numbers ? TypeName.INT : ClassName.get(String.class);
    String format = numbers ? "$L" : "$S";
    List<String> values = shape.traits().values(Trait.ENUM);
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(new JavaTypes(model).named(shape.name()))
            .addJavadoc("The known values of $L; there may be others.", shape.name())
            .addAnnotation(JavaTypes.GENERATED)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL);
    Set<String> taken = new HashSet<>(Set.of("VALUES"));
    for (String value : values) {
      spec.addField(
          FieldSpec.builder(type, unique(Names.constant(numbers ? "V" + value : value), taken))
              .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .initializer(format, value)
              .build());
    }
    return spec.addField(all(values, numbers, format))
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .build();
  }

  private static FieldSpec all(List<String> values, boolean numbers, String format) {
    ClassName element = ClassName.get(numbers ? Integer.class : String.class);
    List<CodeBlock> literals =
        values.stream().map(value -> CodeBlock.of(format, value)).distinct().toList();
    return FieldSpec.builder(
            ParameterizedTypeName.get(ClassName.get(List.class), element), "VALUES")
        .addJavadoc("All of them, in the model's order.")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.of($L)", List.class, CodeBlock.join(literals, ", "))
        .build();
  }

  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }
}
