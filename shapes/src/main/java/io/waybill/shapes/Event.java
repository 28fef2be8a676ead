package io.waybill.shapes;

/// One of the events that follow an output: a generated union, exactly one of whose members is
/// there.
public interface Event extends StructureWriter {
  /// The member's name in the model, such as `PayloadChunk`.
  String eventName();

  /// The member.
  StructureWriter event();
}
