package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.decide.InHome;
import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.state.Catalog;
import io.waybill.cloudwatch.state.CloudWatchProgram;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.partition.PartitionNumber;

/// What operations reach metrics through. A namespace lives in one partition, so that all data of a
/// call are taken or none.
public record Access(Engine engine, CloudWatchProgram program, TimeSource time) {
  /// Decides about the metrics of `namespace`.
  public <R> void inHome(World world, String namespace, InHome.Matter<R> matter, Answer<R> answer) {
    in(home(world, namespace), matter, answer);
  }

  <R> void in(PartitionNumber partition, InHome.Matter<R> matter, Answer<R> answer) {
    engine.submit(partition, program, new InHome<>(matter, answer));
  }

  PartitionNumber home(World world, String namespace) {
    return engine.home(world.place() + namespace);
  }

  Catalog catalog() {
    return program.catalog();
  }

  static World world(Caller caller) {
    return new World(caller.account(), caller.region());
  }
}
