package io.waybill.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// `./waybill bench NAME`: measures, and prints what it found.
public final class Bench {
  private static final String NAMES =
      """
      send      SendMessage and batches of 10 at 64 connections, against no store
      backlog   send, receive, delete with 0 to 10 million messages waiting, and the restart
      fifo      batches through FIFO queues with 1, 1,000 and 100,000 groups, 0 and 200,000 waiting
      polls     what 10,000 parked long polls cost
      idle      what 10,000 queues cost while nobody uses them
      start     from the start of the process to the ready line, and idle memory
      peers     SendMessage beside ElasticMQ and moto, on the same load in the same run
      fan       publishes to topics with 1, 10, 100 and 10,000 queues
      rules     PutEvents of 10 against 10 and 10,000 rules
      way       how long a message is on its way: SendMessage, Publish, PutEvents to receive
      functions warm and cold invokes beside node itself, queues to functions, 1,000 idle ones
      lines     what a line of a function's log costs, from its writer to the disk
      dead      a live endpoint beside one that never answers, with 100,000 deliveries waiting
      backoff   a million deliveries that wait for their next attempt, and the restart
      topics    publishes to a topic with 10 queues, beside moto on the same load in the same run
      churn     20 million messages through one queue, which is filled and drained again and again
      at        PORT send|batch|cycle|fifo|invoke SECONDS: the load alone, against a server that runs
      quick     send and a backlog of 100 thousand, in a minute
      """;

  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder =
        Files.createDirectories(Path.of(System.getProperty("bench.folder", "target/bench")));
    double seconds = Double.parseDouble(System.getProperty("bench.seconds", "8"));
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "send" -> SendRate.run(seconds, 3, folder);
      case "backlog" ->
          Backlog.standard(longs("bench.waiting", "0,100000,1000000,10000000"), seconds, folder);
      case "fifo" ->
          Fifo.run(
              longs("bench.groups", "1,1000,100000"),
              longs("bench.waiting", "0,200000"),
              seconds,
              folder);
      case "polls" -> LongPolls.park(10_000, folder);
      case "idle" -> LongPolls.idle(10_000, folder);
      case "start" -> StartUp.run(5, folder);
      case "peers" -> Peers.run(seconds, folder);
      case "fan" ->
          FanOut.topics(
              longs("bench.subscriptions", "1,10,100,10000"),
              longs("bench.deliveries", "400000")[0],
              folder);
      case "rules" ->
          FanOut.rules(
              longs("bench.rules", "10,10000"), longs("bench.deliveries", "200000")[0], folder);
      case "way" -> FanOut.latencies(200, 2_000, folder);
      case "functions" -> FunctionCosts.run(seconds, folder);
      case "lines" ->
          LogLines.run(
              longs("bench.batches", "3,30,300"), number("bench.messages", 600_000), folder);
      case "dead" ->
          Endpoints.dead(
              number("bench.waiting", 100_000),
              (int) number("bench.rate", 100),
              (int) number("bench.messages", 2_000),
              folder);
      case "backoff" ->
          Endpoints.backoff(
              number("bench.deliveries", 1_000_000), (int) number("bench.endpoints", 100), folder);
      case "topics" -> Peers.topics(number("bench.subscriptions", 10), seconds, folder);
      case "churn" ->
          Churn.run(number("bench.messages", 20_000_000), number("bench.fill", 500_000), folder);
      case "quick" -> {
        SendRate.run(4, 1, folder);
        Backlog.standard(new long[] {0, 100_000}, 4, folder);
      }
      case "at" -> {
        InetSocketAddress server =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        double time = Double.parseDouble(arguments[3]);
        if (arguments[2].equals("fifo")) {
          long groups = longs("bench.groups", "1000")[0];
          Fifo.at(server, groups, longs("bench.waiting", "0")[0], time);
        } else {
          SendRate.at(server, arguments[2], time);
        }
      }
      default -> System.out.print("Which benchmark?\n" + NAMES);
    }
  }

  private static long number(String property, long otherwise) {
    return Long.getLong(property, otherwise);
  }

  /// Numbers from a system property, by commas.
  private static long[] longs(String property, String otherwise) {
    return Arrays.stream(System.getProperty(property, otherwise).split(",", -1))
        .mapToLong(Long::parseLong)
        .toArray();
  }
}
