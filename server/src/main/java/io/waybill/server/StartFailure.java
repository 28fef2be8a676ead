package io.waybill.server;

/// A server could not start. The message is one plain line for the operator: what is in the way and
/// what to do.
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartFailure(String message) {
    super(message);
  }

  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
