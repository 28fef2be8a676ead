package io.waybill.conformance.stories;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.waybill.conformance.RunningServer;
import io.waybill.conformance.nonsense.CborCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/// CloudWatch in CBOR.
public record CborService(RunningServer server) implements Service {
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  @Override
  public String name() {
    return "monitoring in CBOR";
  }

  @Override
  public Told call(String operation, Map<String, Object> input) {
    HttpResponse<byte[]> reply =
        Sending.send(
            server, "monitoring", new CborCall("GraniteServiceVersion20100801"), operation, input);
    return Sending.told(reply, members(reply.body()));
  }

  private static Map<String, Object> members(byte[] body) {
    if (body.length == 0) {
      return new LinkedHashMap<>();
    }
    try {
      return CBOR.readValue(body, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (IOException malformed) {
      throw new AssertionError("not CBOR", malformed);
    }
  }
}
