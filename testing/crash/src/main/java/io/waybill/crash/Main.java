package io.waybill.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Runs the crash test: `Main [rounds] [seed] [folder]`, with queues alone; `Main functions …` with
/// functions, `Main replays …` with replays of archives.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && arguments[0].equals("functions")) {
      functions(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    if (arguments.length > 0 && arguments[0].equals("replays")) {
      replays(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    Path folder =
        arguments.length > 2 ? Path.of(arguments[2]) : Files.createTempDirectory("waybill-crash");
    Rounds.Result result = Rounds.run(folder, rounds, seed);
    System.out.println(
        result.rounds()
            + " kills, "
            + result.sends()
            + " acknowledged sends, "
            + result.deletes()
            + " acknowledged deletes, seed "
            + seed);
    result.violations().forEach(System.out::println);
    System.exit(result.violations().isEmpty() ? 0 : 1);
  }

  private static void functions(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    Path folder =
        arguments.length > 2 ? Path.of(arguments[2]) : Files.createTempDirectory("waybill-crash");
    FunctionRounds.Result result = FunctionRounds.run(folder, rounds, seed);
    System.out.println(
        rounds
            + " kills, "
            + result.killedAtWork()
            + " with functions alive, "
            + result.messages()
            + " messages, "
            + result.events()
            + " events, seed "
            + seed);
    result.violations().forEach(System.out::println);
    System.exit(result.violations().isEmpty() ? 0 : 1);
  }

  private static void replays(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    Path folder =
        arguments.length > 2 ? Path.of(arguments[2]) : Files.createTempDirectory("waybill-crash");
    ReplayRounds.Result result = ReplayRounds.run(folder, rounds * 20, rounds, seed);
    System.out.println(
        rounds
            + " kills, "
            + result.messages()
            + " archived messages, "
            + result.events()
            + " archived events, seed "
            + seed);
    result.violations().forEach(System.out::println);
    System.exit(result.violations().isEmpty() ? 0 : 1);
  }
}
