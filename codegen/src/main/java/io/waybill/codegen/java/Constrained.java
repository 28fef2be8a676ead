package io.waybill.codegen.java;

import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.OperationModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.codegen.model.Traits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which shapes of a model have anything to check in an input: those that hold a constraint,
/// however deep.
final class Constrained {
  private static final List<Trait> RULES =
      List.of(
          Trait.PATTERN,
          Trait.LENGTH_MIN,
          Trait.LENGTH_MAX,
          Trait.RANGE_MIN,
          Trait.RANGE_MAX,
          Trait.ENUM,
          Trait.UNIQUE_ITEMS);

  private final ServiceModel model;
  private final Set<String> checked = new HashSet<>();

  Constrained(ServiceModel model) {
    this.model = model;
    if (model.validated()) {
      Set<String> inputs = new HashSet<>();
      for (OperationModel operation : model.operations()) {
        operation.input().ifPresent(name -> reach(name, inputs));
      }
      while (checked.addAll(inputs.stream().filter(name -> holds(model.shape(name))).toList())) {
        // until no holder of a checked shape is missing
      }
    }
  }

  private void reach(String name, Set<String> seen) {
    if (seen.add(name)) {
      model.shape(name).members().forEach(member -> reach(member.target(), seen));
    }
  }

  private boolean holds(ShapeModel shape) {
    return shape.members().stream()
        .anyMatch(member ->
            isRequired(shape, member) || hasRules(member) || checked.contains(member.target()));
  }

  /// Whether `shape` has a method that checks it.
  boolean isChecked(ShapeModel shape) {
    return checked.contains(shape.name());
  }

  boolean isRequired(ShapeModel holder, MemberModel member) {
    return holder.isStructure() && member.traits().has(Trait.REQUIRED);
  }

  boolean hasRules(MemberModel member) {
    Traits traits = model.traits(member);
    return RULES.stream().anyMatch(traits::has);
  }
}
