package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExtensionsTest extends InWorkshop {
  /// What every extension here begins with.
  static final String CLIENT =
      """
      #!/usr/bin/python3
      import json, os, sys, tempfile, time, urllib.error, urllib.request
      base = 'http://' + os.environ['AWS_LAMBDA_RUNTIME_API']
      def call(method, path, body=None, **headers):
        named = {name.replace('_', '-'): value for name, value in headers.items()}
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(base + path, data=data, method=method, headers=named)
        answer = urllib.request.urlopen(asked)
        text = answer.read().decode()
        return answer.headers, json.loads(text) if text.startswith('{') else text
      def register(name, events):
        told, about = call('POST', '/2020-01-01/extension/register', {'events': events},
                           Lambda_Extension_Name=name)
        return told['Lambda-Extension-Identifier'], about
      def next_event(id):
        return call('GET', '/2020-01-01/extension/event/next', Lambda_Extension_Identifier=id)[1]
      """;

  private static final String LOOP =
      CLIENT
          + """
          id, about = register('watcher', ['INVOKE', 'SHUTDOWN'])
          print('about', about['functionName'], '_HANDLER' in os.environ, flush=True)
          while True:
            event = next_event(id)
            print(event['eventType'], event.get('requestId', event.get('shutdownReason')), flush=True)
            if event['eventType'] == 'SHUTDOWN':
              sys.exit(0)
          """;

  private Deployment with(Deployment function, String extension) throws IOException {
    return Workshop.layered(function, shop.executable("extensions/watcher", extension));
  }

  @Test
  void anExtensionOfALayerHearsOfEventsAndOfTheEnd() throws Exception {
    Deployment function = with(shop.python("def handler(e, c):\n  return e\n"), LOOP);

    assertThat(shop.returned(function, "1")).isEqualTo("1");
    assertThat(shop.returned(function, "2")).isEqualTo("2");
    shop.awaitLines(2, "INVOKE request-1\n");
    shop.runner.retire(function.id());
    shop.awaitLine("SHUTDOWN spindown\n");
    assertThat(shop.lines)
        .contains("about f False\n")
        .anyMatch(line ->
            line.startsWith("EXTENSION\tName: watcher\tState: Registered")
                && line.contains("Events: [INVOKE, SHUTDOWN]"))
        .filteredOn(line -> line.equals("INVOKE request-1\n"))
        .hasSize(2);
  }

  @Test
  void anEnvironmentIsReadyOnlyWhenItsExtensionsAskForTheNextEvent() throws Exception {
    Deployment function =
        with(
            shop.python("n = 0\ndef handler(e, c):\n  global n\n  n += 1\n  return n\n"),
            CLIENT
                + """
                id, about = register('watcher', ['INVOKE'])
                next_event(id)
                time.sleep(10)
                next_event(id)
                """);

    assertThat(shop.returned(function, "{}")).isEqualTo("1");
    assertThat(shop.lines).noneMatch(line -> line.startsWith("END "));
    assertThat(shop.returned(function, "{}")).as("by another environment").isEqualTo("1");
  }

  @Test
  void anExtensionHearsWhyItsEnvironmentIsBegunAnew() throws Exception {
    Deployment function =
        with(
            shop.made(
                "python3.12",
                "app.handler",
                "app.py",
                "import time\ndef handler(e, c):\n  time.sleep(e)\n  return e\n",
                Duration.ofSeconds(2)),
            LOOP);

    assertThat(shop.failed(function, "100").errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(shop.lines).contains("SHUTDOWN timeout\n");
    assertThat(shop.returned(function, "0")).isEqualTo("0");
    assertThat(shop.lines.stream().filter(line -> line.startsWith("about"))).hasSize(2);
  }

  @Test
  void anExtensionThatEndsTakesTheEventWithIt() throws Exception {
    Deployment function =
        with(
            shop.python("import time\ndef handler(e, c):\n  time.sleep(100)\n"),
            CLIENT
                + """
                id, about = register('watcher', ['INVOKE'])
                next_event(id)
                sys.exit(3)
                """);

    RunOutcome.Failed failed = shop.failed(function, "1");
    assertThat(failed.errorType()).isEqualTo("Extension.Crash");
    assertThat(Workshop.text(failed)).contains("Error: exit status 3");
  }

  @Test
  void whatRegistersFromWithinTheRuntimeMayNotAskForTheEnd() throws Exception {
    String internal = CLIENT.lines().skip(1).reduce("", (all, line) -> all + line + "\n");
    Deployment function =
        shop.python(
            internal
                + """
                import threading
                try:
                  register('inner', ['SHUTDOWN'])
                except urllib.error.HTTPError as refused:
                  print(refused.code, json.loads(refused.read())['errorType'])
                id, about = register('inner', ['INVOKE'])
                def listen():
                  while True:
                    print('inner', next_event(id)['requestId'])
                threading.Thread(target=listen, daemon=True).start()
                def handler(e, c):
                  try:
                    register('late', [])
                  except urllib.error.HTTPError as refused:
                    return json.loads(refused.read())['errorType']
                """);

    assertThat(shop.returned(function, "1")).isEqualTo("\"Extension.RegistrationClosed\"");
    shop.awaitLine("inner request-1\n");
    assertThat(shop.lines).contains("400 Extension.InvalidEventType\n");
  }
}
