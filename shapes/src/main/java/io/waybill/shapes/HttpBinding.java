package io.waybill.shapes;

/// How an operation is called where protocols use HTTP's own means.
///
/// @param method such as `GET`
/// @param uri the path's pattern, with `{Label}` and `{Label+}`, and fixed query parameters
/// @param status the answer's status when the call succeeds
public record HttpBinding(String method, String uri, int status) {
  /// What protocols that only post use.
  public static final HttpBinding POST = new HttpBinding("POST", "/", 200);
}
