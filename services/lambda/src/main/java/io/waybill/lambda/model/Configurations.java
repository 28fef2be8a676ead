package io.waybill.lambda.model;

import io.waybill.core.Arn;
import io.waybill.core.Utf8;
import io.waybill.lambda.api.CreateFunctionRequest;
import io.waybill.lambda.api.DeadLetterConfig;
import io.waybill.lambda.api.Environment;
import io.waybill.lambda.api.EnvironmentResponse;
import io.waybill.lambda.api.EphemeralStorage;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.Layer;
import io.waybill.lambda.api.LoggingConfig;
import io.waybill.lambda.api.RuntimeVersionConfig;
import io.waybill.lambda.api.SnapStart;
import io.waybill.lambda.api.SnapStartResponse;
import io.waybill.lambda.api.TracingConfigResponse;
import io.waybill.lambda.api.UpdateFunctionConfigurationRequest;
import io.waybill.lambda.api.VpcConfigResponse;
import io.waybill.shapes.json.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Configurations of functions: AWS's defaults, what a request changes, and what is refused.
public final class Configurations {
  private static final int ENVIRONMENT_BYTES_MAX = 4 << 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

  /// AWS ("Defined runtime environment variables"): names that a function may not set.
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private Configurations() {}

  /// AWS's form of a time: `2025-01-31T12:00:00.000+0000`.
  public static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  /// The time that [#time] made `text` of.
  static long millis(String text) {
    return Instant.from(TIME.parse(text)).toEpochMilli();
  }

  /// What a new function is like, code and revision left out.
  public static FunctionConfiguration of(Arn arn, CreateFunctionRequest asked, List<Layer> layers) {
    String name = FunctionName.nameOf(arn);
    if ("Image".equals(asked.packageType())) {
      throw imagesRefused();
    }
    if (asked.runtime() == null || asked.handler() == null) {
      throw Refusals.invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
    }
    Runtimes.require(asked.runtime());
    refuse(asked.codeSigningConfigArn(), "Code signing is");
    refuse(asked.tenancyConfig(), "Tenant isolation is");
    refuse(asked.durableConfig(), "Durable functions are");
    refuse(asked.capacityProviderConfig(), "Capacity providers are");
    return FunctionConfiguration.builder()
        .functionName(name)
        .functionArn(arn.toString())
        .runtime(asked.runtime())
        .role(asked.role())
        .handler(asked.handler())
        .description(or(asked.description(), ""))
        .timeout(or(asked.timeout(), 3))
        .memorySize(or(asked.memorySize(), 128))
        .version(FunctionName.LATEST)
        .vpcConfig(Networks.vpc(asked.vpcConfig()))
        .fileSystemConfigs(
            Networks.fileSystems(asked.fileSystemConfigs(), Networks.vpc(asked.vpcConfig())))
        .deadLetterConfig(deadLetters(asked.deadLetterConfig()))
        .environment(asked.environment() == null ? null : environment(asked.environment()))
        .kmsKeyArn(asked.kmsKeyArn())
        .tracingConfig(
            new TracingConfigResponse(
                asked.tracingConfig() == null
                    ? "PassThrough"
                    : or(asked.tracingConfig().mode(), "PassThrough")))
        .layers(layers.isEmpty() ? null : layers)
        .packageType("Zip")
        .architectures(asked.architectures() == null ? List.of("x86_64") : asked.architectures())
        .ephemeralStorage(
            asked.ephemeralStorage() == null ? new EphemeralStorage(512) : asked.ephemeralStorage())
        .snapStart(snapStart(asked.snapStart(), asked.runtime()))
        .runtimeVersionConfig(runtimeVersion(arn, asked.runtime()))
        .loggingConfig(logging(asked.loggingConfig(), textLogs(name)))
        .build();
  }

  /// Refuses what would not hold if it were let pass.
  private static void refuse(@Nullable Object asked, String what) {
    if (asked != null) {
      throw Refusals.invalid(what + " not supported here.");
    }
  }

  /// `before` with what is asked for. Layers are looked up by whoever can.
  public static FunctionConfiguration changed(
      Arn arn,
      FunctionConfiguration before,
      UpdateFunctionConfigurationRequest asked,
      @Nullable List<Layer> layers) {
    refuse(asked.durableConfig(), "Durable functions are");
    refuse(asked.capacityProviderConfig(), "Capacity providers are");
    FunctionConfiguration.Builder after = before.toBuilder();
    if (asked.role() != null) {
      after.role(asked.role());
    }
    if (asked.handler() != null) {
      after.handler(asked.handler());
    }
    if (asked.description() != null) {
      after.description(asked.description());
    }
    if (asked.timeout() != null) {
      after.timeout(asked.timeout());
    }
    if (asked.memorySize() != null) {
      after.memorySize(asked.memorySize());
    }
    if (asked.runtime() != null) {
      Runtimes.require(asked.runtime());
      after.runtime(asked.runtime()).runtimeVersionConfig(runtimeVersion(arn, asked.runtime()));
    }
    changeRest(after, asked, layers, before);
    return after.build();
  }

  private static void changeRest(
      FunctionConfiguration.Builder after,
      UpdateFunctionConfigurationRequest asked,
      @Nullable List<Layer> layers,
      FunctionConfiguration before) {
    VpcConfigResponse network = before.vpcConfig();
    if (asked.vpcConfig() != null) {
      network = Networks.vpc(asked.vpcConfig());
      after.vpcConfig(network);
    }
    if (asked.fileSystemConfigs() != null) {
      after.fileSystemConfigs(Networks.fileSystems(asked.fileSystemConfigs(), network));
    }
    if (asked.environment() != null) {
      after.environment(environment(asked.environment()));
    }
    // AWS (recorded): an empty object changes nothing, an empty ARN takes it away.
    if (asked.deadLetterConfig() != null && asked.deadLetterConfig().targetArn() != null) {
      after.deadLetterConfig(deadLetters(asked.deadLetterConfig()));
    }
    if (asked.kmsKeyArn() != null) {
      after.kmsKeyArn(asked.kmsKeyArn().isEmpty() ? null : asked.kmsKeyArn());
    }
    if (asked.tracingConfig() != null) {
      after.tracingConfig(
          new TracingConfigResponse(or(asked.tracingConfig().mode(), "PassThrough")));
    }
    if (layers != null) {
      after.layers(layers.isEmpty() ? null : layers);
    }
    if (asked.ephemeralStorage() != null) {
      after.ephemeralStorage(asked.ephemeralStorage());
    }
    if (asked.snapStart() != null) {
      String runtime = asked.runtime() == null ? before.runtime() : asked.runtime();
      after.snapStart(snapStart(asked.snapStart(), or(runtime, "")));
    }
    if (asked.loggingConfig() != null) {
      LoggingConfig logs = or(before.loggingConfig(), textLogs(or(before.functionName(), "")));
      after.loggingConfig(logging(asked.loggingConfig(), logs));
    }
  }

  public static io.waybill.shapes.Refusal imagesRefused() {
    return Refusals.invalid("Container images are not supported here. Please use a zip package.");
  }

  private static <T extends @Nullable Object> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static EnvironmentResponse environment(Environment asked) {
    Map<String, String> variables = or(asked.variables(), Map.of());
    List<String> taken = variables.keySet().stream().filter(RESERVED::contains).sorted().toList();
    if (!taken.isEmpty()) {
      throw Refusals.invalid(
          "Lambda was unable to configure your environment variables because the environment variables"
              + " you have provided contains reserved keys that are currently not supported for"
              + " modification. Reserved keys used in this request: "
              + String.join(", ", taken));
    }
    Map<String, JsonValue> measured = new LinkedHashMap<>();
    variables.forEach((name, value) -> measured.put(name, new JsonValue.Text(value)));
    String text = new JsonValue.Obj(measured).render();
    if (Utf8.length(text) > ENVIRONMENT_BYTES_MAX) {
      throw Refusals.invalid(
          "Lambda was unable to configure your environment variables because the environment variables"
              + " you have provided exceeded the 4KB limit. String measured: "
              + text);
    }
    return new EnvironmentResponse(variables, null);
  }

  private static @Nullable DeadLetterConfig deadLetters(@Nullable DeadLetterConfig asked) {
    return DeadLetters.target(asked).isPresent() ? asked : null;
  }

  private static SnapStartResponse snapStart(@Nullable SnapStart asked, String runtime) {
    String applyOn = asked == null ? "None" : or(asked.applyOn(), "None");
    if (!applyOn.equals("None")) {
      Runtimes.requireSnapStart(runtime);
    }
    return new SnapStartResponse(applyOn, "Off");
  }

  private static RuntimeVersionConfig runtimeVersion(Arn arn, String runtime) {
    return new RuntimeVersionConfig(
        "arn:%s:lambda:%s::runtime:%s".formatted(arn.partition(), arn.region(), runtime), null);
  }

  private static LoggingConfig textLogs(String function) {
    return new LoggingConfig("Text", null, null, "/aws/lambda/" + function);
  }

  /// `before` with what is asked for. AWS (recorded): what is not asked for stays; levels belong to
  /// JSON and begin as `INFO`.
  private static LoggingConfig logging(@Nullable LoggingConfig asked, LoggingConfig before) {
    if (asked == null) {
      return before;
    }
    String format = or(asked.logFormat(), or(before.logFormat(), "Text"));
    boolean json = "JSON".equals(format);
    if (!json && (asked.applicationLogLevel() != null || asked.systemLogLevel() != null)) {
      throw Refusals.invalid("To specify log levels, you must set your log format to JSON.");
    }
    return new LoggingConfig(
        format,
        json ? or(asked.applicationLogLevel(), or(before.applicationLogLevel(), "INFO")) : null,
        json ? or(asked.systemLogLevel(), or(before.systemLogLevel(), "INFO")) : null,
        or(asked.logGroup(), before.logGroup()));
  }
}
