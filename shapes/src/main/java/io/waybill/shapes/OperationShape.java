package io.waybill.shapes;

import java.util.List;

/// One operation of a service's model, compared by identity: its generated constant is its only
/// instance.
///
/// @param <I> the input's record
/// @param <O> the output's record
public final class OperationShape<I, O> {
  private final ServiceShape owner;
  private final String name;
  private final int number;
  private final HttpBinding http;

  /// @param name the operation's name, such as `SendMessage`
  /// @param number its number in the service's code
  public OperationShape(ServiceShape owner, String name, int number, HttpBinding http) {
    this.owner = owner;
    this.name = name;
    this.number = number;
    this.http = http;
  }

  /// The endpoint prefix of the service, such as `sqs`.
  public String service() {
    return owner.name();
  }

  public String name() {
    return name;
  }

  public ServiceShape owner() {
    return owner;
  }

  public HttpBinding http() {
    return http;
  }

  public Structure input() {
    return code().input(number);
  }

  public Structure output() {
    return code().output(number);
  }

  /// The errors that the model lists for this operation.
  public List<ErrorShape> errors() {
    return code().errors(number);
  }

  /// Reads an input, without checking the model's constraints.
  @SuppressWarnings("unchecked") // the generator numbers constants and code alike
  public I readInput(ShapeReader in) {
    return (I) code().readInput(number, in);
  }

  @SuppressWarnings("unchecked") // the generator numbers constants and code alike
  public O readOutput(ShapeReader in) {
    return (O) code().readOutput(number, in);
  }

  /// Refuses an input that breaks a constraint of the model.
  public void validate(I input) {
    code().validate(number, input);
  }

  private ServiceCode code() {
    return owner.code();
  }

  @Override
  public String toString() {
    return service() + ":" + name;
  }
}
