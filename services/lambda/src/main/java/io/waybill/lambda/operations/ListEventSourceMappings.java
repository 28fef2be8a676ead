package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.ListEventSourceMappingsRequest;
import io.waybill.lambda.api.ListEventSourceMappingsResponse;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists event source mappings: all, or those of a source, a function or both.
record ListEventSourceMappings(Mappings mappings)
    implements Operation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse> {
  private static final int PAGE_MAX = 100;

  @Override
  public void call(
      Caller caller,
      ListEventSourceMappingsRequest input,
      Answer<ListEventSourceMappingsResponse> answer) {
    Optional<String> function =
        Optional.ofNullable(input.functionName())
            .map(name -> FunctionName.parse(name, null, caller).qualified());
    Optional<String> source = Optional.ofNullable(input.eventSourceArn());
    int most = Math.clamp(Inputs.or(input.maxItems(), PAGE_MAX), 1, PAGE_MAX);
    List<Map.Entry<String, Resource>> found =
        mappings
            .access()
            .catalog()
            .list(
                caller.account(),
                caller.region(),
                Mappings.PREFIX,
                Inputs.after("ListEventSourceMappings", input.marker()),
                Integer.MAX_VALUE)
            .stream()
            .filter(each -> wanted(Mappings.of(each.getValue()), source, function))
            .limit(most + 1L)
            .toList();
    Inputs.Page<Resource> page = Inputs.page("ListEventSourceMappings", found, most);
    answer.succeed(
        new ListEventSourceMappingsResponse(
            page.next(), page.values().stream().map(mappings::told).toList()));
  }

  private static boolean wanted(
      EventSourceMappingConfiguration mapping, Optional<String> source, Optional<String> function) {
    return source.map(each -> each.equals(mapping.eventSourceArn())).orElse(true)
        && function.map(each -> each.equals(mapping.functionArn())).orElse(true);
  }
}
