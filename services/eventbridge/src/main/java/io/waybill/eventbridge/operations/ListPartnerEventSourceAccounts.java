package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ListPartnerEventSourceAccountsRequest;
import io.waybill.eventbridge.api.ListPartnerEventSourceAccountsResponse;
import io.waybill.eventbridge.api.PartnerEventSourceAccount;
import io.waybill.eventbridge.state.SourceDefinition;
import java.util.Comparator;
import java.util.List;

/// Lists the accounts that a partner offers an event source to.
final class ListPartnerEventSourceAccounts
    implements Operation<
        ListPartnerEventSourceAccountsRequest, ListPartnerEventSourceAccountsResponse> {
  private static final String LIST = "ListPartnerEventSourceAccounts";

  private final Sourcing sourcing;

  ListPartnerEventSourceAccounts(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(
      Caller caller,
      ListPartnerEventSourceAccountsRequest input,
      Answer<ListPartnerEventSourceAccountsResponse> answer) {
    int size = Page.size(input.limit());
    String after = Page.after(LIST, input.nextToken());
    List<SourceDefinition> found =
        sourcing.offered(caller, Inputs.text(input.eventSourceName())).stream()
            .filter(each -> each.account().compareTo(after) > 0)
            .sorted(Comparator.comparing(SourceDefinition::account))
            .limit(size + 1L)
            .toList();
    Page<SourceDefinition> page = Page.of(LIST, found, size, SourceDefinition::account);
    answer.succeed(
        new ListPartnerEventSourceAccountsResponse(
            page.entries().stream().map(ListPartnerEventSourceAccounts::line).toList(),
            page.token()));
  }

  private static PartnerEventSourceAccount line(SourceDefinition it) {
    return new PartnerEventSourceAccount(
        it.account(), Inputs.time(it.createdAt()), Inputs.time(it.expiresAt()), it.state());
  }
}
