package io.waybill.codegen.model;

/// What a model says about a shape or a member beyond its type.
public enum Trait {
  REQUIRED,
  JSON_NAME,
  QUERY_NAME,
  XML_NAME,
  XML_NAMESPACE,
  XML_PREFIX,
  XML_ATTRIBUTE,
  FLATTENED,
  SPARSE,
  STREAMING,
  /// The union of the events that follow an output.
  EVENT_STREAM,
  TIMESTAMP_FORMAT,
  MEDIA_TYPE,
  /// The name of an `HttpPlace`.
  PLACE,
  PLACE_NAME,
  LENGTH_MIN,
  LENGTH_MAX,
  RANGE_MIN,
  RANGE_MAX,
  PATTERN,
  UNIQUE_ITEMS,
  /// Present where a value must not be told to others.
  SENSITIVE,
  /// The known values: a `List<String>`, or of integers for an integer enum.
  ENUM,
  /// Whose fault an error is: `client` or `server`.
  ERROR,
  ERROR_CODE,
  ERROR_NAMESPACE,
  ERROR_QUERY_ENDING,
  ERROR_STATUS
}
