package io.waybill.shapes;

/// A value that says no: an error of the service's model and the message for the caller.
///
/// It can be thrown, without a stack trace, because what refuses is often deep in the reading of
/// one field; whoever takes a call in hand answers with it. It is never a bug: bugs are other
/// exceptions.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ErrorShape shape;
  private final String text;

  public Refusal(ErrorShape shape, String message) {
    super(message, null, false, false);
    this.shape = shape;
    this.text = message;
  }

  public ErrorShape shape() {
    return shape;
  }

  /// The message for the caller.
  public String text() {
    return text;
  }
}
