package io.waybill.bench;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.core.SystemTime;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.LateCalls;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.journal.LocalJournal;
import io.waybill.engine.logs.LogWriter;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.time.Timers;
import io.waybill.logs.Logs;
import io.waybill.store.StoreOptions;
import io.waybill.store.rocks.RocksStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// What a line of a function's log costs, from its writer to the disk: processor time alone, which
/// other programs hardly change. No server, no sockets.
final class LogLines {
  /// As many as the functions of a busy mapping have.
  private static final int STREAMS = 8;

  /// Lines of START, END and REPORT, which are of about this length.
  private static final String TEXT = "REPORT RequestId: 8f5e0c7e\tDuration: 1.23 ms\t".repeat(2);

  private LogLines() {}

  /// @param batches how many lines a call has, one after the other
  static void run(long[] batches, long lines, Path folder)
      throws IOException, InterruptedException {
    try (RocksStore store =
            RocksStore.open(Files.createTempDirectory(folder, "lines"), StoreOptions.DEFAULT);
        LocalJournal journal = new LocalJournal(store)) {
      SystemTime time = new SystemTime();
      LateCalls calls = new LateCalls();
      Logs logs = new Logs(calls, new Underway(), time, Runnable::run);
      Engine engine =
          new Engine(
              new Homes(4),
              List.of(logs.program()),
              store,
              journal,
              time,
              new Random(7)::nextLong,
              new Timers());
      Gateway.Builder operations = new Gateway.Builder();
      logs.serve(engine, operations);
      calls.open(operations.build(Permission.OF_THE_ACCOUNT));
      engine.open();
      LogWriter writer = new LogWriter(calls);
      for (long batch : batches) {
        write(writer, time, (int) batch, lines); // warms up
        double before = processorMicros();
        write(writer, time, (int) batch, lines);
        System.out.printf(
            "%d lines a call: %.2f µs of processor a line%n",
            batch, (processorMicros() - before) / lines);
      }
    }
  }

  private static void write(LogWriter writer, SystemTime time, int batch, long lines)
      throws InterruptedException {
    Semaphore room = new Semaphore(STREAMS);
    for (long call = 0; call < lines / batch; call++) {
      long now = time.millis();
      List<LogWriter.Line> events =
          IntStream.range(0, batch).mapToObj(i -> new LogWriter.Line(now, TEXT + i)).toList();
      String stream = "2026/01/01/[$LATEST]" + call % STREAMS;
      Caller caller =
          new Caller(
              new AccountId("000000000000"),
              new Region("us-east-1"),
              "lambda.amazonaws.com",
              stream,
              "",
              "bench");
      room.acquire();
      writer.write(new LogWriter.Place(caller, "/aws/lambda/bench", stream), events, room::release);
    }
    room.acquire(STREAMS);
  }

  private static double processorMicros() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1000.0;
  }
}
