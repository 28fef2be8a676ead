package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.EventBus;
import io.waybill.eventbridge.api.ListEventBusesRequest;
import io.waybill.eventbridge.api.ListEventBusesResponse;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.BusDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Lists the caller's event buses by name. The default bus is among them, touched or not.
final class ListEventBuses implements Operation<ListEventBusesRequest, ListEventBusesResponse> {
  private static final String LIST = "ListEventBuses";

  private final Bridging bridging;

  ListEventBuses(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, ListEventBusesRequest input, Answer<ListEventBusesResponse> answer) {
    int size = Page.size(input.limit());
    String prefix = Inputs.text(input.namePrefix());
    String after = Page.after(LIST, input.nextToken());
    List<BusDefinition> found =
        new ArrayList<>(
            bridging
                .catalog()
                .buses()
                .list(caller.account(), caller.region(), prefix, after, size + 1, bus -> true));
    addDefault(Inputs.bus(caller, null), prefix, after, found);
    Page<BusDefinition> page = Page.of(LIST, found, size, bus -> Names.bus(bus.arn()));
    answer.succeed(
        new ListEventBusesResponse(
            page.entries().stream().map(ListEventBuses::line).toList(), page.token()));
  }

  private static void addDefault(Arn bus, String prefix, String after, List<BusDefinition> into) {
    boolean wanted = Names.DEFAULT_BUS.startsWith(prefix) && Names.DEFAULT_BUS.compareTo(after) > 0;
    if (wanted && into.stream().noneMatch(each -> Names.isDefault(each.arn()))) {
      into.add(BusDefinition.implied(bus));
      into.sort(Comparator.comparing(each -> Names.bus(each.arn())));
    }
  }

  private static EventBus line(BusDefinition bus) {
    return new EventBus(
        Names.bus(bus.arn()),
        bus.arn().toString(),
        Inputs.orAbsent(bus.description()),
        Inputs.orAbsent(bus.policy()),
        Inputs.time(bus.createdAt()),
        Inputs.time(bus.modifiedAt()));
  }
}
