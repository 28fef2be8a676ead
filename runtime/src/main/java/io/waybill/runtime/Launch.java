package io.waybill.runtime;

import io.waybill.engine.functions.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How an environment's process is started: its command line and its variables.
///
/// @param bootstraps the folder with our bootstraps
/// @param mark tells the processes of this runner from all others of the host
record Launch(Sandbox sandbox, Path bootstraps, String mark) {
  private static final int OLD_SPACE_PERCENT = 90;

  /// Makes the environment's folders in `own`, and what starts its process.
  ProcessBuilder prepare(Deployment deployment, Path own, String api, String stream, String endMark)
      throws IOException {
    Files.createDirectories(own.resolve("tmp"));
    Sandbox.merge(deployment.layers(), own.resolve("opt"));
    Path program = Programs.of(deployment.runtime()).orElse(Path.of("/usr/bin/env"));
    List<String> line =
        sandbox.wrap(
            command(deployment, program, own),
            deployment.code(),
            own,
            bootstraps,
            program,
            deployment.memoryMegabytes());
    ProcessBuilder process = new ProcessBuilder(line).redirectErrorStream(true);
    process.directory(deployment.code().toFile());
    Map<String, String> environment = process.environment();
    environment.clear();
    environment.putAll(variables(deployment, own, api, stream));
    environment.put("WAYBILL_END_OF_LOG", endMark);
    environment.put("WAYBILL_RUNNER", mark);
    return process;
  }

  private List<String> command(Deployment deployment, Path program, Path own) {
    String runtime = deployment.runtime();
    String folder = sandbox.place(bootstraps, "/var/runtime");
    if (runtime.startsWith("java")) {
      return JavaClient.command(
          program,
          folder,
          sandbox.place(deployment.code(), "/var/task"),
          sandbox.place(own.resolve("opt"), "/opt"),
          deployment.memoryMegabytes(),
          deployment.handler());
    }
    List<String> command = new ArrayList<>();
    if (Programs.isProvided(runtime)) {
      command.add(sandbox.place(deployment.code(), "/var/task") + "/bootstrap");
    } else if (runtime.startsWith("nodejs")) {
      int space = Math.max(32, deployment.memoryMegabytes() * OLD_SPACE_PERCENT / 100);
      command.addAll(
          List.of(program.toString(), "--max-old-space-size=" + space, folder + "/bootstrap.mjs"));
    } else {
      command.addAll(List.of(program.toString(), "-B", folder + "/bootstrap.py"));
    }
    return command;
  }

  private Map<String, String> variables(
      Deployment deployment, Path own, String api, String stream) {
    String task = sandbox.place(deployment.code(), "/var/task");
    String opt = sandbox.place(own.resolve("opt"), "/opt");
    Map<String, String> all = new HashMap<>();
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin:" + opt + "/bin");
    all.put("LD_LIBRARY_PATH", task + ":" + task + "/lib:" + opt + "/lib");
    all.put("NODE_PATH", opt + "/nodejs/node_modules:" + task + "/node_modules");
    all.put("PYTHONPATH", opt + "/python");
    all.put("TMPDIR", sandbox.place(own.resolve("tmp"), "/tmp"));
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    // What a person sets may not take the place of what follows. AWS: those names are reserved.
    all.putAll(deployment.environment());
    all.put("LAMBDA_TASK_ROOT", task);
    all.put("LAMBDA_RUNTIME_DIR", sandbox.place(bootstraps, "/var/runtime"));
    all.put("_HANDLER", deployment.handler());
    all.put("AWS_LAMBDA_RUNTIME_API", api);
    all.put("AWS_LAMBDA_FUNCTION_NAME", deployment.functionName());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", deployment.version());
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(deployment.memoryMegabytes()));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", deployment.logs().group());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
    all.put("AWS_LAMBDA_LOG_FORMAT", deployment.logs().json() ? "JSON" : "Text");
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + deployment.runtime());
    all.put("AWS_REGION", deployment.region());
    all.put("AWS_DEFAULT_REGION", deployment.region());
    all.putIfAbsent("AWS_ENDPOINT_URL", deployment.endpoint());
    all.putIfAbsent("AWS_ACCESS_KEY_ID", deployment.account());
    all.putIfAbsent("AWS_SECRET_ACCESS_KEY", "test");
    return all;
  }
}
