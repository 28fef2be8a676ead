package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.AlarmCatalog;
import io.waybill.cloudwatch.decide.InHome;
import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.state.Catalog;
import io.waybill.cloudwatch.state.CloudWatchProgram;
import io.waybill.core.Arn;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.partition.PartitionNumber;
import java.util.List;
import java.util.stream.IntStream;

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

  /// Decides about alarm `arn`, where it lives.
  <R> void inHome(Arn arn, InHome.Matter<R> matter, Answer<R> answer) {
    in(engine.home(arn.toString()), matter, answer);
  }

  PartitionNumber home(Arn alarm) {
    return engine.home(alarm.toString());
  }

  List<PartitionNumber> partitions() {
    return IntStream.range(0, engine.partitionCount()).mapToObj(PartitionNumber::new).toList();
  }

  AlarmCatalog alarms() {
    return program.alarms().catalog();
  }

  Catalog catalog() {
    return program.catalog();
  }

  static World world(Caller caller) {
    return new World(caller.account(), caller.region());
  }
}
