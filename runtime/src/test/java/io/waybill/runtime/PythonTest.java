package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Python functions are given and answer.
final class PythonTest extends InWorkshop {
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

  /// AWS: its runtime's encoder is simplejson, which makes objects of them, and text of bytes
  /// within.
  @Test
  void pythonAnswersNamedTuplesAsObjects() throws Exception {
    Deployment python =
        shop.python(
            """
            import collections, decimal
            Point = collections.namedtuple('Point', 'x y')
            class Shape:
                def _asdict(self):
                    return {'corners': (Point(1, 2),)}
            answers = [
                Point(1, [Point(2, decimal.Decimal('1.10'))]),
                collections.OrderedDict(at=Point(b'bytes', Shape())),
                {b'key': (1, 2)},
                [{1}],
                [b'\\xff'],
            ]
            loop = [Point(1, 2)]
            loop.append(loop)
            answers.append(loop)
            def handler(event, context):
                return answers[event]
            """);
    assertThat(shop.returned(python, "0"))
        .isEqualTo("{\"x\": 1, \"y\": [{\"x\": 2, \"y\": 1.10}]}");
    assertThat(shop.returned(python, "1"))
        .isEqualTo("{\"at\": {\"x\": \"bytes\", \"y\": {\"corners\": [{\"x\": 1, \"y\": 2}]}}}");
    assertThat(shop.returned(python, "2")).isEqualTo("{\"key\": [1, 2]}");
    assertThat(Workshop.text(shop.failed(python, "3")))
        .contains("Unable to marshal response: Object of type set is not JSON serializable");
    assertThat(Workshop.text(shop.failed(python, "4")))
        .contains("Unable to marshal response: 'utf-8' codec can't decode byte 0xff");
    assertThat(Workshop.text(shop.failed(python, "5")))
        .contains("Unable to marshal response: Circular reference detected");
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
        .doesNotContain("bootstrap.py", "waybill_runtime");
  }

  /// A process that is spawned runs its parent's main program again, by another name.
  @Test
  void aPythonFunctionMaySpawnProcesses() throws Exception {
    Deployment python =
        shop.python(
            """
            import multiprocessing
            def work(told):
              told.send('from the child')
            def handler(event, context):
              spawn = multiprocessing.get_context('spawn')
              told, tells = spawn.Pipe()
              child = spawn.Process(target=work, args=(tells,))
              child.start()
              child.join(10)
              return told.recv() if told.poll(5) else child.exitcode
            """);
    assertThat(shop.returned(python, "{}")).isEqualTo("\"from the child\"");
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
}
