package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.ListVersionsByFunctionRequest;
import io.waybill.lambda.api.ListVersionsByFunctionResponse;
import io.waybill.lambda.api.PublishVersionRequest;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Publishing and listing versions.
record PublishedVersions(Access access) {
  void publish(Caller caller, PublishVersionRequest input, Answer<FunctionConfiguration> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    access.change(
        name,
        (function, step) -> {
          FunctionConfiguration latest = Versions.latest(function, step.now());
          Versions.requireSettled(latest, function);
          Versions.requireRevision(input.revisionId(), latest);
          if (input.codeSha256() != null
              && !input.codeSha256().isEmpty()
              && !input.codeSha256().equals(latest.codeSha256())) {
            throw Refusals.invalid(
                "CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). Please try again with the CodeSHA256 in $LATEST."
                    .formatted(input.codeSha256(), latest.codeSha256()));
          }
          if (unchanged(function, latest)) {
            return Versions.at(function, String.valueOf(function.lastVersion()), step.now())
                .orElseThrow();
          }
          Versions.Published published =
              Versions.publish(function, latest, input.description(), step);
          step.resources().put(published.function(), step.transaction());
          return published.version();
        },
        answer);
  }

  /// AWS: a version that would be as the latest one is not made.
  private static boolean unchanged(Resource function, FunctionConfiguration latest) {
    return function
        .get(Kind.VERSION, String.valueOf(function.lastVersion()))
        .filter(version ->
            Objects.equals(version.codeSha256(), latest.codeSha256())
                && Objects.equals(version.lastModified(), latest.lastModified()))
        .isPresent();
  }

  void list(
      Caller caller,
      ListVersionsByFunctionRequest input,
      Answer<ListVersionsByFunctionResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    SortedMap<String, FunctionConfiguration> byNumber = new TreeMap<>();
    Resource function = access.function(name);
    for (String version : function.all(Kind.VERSION).keySet()) {
      Versions.at(function, version, access.now())
          .map(Versions::listed)
          .map(each -> each.toBuilder().functionArn(name.arn() + ":" + version).build())
          .ifPresent(each -> byNumber.put(place(version), each));
    }
    Inputs.Page<FunctionConfiguration> page =
        Inputs.page("ListVersionsByFunction", byNumber, input.marker(), input.maxItems());
    answer.succeed(new ListVersionsByFunctionResponse(page.next(), page.values()));
  }

  /// `$LATEST` comes first, then the numbers as such.
  private static String place(String version) {
    return "%020d".formatted(version.equals(FunctionName.LATEST) ? 0 : Long.parseLong(version));
  }
}
