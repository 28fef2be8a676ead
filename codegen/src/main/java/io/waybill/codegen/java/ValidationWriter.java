package io.waybill.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.OperationModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.codegen.model.Traits;
import io.waybill.shapes.Constraint;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Violations;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.lang.model.element.Modifier;

/// Writes the one class of a service that checks inputs against the model's constraints.
final class ValidationWriter {
  private final ServiceModel model;
  private final JavaTypes types;
  private final Constrained constrained;

  ValidationWriter(ServiceModel model) {
    this.model = model;
    this.types = new JavaTypes(model);
    this.constrained = new Constrained(model);
  }

  /// The method that finds the checks of an operation's input.
  MethodSpec dispatch() {
    CodeBlock.Builder body = CodeBlock.builder();
    if (model.operations().stream().anyMatch(operation -> input(operation).isPresent())) {
      body.addStatement("$1T violations = new $1T()", Violations.class);
      body.beginControlFlow("switch (operation)");
      for (int i = 0; i < model.operations().size(); i++) {
        int number = i;
        input(model.operations().get(i))
            .ifPresent(shape ->
                body.addStatement(
                    "case $L -> $T.check$L(($T) input, $S, violations)",
                    number,
                    types.checks(),
                    Names.type(shape.name()),
                    types.named(shape.name()),
                    ""));
      }
      body.add("default -> {}\n").endControlFlow().addStatement(refusal());
    }
    return MethodSpec.methodBuilder("validate")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(int.class, "operation")
        .addParameter(Object.class, "input")
        .addCode(body.build())
        .build();
  }

  private CodeBlock refusal() {
    return model.violationError().isEmpty()
        ? CodeBlock.of("violations.refuseIfAny()")
        : CodeBlock.of(
            "violations.refuseIfAny($T.$L)",
            types.errors(),
            Names.constant(model.violationError()));
  }

  private Optional<ShapeModel> input(OperationModel operation) {
    return operation.input().map(model::shape).filter(constrained::isChecked);
  }

  /// The class of checks; nothing where there is nothing to check.
  Optional<TypeSpec> checks() {
    List<ShapeModel> shapes =
        model.shapes().values().stream().filter(constrained::isChecked).toList();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(types.checks())
            .addAnnotation(JavaTypes.GENERATED)
            .addModifiers(Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (ShapeModel shape : shapes) {
      for (MemberModel member : shape.members()) {
        if (constrained.hasRules(member)) {
          type.addField(rules(shape, member));
        }
      }
      type.addMethod(check(shape));
    }
    return shapes.isEmpty() ? Optional.empty() : Optional.of(type.build());
  }

  private static String constant(ShapeModel shape, MemberModel member) {
    return "C_" + Names.constant(shape.name()) + "__" + Names.constant(member.name());
  }

  private FieldSpec rules(ShapeModel shape, MemberModel member) {
    Traits traits = model.traits(member);
    Kind kind = model.shape(member.target()).kind();
    CodeBlock.Builder code = CodeBlock.builder().add("$T.builder()", Constraint.class);
    traits
        .text(Trait.PATTERN)
        .filter(ValidationWriter::isJava)
        .ifPresent(regex -> code.add(".pattern($S)", regex));
    if (!kind.isNumber()) {
      traits.number(Trait.LENGTH_MIN).ifPresent(n -> code.add(".lengthMin($LL)", n));
      traits.number(Trait.LENGTH_MAX).ifPresent(n -> code.add(".lengthMax($LL)", n));
    }
    traits.number(Trait.RANGE_MIN).ifPresent(n -> code.add(".rangeMin($S)", n));
    traits.number(Trait.RANGE_MAX).ifPresent(n -> code.add(".rangeMax($S)", n));
    if (traits.has(Trait.ENUM)) {
      code.add(".oneOf($T.VALUES)", types.named(member.target()));
    }
    if (traits.has(Trait.UNIQUE_ITEMS)) {
      code.add(".unique()");
    }
    if (!shape.isStructure() && member.traits().has(Trait.REQUIRED)) {
      code.add(".notNull()");
    }
    if (traits.has(Trait.SENSITIVE)) {
      code.add(".sensitive()");
    }
    return FieldSpec.builder(Constraint.class, constant(shape, member))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(code.add(".build()").build())
        .build();
  }

  /// Whether a model's pattern is one in Java. What isn't, AWS's own Java servers can't check
  /// either.
  private static boolean isJava(String regex) {
    try {
      Pattern.compile(regex);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private MethodSpec check(ShapeModel shape) {
    CodeBlock.Builder body = CodeBlock.builder();
    switch (shape.kind()) {
      case STRUCTURE -> shape.members().forEach(member -> structureMember(shape, member, body));
      case UNION -> shape.members().forEach(member -> unionMember(shape, member, body));
      case LIST -> held(shape, shape.members().getFirst(), "value", "Member", body);
      case MAP -> {
        held(shape, shape.members().getFirst(), "value.keySet()", "Map keys", body);
        held(shape, shape.members().getLast(), "value.values()", "Map value", body);
      }
      default -> throw new IllegalArgumentException(shape.name());
    }
    return MethodSpec.methodBuilder("check" + Names.type(shape.name()))
        .addModifiers(Modifier.STATIC)
        .addParameter(types.of(shape), "value")
        .addParameter(String.class, "path")
        .addParameter(Violations.class, "violations")
        .addCode(body.build())
        .build();
  }

  private void structureMember(ShapeModel shape, MemberModel member, CodeBlock.Builder body) {
    boolean required = constrained.isRequired(shape, member);
    boolean deeper = constrained.isChecked(model.shape(member.target()));
    if (!required && !deeper && !constrained.hasRules(member)) {
      return;
    }
    String component = Names.component(member.name());
    String local = "its" + Names.type(component);
    body.addStatement("var $L = value.$L()", local, component);
    if (required) {
      body.beginControlFlow("if ($L == null)", local)
          .addStatement("violations.absent(path + $S)", told(member))
          .endControlFlow();
    }
    if (deeper || constrained.hasRules(member)) {
      body.beginControlFlow("if ($L != null)", local);
      present(shape, member, local, body);
      body.endControlFlow();
    }
  }

  private void unionMember(ShapeModel shape, MemberModel member, CodeBlock.Builder body) {
    if (constrained.hasRules(member) || constrained.isChecked(model.shape(member.target()))) {
      ClassName of = types.named(shape.name()).nestedClass(UnionWriter.caseName(member));
      String local = "its" + Names.type(Names.component(member.name()));
      body.beginControlFlow("if (value instanceof $T($L))", of, "var " + local);
      present(shape, member, local, body);
      body.endControlFlow();
    }
  }

  private void present(ShapeModel shape, MemberModel member, String local, CodeBlock.Builder body) {
    if (constrained.hasRules(member)) {
      body.addStatement(
          "$L.check(violations, path, $S, $L)", constant(shape, member), told(member), local);
    }
    ShapeModel target = model.shape(member.target());
    if (constrained.isChecked(target)) {
      String end = target.isStructure() ? "." : "";
      body.addStatement(
          "check$L($L, path + $S, violations)",
          Names.type(target.name()),
          local,
          told(member) + end);
    }
  }

  /// What a list or map holds. A path goes on, past a list, as AWS tells it:
  /// `records.1.member.data`.
  private void held(
      ShapeModel shape, MemberModel member, String all, String words, CodeBlock.Builder body) {
    if (constrained.hasRules(member)) {
      body.addStatement(
          "$L.checkAll(violations, path, value, $L, $S)", constant(shape, member), all, words);
    }
    ShapeModel target = model.shape(member.target());
    if (!constrained.isChecked(target)) {
      return;
    }
    String end = ".member" + (target.isStructure() ? "." : "");
    if (shape.kind() == Kind.MAP) {
      body.beginControlFlow("for (var entry : value.entrySet())")
          .addStatement("var held = entry.getValue()")
          .addStatement("$T at = path + '.' + entry.getKey() + $S", String.class, end);
    } else {
      body.addStatement("int number = 0")
          .beginControlFlow("for (var held : value)")
          .addStatement("$T at = path + '.' + ++number + $S", String.class, end);
    }
    body.beginControlFlow("if (held != null)")
        .addStatement("check$L(held, at, violations)", Names.type(target.name()))
        .endControlFlow()
        .endControlFlow();
  }

  /// AWS tells members' names with a small first letter.
  private static String told(MemberModel member) {
    return Character.toLowerCase(member.name().charAt(0)) + member.name().substring(1);
  }
}
