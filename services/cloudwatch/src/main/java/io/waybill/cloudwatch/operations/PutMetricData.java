package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.EntityMetricData;
import io.waybill.cloudwatch.api.MetricDatum;
import io.waybill.cloudwatch.api.PutMetricDataInput;
import io.waybill.cloudwatch.decide.PutData;
import io.waybill.cloudwatch.model.Datum;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes data, all of a call or none.
final class PutMetricData implements Operation<PutMetricDataInput, Unit> {
  // AWS: 1,000 metrics a call.
  private static final int DATA_MAX = 1_000;

  // AWS (seen by users of boto3): namespaces of its services take data from nobody else.
  private static final String RESERVED = "AWS/";

  private final Access access;

  PutMetricData(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PutMetricDataInput input, Answer<Unit> answer) {
    String namespace = Inputs.required(input.namespace(), "Namespace");
    if (namespace.startsWith(RESERVED)) {
      throw Refusals.value("The value AWS/ for parameter Namespace is invalid.");
    }
    List<Datum> data = new ArrayList<>(data(namespace, input.metricData(), "MetricData"));
    int number = 0;
    for (EntityMetricData each : Inputs.list(input.entityMetricData())) {
      number++;
      data.addAll(
          data(namespace, each.metricData(), "EntityMetricData.member." + number + ".MetricData"));
    }
    if (data.isEmpty()) {
      throw Refusals.missing("The parameter MetricData is required.");
    }
    if (data.size() > DATA_MAX) {
      throw Refusals.value("The collection MetricData must not have a size greater than 1000.");
    }
    var world = Access.world(caller);
    access.inHome(world, namespace, new PutData(world, data), answer);
  }

  private static List<Datum> data(
      String namespace, @Nullable List<MetricDatum> given, String parameter) {
    List<Datum> data = new ArrayList<>();
    for (MetricDatum each : Inputs.list(given)) {
      String place = parameter + ".member." + (data.size() + 1);
      data.add(new DatumReader(place).read(namespace, each));
    }
    return data;
  }
}
