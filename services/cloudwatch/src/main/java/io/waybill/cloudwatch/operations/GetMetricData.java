package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.GetMetricDataInput;
import io.waybill.cloudwatch.api.GetMetricDataOutput;
import io.waybill.cloudwatch.api.MetricDataQuery;
import io.waybill.cloudwatch.decide.ReadSeries;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.state.Points;
import io.waybill.cloudwatch.state.Wanted;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.engine.partition.PartitionNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Statistics of many metrics, a page at a time. Every partition that holds some of them reads
/// until the page is full, and no further.
final class GetMetricData implements Operation<GetMetricDataInput, GetMetricDataOutput> {
  // AWS: 500 queries and 100,800 points a call.
  private static final int QUERIES_MAX = 500;
  private static final int POINTS_MAX = 100_800;

  private final Access access;

  GetMetricData(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, GetMetricDataInput input, Answer<GetMetricDataOutput> answer) {
    List<MetricDataQuery> given = Inputs.required(input.metricDataQueries(), "MetricDataQueries");
    if (given.size() > QUERIES_MAX) {
      throw Refusals.value(
          "The collection MetricDataQueries must not have a size greater than 500.");
    }
    int most = Objects.requireNonNullElse(input.maxDatapoints(), POINTS_MAX);
    if (most < 1 || most > POINTS_MAX) {
      throw Refusals.value("The parameter MaxDatapoints must be between 1 and 100800.");
    }
    List<DataQuery> queries = queries(caller, input, given);
    DataPage page = new DataPage(queries, input.scanBy(), most, input.nextToken());
    Map<PartitionNumber, List<Wanted>> homes = new LinkedHashMap<>();
    for (DataQuery each : queries) {
      if (each.number() >= page.firstQuery()) {
        homes
            .computeIfAbsent(access.home(each.world(), each.namespace()), home -> new ArrayList<>())
            .add(each.wanted());
      }
    }
    read(homes, most + page.skipped(), page, answer);
  }

  private void read(
      Map<PartitionNumber, List<Wanted>> homes,
      int most,
      DataPage page,
      Answer<GetMetricDataOutput> answer) {
    if (homes.isEmpty()) {
      answer.succeed(page.output(List.of()));
      return;
    }
    Gathered<Points> gathered = new Gathered<>(homes.size(), Answers.mapped(answer, page::output));
    homes.forEach((home, wanted) -> access.in(home, new ReadSeries(wanted, most), gathered.part()));
  }

  private List<DataQuery> queries(
      Caller caller, GetMetricDataInput input, List<MetricDataQuery> given) {
    Set<String> ids = new HashSet<>();
    List<DataQuery> queries = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      MetricDataQuery each = given.get(i);
      String parameter = "MetricDataQueries.member." + (i + 1);
      if (!ids.add(Inputs.required(each.id(), parameter + ".Id"))) {
        throw Refusals.value(
            "The values for parameter id in MetricDataQueries are not unique: " + each.id());
      }
      DataQuery query =
          DataQuery.read(i, Access.world(caller), each, input, parameter, access.time().millis());
      if (!Boolean.FALSE.equals(each.returnData())) {
        queries.add(query);
      }
    }
    return queries;
  }
}
