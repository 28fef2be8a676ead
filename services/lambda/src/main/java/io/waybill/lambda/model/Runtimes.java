package io.waybill.lambda.model;

import io.waybill.shapes.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lambda's runtimes by their names: those that a function may have, and those of the past.
public final class Runtimes {
  /// In the order in which AWS tells them (UpdateFunctionConfiguration, recorded).
  private static final List<String> CURRENT =
      List.of(
          "nodejs20.x",
          "python3.14",
          "provided.al2023",
          "python3.12",
          "python3.13",
          "nodejs24.x",
          "nodejs22.x",
          "java25",
          "python3.10",
          "python3.11",
          "java21",
          "ruby3.3",
          "ruby3.4",
          "ruby3.2",
          "python3.8",
          "python3.9",
          "java17",
          "nodejs16.x",
          "dotnet10",
          "dotnet8",
          "java11",
          "dotnet6",
          "nodejs18.x",
          "provided.al2",
          "java8.al2");

  /// What AWS recommends instead of a runtime of the past.
  private static final Map<String, String> SUCCESSORS =
      Map.ofEntries(
          Map.entry("java8", "java21"),
          Map.entry("go1.x", "provided.al2023"),
          Map.entry("provided", "provided.al2023"),
          Map.entry("ruby2.7", "ruby3.2"),
          Map.entry("ruby2.5", "ruby3.2"),
          Map.entry("nodejs14.x", "nodejs20.x"),
          Map.entry("nodejs12.x", "nodejs18.x"),
          Map.entry("nodejs10.x", "nodejs18.x"),
          Map.entry("nodejs8.10", "nodejs18.x"),
          Map.entry("nodejs6.10", "nodejs18.x"),
          Map.entry("nodejs4.3", "nodejs18.x"),
          Map.entry("nodejs4.3-edge", "nodejs18.x"),
          Map.entry("nodejs", "nodejs18.x"),
          Map.entry("python3.7", "python3.12"),
          Map.entry("python3.6", "python3.9"),
          Map.entry("python2.7", "python3.9"),
          Map.entry("dotnetcore3.1", "dotnet6"),
          Map.entry("dotnetcore2.1", "dotnet6"),
          Map.entry("dotnetcore2.0", "dotnet6"),
          Map.entry("dotnetcore1.0", "dotnet6"));

  /// AWS ("Improving startup performance with SnapStart"): the others are refused.
  private static final Set<String> SNAP_STARTED =
      Set.of(
          "java11",
          "java17",
          "java21",
          "java25",
          "python3.12",
          "python3.13",
          "python3.14",
          "dotnet8",
          "dotnet10");

  private Runtimes() {}

  /// Refuses a runtime that no function may have.
  public static void require(String runtime) {
    String successor = SUCCESSORS.get(runtime);
    if (successor != null) {
      throw Refusals.invalid(
          "The runtime parameter of %s is no longer supported for creating or updating AWS Lambda functions. We recommend you use the new runtime (%s) while creating or updating functions."
              .formatted(runtime, successor));
    }
    if (!CURRENT.contains(runtime)) {
      throw unknown(runtime);
    }
  }

  private static Refusal unknown(String runtime) {
    return Refusals.invalid(
        "Value %s at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [%s] or be a valid ARN"
            .formatted(runtime, String.join(", ", CURRENT)));
  }

  /// Refuses snapshots of a runtime that has none.
  public static void requireSnapStart(String runtime) {
    if (!SNAP_STARTED.contains(runtime)) {
      throw Refusals.invalid(runtime + " is not supported for SnapStart enabled functions.");
    }
  }
}
