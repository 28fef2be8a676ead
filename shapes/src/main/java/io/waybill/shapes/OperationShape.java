package io.waybill.shapes;

/// One operation of a service's model, compared by identity: its generated constant is its only
/// instance.
///
/// @param <I> the input's record
/// @param <O> the output's record
@SuppressWarnings("UnusedTypeParameter") // they tie an operation to its input and output
public final class OperationShape<I, O> {
  private final String service;
  private final String name;

  /// @param service the service's endpoint prefix, such as `sqs`
  /// @param name the operation's name, such as `SendMessage`
  public OperationShape(String service, String name) {
    this.service = service;
    this.name = name;
  }

  public String service() {
    return service;
  }

  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return service + ":" + name;
  }
}
