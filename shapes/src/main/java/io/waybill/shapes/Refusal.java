package io.waybill.shapes;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value that says no: an error of the service's model and the message for the caller.
///
/// It can be thrown, without a stack trace, because what refuses is often deep in the reading of
/// one field; whoever takes a call in hand answers with it. It is never a bug: bugs are other
/// exceptions.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ErrorShape shape;
  private final String text;
  private final transient @Nullable StructureWriter details;

  public Refusal(ErrorShape shape, String message) {
    this(shape, message, null);
  }

  /// A refusal with an error's own record: its members go to the caller, the message among them.
  public Refusal(ErrorShape shape, String message, @Nullable StructureWriter details) {
    super(message, null, false, false);
    this.shape = shape;
    this.text = message;
    this.details = details;
  }

  public ErrorShape shape() {
    return shape;
  }

  /// What the caller learns beside the message, where the model's error has members of its own.
  public Optional<StructureWriter> details() {
    return Optional.ofNullable(details);
  }

  /// Whether it is the message alone that is told. AWS (CloudWatch, recorded): an error without a
  /// message has no empty one.
  public boolean hasMessage() {
    return details == null && !text.isEmpty();
  }

  /// The message for the caller.
  public String text() {
    return text;
  }
}
