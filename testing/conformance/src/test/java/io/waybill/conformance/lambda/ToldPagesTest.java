package io.waybill.conformance.lambda;

import io.waybill.conformance.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Lists of Lambda, page by page: a marker that a list did not give out is refused.
final class ToldPagesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Told told = new Told(SERVER);

  @Test
  void aMarkerThatNobodyGaveOutIsRefused() {
    told.function("listed");
    String function = "\"FunctionName\": \"listed\", ";
    String[] lists = {
      "ListFunctions {",
      "ListLayers {",
      "ListEventSourceMappings {",
      "ListCodeSigningConfigs {",
      "ListLayerVersions {\"LayerName\": \"l\", ",
      "ListAliases {" + function,
      "ListVersionsByFunction {" + function,
      "ListFunctionUrlConfigs {" + function,
      "ListFunctionEventInvokeConfigs {" + function,
      "ListProvisionedConcurrencyConfigs {" + function
    };
    for (String list : lists) {
      for (String marker : new String[] {"garbage", "abcd", "bm90LWEtdG9rZW4="}) {
        told.tell(
            list
                + """
                  "Marker": "MARKER"}
                400 InvalidParameterValueException {"Type": "User",
                  "message": "Invalid pagination token."}
                """
                    .replace("MARKER", marker));
      }
    }
  }

  @Test
  void aMarkerBelongsToItsList() {
    told.function("one")
        .function("two")
        .tell(
            """
            ListFunctions {"MaxItems": 1}
            200 {"Functions": ["*"], "NextMarker": "?next"}
            ListFunctions {"MaxItems": 1, "Marker": "${next}"}
            200 {"Functions": ["*"], "...": ""}
            ListLayers {"Marker": "${next}"}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Invalid pagination token."}
            """);
  }

  @Test
  void versionsAreListedOneByOne() {
    told.function("versioned")
        .tell(
            """
            PublishVersion {"FunctionName": "versioned"}
            201 {"Version": "1", "...": ""}
            ListVersionsByFunction {"FunctionName": "versioned", "MaxItems": 1}
            200 {"Versions": [{"Version": "$LATEST", "...": ""}], "NextMarker": "?next"}
            ListVersionsByFunction {"FunctionName": "versioned", "Marker": "${next}"}
            200 {"Versions": [{"Version": "1", "...": ""}]}
            """);
  }
}
