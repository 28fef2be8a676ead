package io.waybill.runtime.host;

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
public record Launch(Sandbox sandbox, Path bootstraps, String mark) {
  private static final int OLD_SPACE_PERCENT = 90;
  private static final String TASK = "/var/task";

  /// Makes the environment's folders in `own`, and what starts its process.
  public ProcessBuilder prepare(
      Deployment deployment, Path own, Api api, String stream, String endMark, boolean provisioned)
      throws IOException {
    Files.createDirectories(own.resolve("tmp"));
    Layering.merge(deployment.layers(), own.resolve("opt"));
    SandboxFiles.open(own.resolve("opt"));
    Path program = Programs.of(deployment.runtime()).orElse(Path.of("/usr/bin/env"));
    List<String> line =
        sandbox.wrap(
            watched(endMark, wrapped(deployment, command(deployment, program, own))),
            deployment,
            own,
            bootstraps,
            program,
            api.socket());
    ProcessBuilder process = new ProcessBuilder(line);
    process.directory(deployment.code().toFile());
    Map<String, String> environment = process.environment();
    environment.clear();
    environment.putAll(variables(deployment, own, api.address(), stream, provisioned));
    if (Programs.isOurs(deployment.runtime())) {
      environment.put("WAYBILL_END_OF_LOG", endMark);
      environment.put("WAYBILL_LAYERS", sandbox.place(own.resolve("opt"), "/opt"));
      String socket = api.socket().map(file -> sandbox.place(file, Sandbox.SOCKET)).orElse("");
      environment.put("WAYBILL_RUNTIME_API", api.address() + ' ' + socket);
    }
    if (!sandbox.isOn()) { // a sandbox ends with its server
      environment.put("WAYBILL_RUNNER", mark);
    }
    return process;
  }

  /// Beneath the process that starts it, and starts it anew.
  private List<String> watched(String endMark, List<String> command) {
    List<String> line = new ArrayList<>();
    String script = sandbox.place(bootstraps, "/var/runtime") + "/init.sh";
    line.addAll(List.of("/bin/sh", script, endMark, sandbox.groups() ? "own" : "shared"));
    line.addAll(command);
    return line;
  }

  /// AWS (Modifying the runtime environment): a script of the function's may start the runtime; not
  /// where the function brings the runtime.
  private List<String> wrapped(Deployment deployment, List<String> command) {
    String wrapper = deployment.environment().getOrDefault("AWS_LAMBDA_EXEC_WRAPPER", "");
    if (wrapper.isEmpty() || Programs.isProvided(deployment.runtime())) {
      return command;
    }
    List<String> line = new ArrayList<>();
    line.add(
        wrapper.startsWith(TASK + "/")
            ? sandbox.place(deployment.code(), TASK) + wrapper.substring(TASK.length())
            : wrapper);
    line.addAll(command);
    return line;
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
          List.of(
              program.toString(), "--max-old-space-size=" + space, folder + "/node/bootstrap.mjs"));
    } else if (runtime.startsWith("ruby")) {
      command.addAll(List.of(program.toString(), folder + "/ruby/bootstrap.rb"));
    } else {
      command.addAll(List.of(program.toString(), "-B", folder + "/python/bootstrap.py"));
    }
    return command;
  }

  private Map<String, String> variables(
      Deployment deployment, Path own, String api, String stream, boolean provisioned) {
    String task = sandbox.place(deployment.code(), "/var/task");
    String opt = sandbox.place(own.resolve("opt"), "/opt");
    String runtime = sandbox.place(bootstraps, "/var/runtime");
    Map<String, String> all = new HashMap<>();
    all.put("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:" + opt + "/bin");
    all.put(
        "LD_LIBRARY_PATH",
        String.join(
            ":",
            "/var/lang/lib:/lib64:/usr/lib64",
            runtime,
            runtime + "/lib",
            task,
            task + "/lib",
            opt + "/lib"));
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    all.putAll(OfRuntime.variables(deployment.runtime(), runtime, task, opt));
    if (!sandbox.isOn()) { // there is but one /tmp of the host
      all.put("TMPDIR", own.resolve("tmp").toString());
    }
    // What a person sets may not take the place of what follows. AWS: those names are reserved.
    all.putAll(deployment.environment());
    all.put("LAMBDA_TASK_ROOT", task);
    all.put("LAMBDA_RUNTIME_DIR", runtime);
    all.put("_HANDLER", deployment.handler());
    all.put("AWS_LAMBDA_RUNTIME_API", api);
    all.put("AWS_LAMBDA_FUNCTION_NAME", deployment.functionName());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", deployment.version());
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(deployment.memoryMegabytes()));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", deployment.logs().group());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
    if (deployment.logs().json()) {
      all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
      all.put("AWS_LAMBDA_LOG_LEVEL", deployment.logs().applicationLevel());
    }
    all.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", provisioned ? "provisioned-concurrency" : "on-demand");
    if (!Programs.isProvided(deployment.runtime())) {
      all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + deployment.runtime());
    }
    all.put("AWS_REGION", deployment.region());
    all.put("AWS_DEFAULT_REGION", deployment.region());
    // There is no X-Ray daemon: what is sent to this address is lost, as where tracing is off.
    all.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
    all.put("AWS_XRAY_DAEMON_ADDRESS", "169.254.79.129:2000");
    all.put("_AWS_XRAY_DAEMON_ADDRESS", "169.254.79.129");
    all.put("_AWS_XRAY_DAEMON_PORT", "2000");
    all.putIfAbsent("AWS_ENDPOINT_URL", deployment.endpoint());
    all.putIfAbsent("AWS_ACCESS_KEY_ID", deployment.account());
    all.putIfAbsent("AWS_SECRET_ACCESS_KEY", "test");
    all.putIfAbsent("AWS_SESSION_TOKEN", "test");
    return all;
  }
}
