package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.FunctionCodeLocation;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.GetFunctionRequest;
import io.waybill.lambda.api.GetFunctionResponse;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.Map;

/// Tells of a function or one of its versions: configuration, where the code is, tags.
final class GetFunction implements Operation<GetFunctionRequest, GetFunctionResponse> {
  private final Access access;

  GetFunction(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, GetFunctionRequest input, Answer<GetFunctionResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    Resource function = access.function(name);
    FunctionConfiguration configuration = GetFunctionConfiguration.of(access, name);
    Map<String, String> tags =
        function.get(Kind.TAGS).map(each -> Inputs.map(each.tags())).orElse(Map.of());
    answer.succeed(
        new GetFunctionResponse(
            configuration,
            FunctionCodeLocation.builder()
                .repositoryType("S3")
                .location(
                    caller.baseUrl()
                        + PackageDownloads.path(Inputs.text(configuration.codeSha256())))
                .build(),
            tags.isEmpty() ? null : tags,
            function.get(Kind.RESERVED).orElse(null)));
  }
}
