package io.waybill.shapes;

/// The protocols that AWS's service models name.
public enum ProtocolName {
  AWS_JSON_1_0,
  AWS_JSON_1_1,
  AWS_QUERY,
  EC2_QUERY,
  REST_JSON_1,
  REST_XML,
  RPC_V2_CBOR,
  /// Kinesis's own: awsJson with CBOR as its encoding.
  AWS_CBOR
}
