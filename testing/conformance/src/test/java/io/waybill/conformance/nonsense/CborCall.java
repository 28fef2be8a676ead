package io.waybill.conformance.nonsense;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// rpcv2Cbor.
///
/// @param service the service's name in the path
public record CborCall(String service) implements CallForm {
  private static final Pattern FAULT = Pattern.compile("(?s).*__type.{1,2}[A-Za-z0-9_.#]+.*");
  private static final int TEXT = 3 << 5;
  private static final int ARRAY = 4 << 5;
  private static final int MAP = 5 << 5;
  private static final int NEGATIVE = 1 << 5;
  private static final int DOUBLE = 0xFB;
  private static final int TRUE = 0xF5;
  private static final int FALSE = 0xF4;
  private static final int TAG = 6 << 5;
  private static final int EPOCH = 1;

  @Override
  public HttpRequest.Builder request(URI endpoint, String operation, Map<String, Object> input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, Plain.of(input));
    return HttpRequest.newBuilder(
            endpoint.resolve("/service/" + service + "/operation/" + operation))
        .header("Content-Type", "application/cbor")
        .header("Smithy-Protocol", "rpc-v2-cbor")
        .POST(HttpRequest.BodyPublishers.ofByteArray(out.toByteArray()));
  }

  private static void write(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        head(out, MAP, map.size());
        map.forEach((name, each) -> {
          write(out, name);
          write(out, each);
        });
      }
      case List<?> list -> {
        head(out, ARRAY, list.size());
        list.forEach(each -> write(out, each));
      }
      case Integer number -> integer(out, number);
      case Long number -> integer(out, number);
      case Double number -> {
        out.write(DOUBLE);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case Boolean flag -> out.write(flag ? TRUE : FALSE);
      case Instant time -> {
        head(out, TAG, EPOCH);
        integer(out, time.getEpochSecond());
      }
      default -> {
        byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        head(out, TEXT, text.length);
        out.writeBytes(text);
      }
    }
  }

  private static void integer(ByteArrayOutputStream out, long number) {
    head(out, number < 0 ? NEGATIVE : 0, number < 0 ? -1 - number : number);
  }

  private static void head(ByteArrayOutputStream out, int major, long length) {
    if (length < 24) {
      out.write(major | (int) length);
    } else {
      out.write(major | 27);
      out.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
    }
  }

  @Override
  public Pattern fault() {
    return FAULT;
  }
}
