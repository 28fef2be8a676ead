package io.waybill.codegen.model;

import io.waybill.shapes.ServiceShape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The part of a service that we generate: the operations chosen, and every shape they reach.
///
/// @param title what the names of the service's classes begin with, such as `Sqs`
/// @param javaPackage the package of the generated code
/// @param validated whether inputs are checked against the model's constraints
/// @param violationError the error that tells which constraints an input breaks; empty for the one
///   that is common to all services
/// @param extraErrors errors to generate although no operation lists them
public record ServiceModel(
    String title,
    String javaPackage,
    boolean validated,
    String violationError,
    ServiceShape.Facts facts,
    List<OperationModel> operations,
    List<String> extraErrors,
    SortedMap<String, ShapeModel> shapes) {

  public ShapeModel shape(String name) {
    ShapeModel shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalStateException("the model has no shape " + name);
    }
    return shape;
  }

  /// This model without the shapes that none of its operations reaches.
  public ServiceModel reachable() {
    Set<String> seen = new HashSet<>();
    for (OperationModel operation : operations) {
      operation.input().ifPresent(name -> reach(name, seen));
      operation.output().ifPresent(name -> reach(name, seen));
      operation.errors().forEach(name -> reach(name, seen));
    }
    extraErrors.forEach(name -> reach(name, seen));
    SortedMap<String, ShapeModel> kept = new TreeMap<>(shapes);
    kept.keySet().retainAll(seen);
    return new ServiceModel(
        title, javaPackage, validated, violationError, facts, operations, extraErrors, kept);
  }

  /// All errors, whoever names them, by name.
  public List<ShapeModel> errors() {
    return shapes.values().stream().filter(shape -> shape.traits().has(Trait.ERROR)).toList();
  }

  /// The traits of a member: its own, and where it is silent those of the shape that stands there.
  public Traits traits(MemberModel member) {
    return member.traits().over(shape(member.target()).traits().withoutNames());
  }

  private void reach(String name, Set<String> seen) {
    if (seen.add(name)) {
      shape(name).members().forEach(member -> reach(member.target(), seen));
    }
  }
}
