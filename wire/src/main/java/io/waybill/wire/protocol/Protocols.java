package io.waybill.wire.protocol;

import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.ServiceShape;

/// Makes the protocols that we speak.
public final class Protocols {
  private Protocols() {}

  /// Throws an IllegalArgumentException where we don't speak `name`.
  public static Protocol of(ProtocolName name, ServiceShape service) {
    return switch (name) {
      case AWS_JSON_1_0 -> new AwsJson(service, "1.0");
      case AWS_JSON_1_1 -> new AwsJson(service, "1.1");
      case AWS_QUERY -> new AwsQuery(service);
      case RPC_V2_CBOR -> new RpcV2Cbor(service);
      case AWS_CBOR -> new AwsCbor(service);
      case REST_JSON_1 -> new RestJson(service);
      case EC2_QUERY, REST_XML -> throw new IllegalArgumentException(name + " is not spoken here");
    };
  }
}
