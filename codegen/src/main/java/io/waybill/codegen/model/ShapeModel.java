package io.waybill.codegen.model;

import io.waybill.shapes.Kind;
import java.util.List;

/// One shape of a model.
///
/// @param members of a structure or union its members, of a list its element, of a map its key and
///   its value, else nothing
public record ShapeModel(String name, Kind kind, List<MemberModel> members, Traits traits) {
  public ShapeModel {
    members = List.copyOf(members);
  }

  /// Whether a class of its own is generated for it.
  public boolean isStructure() {
    return kind == Kind.STRUCTURE || kind == Kind.UNION;
  }

  /// Whether values of it follow an output one by one.
  public boolean isEventStream() {
    return traits.has(Trait.EVENT_STREAM);
  }

  public boolean isCollection() {
    return kind == Kind.LIST || kind == Kind.MAP;
  }
}
