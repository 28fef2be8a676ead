package io.waybill.runtime.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// AWS's own client of the Runtime API for Java, which runs functions in Java. It lies among the
/// server's jars, and functions get copies of it and of nothing else.
public final class JavaClient {
  static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /// What the jars' names begin with: the client and what it needs.
  private static final List<String> JARS = List.of("aws-lambda-java-", "utils-lite-");

  private static final int HEAP_PERCENT = 75;

  private JavaClient() {}

  /// Puts the client's jars into `folder`.
  static void copy(Path folder) throws IOException {
    List<Path> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(jar -> JARS.stream().anyMatch(jar.getFileName().toString()::startsWith))
            .toList();
    for (Path jar : jars) {
      Files.copy(
          jar, folder.resolve(jar.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// What starts a function.
  ///
  /// @param folder where the function finds the client
  /// @param task where it finds its own code: classes, and jars in `lib`
  static List<String> command(
      Path java, String folder, String task, String opt, int megabytes, String handler) {
    return List.of(
        java.toString(),
        "-Xmx" + Math.max(64, megabytes * HEAP_PERCENT / 100) + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        String.join(":", folder + "/*", task, task + "/lib/*", opt + "/java/lib/*"),
        MAIN,
        handler);
  }
}
