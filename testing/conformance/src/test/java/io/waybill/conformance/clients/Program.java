package io.waybill.conformance.clients;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A program of this machine, run against a server with what AWS's clients expect to find around
/// them.
public record Program(List<String> command) {
  private static final long PATIENCE_SECONDS = 180;

  /// What a program left behind.
  record Ending(int code, String output) {}

  public static Program of(String... command) {
    return new Program(List.of(command));
  }

  /// Skips the test where a program is missing, save in CI, where none may be.
  public static Program required(String... command) {
    boolean there = works(command[0], "--version");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, command[0] + " is not installed");
    }
    return of(command);
  }

  public static boolean works(String... command) {
    try {
      return of(command).run(Path.of("."), URI.create("http://localhost")).code == 0;
    } catch (UncheckedIOException missing) {
      return false;
    }
  }

  /// What it prints, when it ends with 0.
  public String output(RunningServer server, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    Ending ending = new Program(all).run(Path.of("."), server.endpoint());
    if (ending.code != 0) {
      throw new AssertionError(all + " ended with " + ending.code + ":\n" + ending.output);
    }
    return ending.output;
  }

  Ending run(Path folder, URI endpoint) {
    try {
      Path output = Files.createTempFile("waybill-conformance", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().remove("AWS_PROFILE");
      builder.environment().put("AWS_ENDPOINT_URL", endpoint.toString());
      builder.environment().put("AWS_ACCESS_KEY_ID", "test");
      builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
      builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
      builder.environment().put("AWS_REGION", "us-east-1");
      builder.environment().put("AWS_PAGER", "");
      builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
      int code = ended(builder.start());
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Ending(code, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int ended(Process process) {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /// A file of the test resources, as a path that other programs can read.
  public static Path resource(String name) {
    return Path.of(
        URI.create(Objects.requireNonNull(Program.class.getResource(name), name).toString()));
  }
}
