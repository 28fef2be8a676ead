package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.ListFunctionsRequest;
import io.waybill.lambda.api.ListFunctionsResponse;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.List;
import java.util.stream.Stream;

/// Lists the caller's functions by name, up to 50 a page.
final class ListFunctions implements Operation<ListFunctionsRequest, ListFunctionsResponse> {
  private final Access access;

  ListFunctions(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, ListFunctionsRequest input, Answer<ListFunctionsResponse> answer) {
    int most = Inputs.most(input.maxItems());
    var found =
        access
            .catalog()
            .list(
                caller.account(),
                caller.region(),
                "function:",
                Inputs.after("ListFunctions", input.marker()),
                most + 1);
    Inputs.Page<Resource> page = Inputs.page("ListFunctions", found, most);
    boolean all = "ALL".equals(input.functionVersion());
    List<FunctionConfiguration> told =
        page.values().stream().flatMap(function -> versions(function, all)).toList();
    answer.succeed(new ListFunctionsResponse(page.next(), told));
  }

  private Stream<FunctionConfiguration> versions(Resource function, boolean all) {
    Stream<String> versions =
        all ? function.all(Kind.VERSION).keySet().stream() : Stream.of(FunctionName.LATEST);
    return versions
        .flatMap(version -> Versions.at(function, version, access.now()).stream())
        .map(Versions::listed)
        .map(each ->
            all
                ? each.toBuilder().functionArn(function.arn() + ":" + each.version()).build()
                : each);
  }
}
