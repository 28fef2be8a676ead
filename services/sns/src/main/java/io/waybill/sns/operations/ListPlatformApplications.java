package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ListPlatformApplicationsInput;
import io.waybill.sns.api.ListPlatformApplicationsResponse;
import io.waybill.sns.api.PlatformApplication;

/// Lists the caller's platform applications, 100 a page.
final class ListPlatformApplications
    implements Operation<ListPlatformApplicationsInput, ListPlatformApplicationsResponse> {
  private static final String LIST = "ListPlatformApplications";

  private final Access access;

  ListPlatformApplications(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      ListPlatformApplicationsInput input,
      Answer<ListPlatformApplicationsResponse> answer) {
    var page =
        Pages.of(
            LIST,
            input.nextToken(),
            (after, most) ->
                access.catalog().applications(caller.account(), caller.region(), after, most));
    answer.succeed(
        new ListPlatformApplicationsResponse(
            page.entries().stream()
                .map(each -> {
                  String resource = each.getKey().substring(each.getKey().indexOf("app/"));
                  Arn arn = Arn.of("sns", caller.region(), caller.account(), resource);
                  return new PlatformApplication(arn.toString(), each.getValue());
                })
                .toList(),
            page.next()));
  }
}
