package io.waybill.shapes;

/// What can write its members: every generated record.
public interface StructureWriter {
  Structure structure();

  /// Writes each member that is present, in the model's order.
  void writeMembers(ShapeWriter out);
}
