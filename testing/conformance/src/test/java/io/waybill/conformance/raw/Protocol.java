package io.waybill.conformance.raw;

/// How a call is put into bytes.
public enum Protocol {
  JSON,
  QUERY
}
