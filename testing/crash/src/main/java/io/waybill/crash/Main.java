package io.waybill.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs the crash test: `Main [rounds] [seed] [folder]`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
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
}
