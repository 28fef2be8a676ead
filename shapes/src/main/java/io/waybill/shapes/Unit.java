package io.waybill.shapes;

/// The input or output of an operation that has none.
public record Unit() implements StructureWriter {
  public static final Unit INSTANCE = new Unit();
  public static final Structure STRUCTURE = new Structure("Unit");

  /// Reads the empty structure that stands for it.
  public static Unit read(ShapeReader in) {
    in.beginStructure(STRUCTURE);
    if (in.nextMember(STRUCTURE) != null) {
      throw new IllegalStateException("it has no members");
    }
    return INSTANCE;
  }

  @Override
  public Structure structure() {
    return STRUCTURE;
  }

  @Override
  public void writeMembers(ShapeWriter out) {}
}
