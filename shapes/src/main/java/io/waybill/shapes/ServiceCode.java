package io.waybill.shapes;

import java.util.List;

/// What the generator writes once for a service: how to read inputs and write outputs, by the
/// operation's number.
///
/// One class with a switch, instead of two lambdas an operation, so that starting loads no shape: a
/// record's class loads when its operation is first called.
public interface ServiceCode {
  /// All operations, each numbered by its place in this list.
  List<OperationShape<?, ?>> operations();

  Object readInput(int operation, ShapeReader in);

  Structure input(int operation);

  Structure output(int operation);

  List<ErrorShape> errors(int operation);

  /// Refuses an input that breaks a constraint of the model.
  void validate(int operation, Object input);

  /// For tests and clients: reads an output.
  Object readOutput(int operation, ShapeReader in);
}
