package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessRunnerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void pythonAnswersAndLogsBetweenStartAndReport() throws Exception {
    Deployment function =
        shop.python(
            """
            import os
            def handler(event, context):
              print('seen ' + event['a'])
              return {'id': context.aws_request_id, 'colour': os.environ['COLOUR']}
            """);

    assertThat(shop.returned(function, "{\"a\":\"it\"}"))
        .isEqualTo("{\"id\": \"request-1\", \"colour\": \"blue\"}");
    assertThat(shop.lines)
        .startsWith(
            "INIT_START Runtime Version: python:3.12.v1\tRuntime Version ARN:"
                + " arn:aws:lambda:eu-west-1::runtime:python3.12\n",
            "START RequestId: request-1 Version: $LATEST\n",
            "seen it\n",
            "END RequestId: request-1\n")
        .hasSize(5);
    assertThat(shop.lines.getLast())
        .startsWith("REPORT RequestId: request-1\tDuration: ")
        .contains("\tMemory Size: 128 MB\tMax Memory Used: ", "Init Duration: ")
        .endsWith(" ms\t\n");
  }

  @Test
  void anEnvironmentIsUsedAgain() throws Exception {
    Deployment function =
        shop.python("n = 0\ndef handler(event, context):\n  global n\n  n += 1\n  return n\n");

    assertThat(shop.returned(function, "{}")).isEqualTo("1");
    assertThat(shop.returned(function, "{}")).isEqualTo("2");
    assertThat(shop.lines.getLast()).doesNotContain("Init Duration");
  }

  @Test
  void anIdleEnvironmentMakesRoomForAnotherFunctionAndIsCountedOnce() throws Exception {
    try (Workshop small =
        new Workshop(
            folder.resolve("small"),
            new RunnerSettings(
                folder.resolve("small/work"), Duration.ofMinutes(1), 1, Duration.ofSeconds(10)))) {
      Deployment one = small.python("def handler(e, c):\n  return 1\n");
      Deployment two = small.python("import time\ndef handler(e, c):\n  time.sleep(e)\n");
      assertThat(small.returned(one, "0")).isEqualTo("1");
      assertThat(small.returned(two, "0")).isEqualTo("null");
      assertThat(small.returned(one, "0")).isEqualTo("1");

      CompletableFuture<RunOutcome> busy = small.start(two, "1", new ByteArrayOutputStream());
      assertThat(small.run(one, "0")).isInstanceOf(RunOutcome.NotRun.class);
      assertThat(busy.get(20, TimeUnit.SECONDS)).isInstanceOf(RunOutcome.Returned.class);
    }
  }

  @Test
  void whatChangesInAPersonsOwnFolderCountsAtTheNextEvent() throws Exception {
    Deployment live = Workshop.live(shop.python("def handler(e, c):\n  return 'old'\n"));
    assertThat(shop.returned(live, "0")).isEqualTo("\"old\"");

    Files.writeString(live.code().resolve("more.txt"), "changed");
    Files.writeString(live.code().resolve("app.py"), "def handler(e, c):\n  return 'newer'\n");
    assertThat(shop.returned(live, "0")).isEqualTo("\"newer\"");
  }

  @Test
  void nodeHandlersOfEveryKindAnswer() throws Exception {
    assertThat(
            shop.returned(
                shop.node("index.mjs", "export const handler = async (event) => event.a + 1;"),
                "{\"a\":1}"))
        .isEqualTo("2");
    assertThat(
            shop.returned(
                shop.node(
                    "index.js", "exports.handler = (event, context, done) => done(null, 'x');"),
                "{}"))
        .isEqualTo("\"x\"");
  }

  @Test
  void aStreamedAnswerComesInPieces() throws Exception {
    Deployment function =
        shop.node(
            "index.mjs",
            "export const handler = awslambda.streamifyResponse(async (event, out) => {"
                + " out.write('one,'); out.write('two'); out.end(); });");
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();

    RunOutcome outcome = shop.start(function, "{}", streamed).get(60, TimeUnit.SECONDS);
    assertThat(outcome).isInstanceOf(RunOutcome.Returned.class);
    assertThat(streamed.toString(StandardCharsets.UTF_8)).isEqualTo("one,two");
  }

  @Test
  void whatAHandlerThrowsIsTold() throws Exception {
    RunOutcome.Failed python =
        shop.failed(shop.python("def handler(e, c):\n  raise ValueError('no')\n"), "{}");
    assertThat(python.isHandled()).isTrue();
    assertThat(Workshop.text(python))
        .startsWith("{\"errorMessage\": \"no\", \"errorType\": \"ValueError\"")
        .contains("\"stackTrace\": [\"  File ");

    RunOutcome.Failed node =
        shop.failed(
            shop.node(
                "index.mjs", "export const handler = async () => { throw new TypeError('no'); };"),
            "{}");
    assertThat(Workshop.text(node))
        .startsWith("{\"errorType\":\"TypeError\",\"errorMessage\":\"no\",\"trace\":[");
  }

  @Test
  void nodesTraceVariableIsTheEventsHoweverItIsRead() throws Exception {
    Deployment node =
        shop.node(
            "index.mjs",
            """
            import { execSync } from 'node:child_process';
            import { env } from 'node:process';
            const name = '_X_AMZN_TRACE_ID';
            export const handler = async () => new Set([
              process.env[name], env[name], { ...process.env }[name],
              Object.entries(process.env).find(([key]) => key === name)[1],
              execSync('printenv ' + name).toString().trim(),
            ]).size + process.env[name];
            """);
    String first = shop.returned(node, "{}");
    assertThat(first).startsWith("\"1Root=1-");
    assertThat(shop.returned(node, "{}")).startsWith("\"1Root=1-").isNotEqualTo(first);
  }

  @Test
  void pythonsTraceVariableIsTheEventsHoweverItIsReadAndTakesNoMoreMemoryWithEachEvent()
      throws Exception {
    Deployment python =
        shop.python(
            """
            import ctypes, os, subprocess
            name = '_X_AMZN_TRACE_ID'
            getenv = ctypes.CDLL(None).getenv
            getenv.restype = ctypes.c_void_p
            def handler(event, context):
                at = getenv(name.encode())
                seen = [os.environ[name], os.getenv(name), os.environ.copy()[name], os.environb[name.encode()].decode(),
                        ctypes.string_at(at).decode(), subprocess.check_output(['printenv', name]).decode().strip(),
                        subprocess.check_output(['printenv', name], env=dict(os.environ)).decode().strip()]
                if event:
                    os.environ[name] = 'mine'
                    seen.append(os.popen('printenv ' + name).read().strip().replace('mine', seen[0]))
                    del os.environ[name]
                return [len(set(seen)), seen[0], at]
            """);
    List<String> told = new ArrayList<>();
    for (String event : List.of("0", "0", "0", "1", "0")) {
      told.add(shop.returned(python, event));
    }
    assertThat(told).allMatch(each -> each.startsWith("[1, \"Root=1-")).doesNotHaveDuplicates();
    assertThat(told.subList(1, 5).stream().map(each -> each.replaceAll(".*, ", "")).distinct())
        .hasSize(1);
  }

  @Test
  void whatAPythonModuleRaisesIsToldWithWhatImportedIt() throws Exception {
    Deployment python = shop.python("def told():\n    raise KeyError('here')\ntold()\n");
    assertThat(Workshop.text(shop.failed(python, "{}")))
        .contains("importlib/__init__.py", "<frozen importlib._bootstrap>", "in told")
        .doesNotContain("bootstrap.py");
  }

  /// AWS: what its own client of the Runtime API makes of answers.
  @Test
  void pythonAnswersBytesAsTheyAreAndDecimalsAsNumbers() throws Exception {
    Deployment python =
        shop.python(
            """
            from decimal import Decimal
            def handler(event, context):
                if event == 'bytes':
                    return b'<not json>'
                if event == 'repr':
                    return repr(context)
                return {'n': Decimal('1.10'), 'all': [Decimal('12345678901234567890'), Decimal('NaN')], 'e': 'é"'}
            """);
    assertThat(shop.returned(python, "\"bytes\"")).isEqualTo("<not json>");
    assertThat(shop.returned(python, "0"))
        .isEqualTo("{\"n\": 1.10, \"all\": [12345678901234567890, NaN], \"e\": \"é\\\"\"}");
    assertThat(shop.returned(python, "\"repr\""))
        .matches(
            "\"LambdaContext\\(\\[aws_request_id=request-1,.*,function_name=\\w+,.*,client_context=None,"
                + "identity=CognitoIdentity\\(\\[cognito_identity_id=None,cognito_identity_pool_id=None]\\),"
                + "tenant_id=None]\\)\"");
    Deployment older =
        shop.made(
            "python3.11",
            "app.handler",
            "app.py",
            "def handler(event, context):\n  return event\n",
            Duration.ofSeconds(20));
    assertThat(shop.returned(older, "\"é\"")).isEqualTo("\"\\u00e9\"");
  }

  /// AWS: also those of ES modules, for which Node.js itself does not ask `NODE_PATH`.
  @Test
  void modulesOfLayersAreFoundByEveryKindOfImport(@TempDir Path layer) throws Exception {
    Path node = Files.createDirectories(layer.resolve("nodejs/node_modules/first"));
    Files.writeString(node.resolve("index.js"), "module.exports = 'first';\n");
    Path versioned = Files.createDirectories(layer.resolve("nodejs/node22/node_modules/second"));
    Files.writeString(versioned.resolve("package.json"), "{\"exports\": \"./it.mjs\"}\n");
    Files.writeString(versioned.resolve("it.mjs"), "export default 'second';\n");
    Deployment function =
        shop.node(
            "index.mjs",
            """
            import first from 'first';
            import { createRequire } from 'node:module';
            const third = await import('third').catch((problem) => problem.code);
            const second = (await import('second')).default;
            export const handler = async () => [first, second, third, createRequire(import.meta.url)('first')];
            """);
    assertThat(shop.returned(Workshop.layered(function, layer), "{}"))
        .isEqualTo("[\"first\",\"second\",\"ERR_MODULE_NOT_FOUND\",\"first\"]");
  }

  @Test
  void modulesOfALayerForTheVersionThatWasAskedForAreFoundWhateverStandsInForIt(@TempDir Path layer)
      throws Exception {
    for (String name : List.of("python3.8/site-packages/old", "python3.14/site-packages/young")) {
      Path module = layer.resolve("python/lib").resolve(name + ".py");
      Files.createDirectories(module.getParent());
      Files.writeString(module, "name = __name__\n");
    }
    for (String asked : List.of("python3.8 old", "python3.14 young")) {
      String[] words = asked.split(" ", -1);
      Deployment function =
          shop.made(
              words[0],
              "app.handler",
              "app.py",
              "import %s\ndef handler(e, c):\n  return %s.name\n".formatted(words[1], words[1]),
              Duration.ofSeconds(20));
      assertThat(shop.returned(Workshop.layered(function, layer), "{}"))
          .isEqualTo('"' + words[1] + '"');
    }
  }

  /// They come and go in many pieces, which break letters of several bytes anywhere.
  @Test
  void largeEventsAndAnswersArriveWholeInEveryLanguage() throws Exception {
    String event = "\"" + "x€é".repeat(500_000) + "\"";
    Deployment node = shop.node("index.mjs", "export const handler = async (event) => event;");
    Deployment python = shop.python("def handler(event, context):\n  return event\n");

    for (Deployment each : List.of(node, python)) {
      assertThat(shop.returned(each, event).equals(event)).isTrue();
      assertThat(shop.returned(each, "1")).as("the next one").isEqualTo("1");
    }
  }

  @Test
  void textsOfEveryAlphabetArriveInEveryLanguage() throws Exception {
    Deployment node =
        shop.node(
            "index.mjs",
            "export const handler = async (event, context) => event + context.clientContext.custom.at;");
    Deployment python =
        shop.python(
            "def handler(event, context):\n  return event + context.client_context.custom['at']\n");

    for (Deployment each : List.of(node, python)) {
      for (String text : List.of("plain", "\u00e4\u20ac", "\ud83d\ude00")) {
        String context = "{\"custom\": {\"at\": \"" + text + "\"}}";
        assertThat(shop.returned(each, '"' + text + '"', context))
            .isEqualTo('"' + text + text + '"');
      }
    }
  }

  @Test
  void anErrorMayBeCalledWhateverItsFunctionLikes() throws Exception {
    Deployment node =
        shop.node(
            "index.mjs",
            """
            export const handler = async (event) => {
              if (event === 1) return 1;
              const error = new Error('why');
              error.name = 'Two\\r\\nX-Lines: 1';
              throw error;
            };
            """);

    Deployment python =
        shop.python(
            """
            def handler(event, context):
              if event == 1: return 1
              raise type('Two\\r\\nX-Lines: 1', (Exception,), {})('why')
            """);

    for (Deployment each : List.of(node, python)) {
      assertThat(shop.failed(each, "0").errorType()).isEqualTo("Two X-Lines: 1");
      assertThat(shop.returned(each, "1")).isEqualTo("1");
    }
  }

  @Test
  void aHandlerThatIsNotThereIsToldByItsInitialisation() throws Exception {
    assertThat(shop.failed(shop.python("x = 1\n"), "{}").errorType())
        .isEqualTo("Runtime.HandlerNotFound");
    assertThat(shop.failed(shop.python("def handler(:\n"), "{}").errorType())
        .isEqualTo("Runtime.UserCodeSyntaxError");
    assertThat(shop.failed(shop.python("import nowhere\n"), "{}").errorType())
        .isEqualTo("Runtime.ImportModuleError");
    assertThat(shop.failed(shop.node("index.js", "exports.other = 1;"), "{}").errorType())
        .isEqualTo("Runtime.HandlerNotFound");
  }

  @Test
  void aHandlerThatNeverEndsIsKilled() throws Exception {
    Deployment function =
        shop.made(
            "python3.12",
            "app.handler",
            "app.py",
            "import time\ndef handler(e, c):\n  time.sleep(100)\n",
            SECOND);

    RunOutcome.Failed failed = shop.failed(function, "{}");
    assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(Workshop.text(failed))
        .isEqualTo(
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":"
                + "\"RequestId: request-1 Error: Task timed out after 1.00 seconds\"}");
    assertThat(shop.failed(function, "{}").errorType()).isEqualTo("Sandbox.Timedout");
  }

  @Test
  void aHandlerThatExitsIsReported() throws Exception {
    RunOutcome.Failed failed =
        shop.failed(shop.python("import os\ndef handler(e, c):\n  os._exit(3)\n"), "{}");

    assertThat(failed.isHandled()).isFalse();
    assertThat(Workshop.text(failed))
        .isEqualTo(
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":"
                + "\"RequestId: request-1 Error: Runtime exited with error: exit status 3\"}");
  }

  @Test
  void anAnswerThatIsTooLargeIsRefused() throws Exception {
    Deployment function = shop.python("def handler(e, c):\n  return 'x' * 7000000\n");

    assertThat(shop.failed(function, "{}").errorType()).isEqualTo("Function.ResponseSizeTooLarge");
  }

  @Test
  void memoryIsBounded() throws Exception {
    Deployment function = shop.python("def handler(e, c):\n  return len(bytearray(2 << 30))\n");

    assertThat(shop.failed(function, "{}").errorType()).isEqualTo("MemoryError");
  }

  @Test
  void aPackageMayBringItsOwnRuntime() throws Exception {
    Deployment function =
        shop.made(
            "provided.al2023",
            "any",
            "bootstrap",
            """
            #!/usr/bin/python3
            import os, urllib.request as u
            a = 'http://' + os.environ['AWS_LAMBDA_RUNTIME_API'] + '/2018-06-01/runtime/invocation/'
            while True:
              r = u.urlopen(a + 'next')
              u.urlopen(a + r.headers['Lambda-Runtime-Aws-Request-Id'] + '/response', data=r.read())
            """,
            Duration.ofSeconds(20));

    assertThat(shop.returned(function, "{\"own\":1}")).isEqualTo("{\"own\":1}");
  }

  @Test
  void javaHandlersAnswer() throws Exception {
    String source =
        """
        import java.util.Map;
        public class App {
          private static int events;
          public String handle(Map<String, Object> event) {
            events++;
            System.out.print("seen " + event.get("a"));
            if (event.isEmpty()) {
              throw new IllegalStateException("nothing in it");
            }
            return "got " + event.get("a") + " as " + events;
          }
        }
        """;
    Deployment function =
        shop.made("java21", "App::handle", "App.java", source, Duration.ofSeconds(20));
    String java = function.code().resolve("App.java").toString();
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, java)).isZero();

    assertThat(shop.returned(function, "{\"a\":\"it\"}")).isEqualTo("\"got it as 1\"");
    assertThat(shop.returned(function, "{\"a\":\"it\"}")).isEqualTo("\"got it as 2\"");
    RunOutcome.Failed failed = shop.failed(function, "{}");
    assertThat(Workshop.text(failed))
        .contains(
            "\"errorMessage\":\"nothing in it\"",
            "\"errorType\":\"java.lang.IllegalStateException\"");
  }

  @Test
  void nothingIsLeftAfterTheRunnerHasClosed() throws Exception {
    Path mark = Files.createDirectories(folder.resolve("seen"));
    Deployment function =
        shop.python(
            """
            import subprocess
            def handler(e, c):
              subprocess.Popen(['sleep', '7531'], start_new_session=True)
              return 1
            """);
    shop.returned(function, "{}");
    assertThat(mark).exists();

    shop.close();
    assertThat(
            ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(each -> each.info().commandLine().orElse(""))
                .filter(line -> line.contains("sleep 7531")))
        .isEmpty();
    assertThat(shop.work().resolve("environments")).doesNotExist();
  }

  @Test
  void functionsDoNotSeeTheDataFolder() throws Exception {
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(
          shop.runner.isolation().startsWith("bubblewrap"), "bubblewrap may not run here");
    }
    Deployment function =
        shop.python("import os\ndef handler(e, c):\n  return os.path.exists(e)\n");

    assertThat(shop.returned(function, "\"" + shop.work() + "\"")).isEqualTo("false");
    assertThat(shop.returned(function, "\"/var/task/app.py\"")).isEqualTo("true");
  }
}
