package io.waybill.server.admin;

/// An admin call asks for what can't be done.
///
/// A plain exception rather than a service's Refusal: this API is ours, and no model of AWS has its
/// errors.
final class AdminRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  private AdminRefusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static AdminRefusal badRequest(String message) {
    return new AdminRefusal(400, "BadRequest", message);
  }

  static AdminRefusal forbidden(String message) {
    return new AdminRefusal(403, "Forbidden", message);
  }

  static AdminRefusal notFound(String message) {
    return new AdminRefusal(404, "NotFound", message);
  }

  static AdminRefusal methodNotAllowed(String message) {
    return new AdminRefusal(405, "MethodNotAllowed", message);
  }

  static AdminRefusal notInTestMode() {
    return new AdminRefusal(
        409,
        "NotInTestMode",
        "the server was not started with --test-mode, so time and data are real");
  }

  static AdminRefusal backupRunning(String folder) {
    return new AdminRefusal(409, "BackupRunning", "a backup to " + folder + " is running");
  }

  static AdminRefusal failed(String message) {
    return new AdminRefusal(500, "Failed", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
