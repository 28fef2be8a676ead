package io.waybill.shapes;

/// Where protocols that use HTTP's own means put a member of an input, output or error.
public enum HttpPlace {
  /// Among the members of the body's one structure.
  BODY,
  /// A part of the path.
  LABEL,
  QUERY,
  /// All query parameters that no other member takes.
  QUERY_MAP,
  HEADER,
  /// All headers that begin with the member's name there.
  PREFIX_HEADERS,
  /// The whole body.
  PAYLOAD,
  STATUS
}
