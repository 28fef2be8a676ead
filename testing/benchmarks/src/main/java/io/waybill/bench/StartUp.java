package io.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// From the start of the process to the ready line, on a new folder each time.
final class StartUp {
  private StartUp() {}

  static void run(int rounds, Path folder) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    long kilobytes = 0;
    for (int i = 0; i < rounds; i++) {
      Path data = Files.createTempDirectory(folder, "start");
      try (ServerProcess server = ServerProcess.waybill(data)) {
        seconds.add(server.startSeconds());
        server.collectGarbage();
        kilobytes = server.kilobytes("VmRSS");
      }
    }
    seconds.sort(null);
    System.out.printf(
        "start to ready line without an AOT cache: median %.2f s of %s; idle resident memory %,d MB%n",
        seconds.get(rounds / 2), seconds, kilobytes / 1024);
    System.out.println("with the AOT cache: time ./waybill up, which makes and uses it");
  }
}
