package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.Endpoint;
import io.waybill.sns.api.ListEndpointsByPlatformApplicationInput;
import io.waybill.sns.api.ListEndpointsByPlatformApplicationResponse;
import io.waybill.sns.model.PlatformArns;

/// Lists a platform application's endpoints, 100 a page.
final class ListEndpointsByPlatformApplication
    implements Operation<
        ListEndpointsByPlatformApplicationInput, ListEndpointsByPlatformApplicationResponse> {
  private static final String LIST = "ListEndpointsByPlatformApplication";

  private final Access access;

  ListEndpointsByPlatformApplication(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      ListEndpointsByPlatformApplicationInput input,
      Answer<ListEndpointsByPlatformApplicationResponse> answer) {
    Arn application = PlatformArns.application(input.platformApplicationArn(), caller);
    String after = Pages.after(LIST, input.nextToken());
    access.inHome(
        application,
        step -> {
          var page = Applications.endpoints(LIST, application, after, step);
          return new ListEndpointsByPlatformApplicationResponse(
              page.entries().stream()
                  .map(each -> new Endpoint(each.getKey(), each.getValue()))
                  .toList(),
              page.next());
        },
        answer);
  }
}
