package io.waybill.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.AccountId;
import io.waybill.wire.protocol.WireRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AWS's Signature Version 4 test suite: the requests and the signatures that it gives for them.
final class PublishedCasesTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final AccessKey KEY =
      AccessKey.ofRoot("AKIDEXAMPLE", SECRET, new AccountId("123456789012"));
  private static final long NOW = Instant.parse("2015-08-30T12:36:00Z").toEpochMilli();
  private static final String UNRESERVED =
      "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SignatureCheck check =
      new SignatureCheck(id -> Optional.of(KEY).filter(key -> key.id().equals(id)), () -> NOW);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get-vanilla|GET /||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          post-vanilla|POST /||5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          get-header-key-duplicate|GET /|value2,value2,value1|c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea
          get-header-value-order|GET /|value4,value1,value3,value2|08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01
          post-header-key-sort|POST /|value1|c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c
          post-header-value-case|POST /|VALUE1|cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d
          get-unreserved|GET /UNRESERVED||07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f
          get-utf8|GET /%E1%88%B4||8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
          get-vanilla-empty-query-key|GET /?Param1=value1||a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb
          get-vanilla-query-order-key|GET /?Param1=value2&Param1=Value1||eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1
          get-vanilla-query-order-key-case|GET /?Param2=value2&Param1=value1||b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          get-vanilla-query-order-value|GET /?Param1=value2&Param1=value1||5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694
          get-vanilla-query-unreserved|GET /?UNRESERVED=UNRESERVED||9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197
          get-vanilla-utf8-query|GET /?%E1%88%B4=bar||2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04
          post-vanilla-query|POST /?Param1=value1||28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11
          get-relative|GET /example/..||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-relative-relative|GET /example1/example2/../..||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slash|GET //||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slash-dot-slash|GET /./||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slash-pointless-dot|GET /./example||ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5
          get-slashes|GET //example//||9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
          get-space|GET /example%20space/||652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
          """)
  void isAccepted(String name, String start, @Nullable String values, String signature) {
    List<String> lines = new ArrayList<>();
    lines.add(start.replace("UNRESERVED", UNRESERVED));
    lines.add("Host: example.amazonaws.com");
    if (values != null) {
      for (String value : values.split(",", -1)) {
        lines.add("My-Header1: " + value);
      }
    }
    lines.add("X-Amz-Date: 20150830T123600Z");
    String signed = values == null ? "host;x-amz-date" : "host;my-header1;x-amz-date";
    lines.add(authorization(signed, signature));
    WireRequest request = Lines.request("", lines.toArray(String[]::new));

    assertThat(check.require(SignatureReader.read(request), request, "service")).isEqualTo(KEY);
  }

  @Test
  void blanksInAValueCountOnce() {
    WireRequest request =
        Lines.request(
            "",
            "GET /",
            "Host: example.amazonaws.com",
            "My-Header1: value1",
            "My-Header2: \"a   b   c\"",
            "X-Amz-Date: 20150830T123600Z",
            authorization(
                "host;my-header1;my-header2;x-amz-date",
                "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"));

    assertThat(check.require(SignatureReader.read(request), request, "service")).isEqualTo(KEY);
  }

  @Test
  void aBodyIsCovered() {
    WireRequest request =
        Lines.request(
            "Param1=value1",
            "POST /",
            "Content-Type: application/x-www-form-urlencoded",
            "Host: example.amazonaws.com",
            "X-Amz-Date: 20150830T123600Z",
            "Content-Length: 13",
            authorization(
                "content-type;host;x-amz-date",
                "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));

    assertThat(check.require(SignatureReader.read(request), request, "service")).isEqualTo(KEY);
  }

  private static String authorization(String signedHeaders, String signature) {
    return "Authorization: AWS4-HMAC-SHA256"
        + " Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
        + signedHeaders
        + ", Signature="
        + signature;
  }
}
