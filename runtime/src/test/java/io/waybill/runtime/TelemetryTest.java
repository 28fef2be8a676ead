package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import org.junit.jupiter.api.Test;

final class TelemetryTest extends InWorkshop {
  /// An extension that prints what it heard when the environment ends.
  private static String listening(String listener, String path, String body) {
    return ExtensionsTest.CLIENT
        + """
        import http.server, socketserver, threading
        heard, seen = [], threading.Event()
        def hear(events):
          heard.extend(events)
          if any(event['type'] == 'platform.report' for event in events):
            seen.set()
        """
        + listener
        + """
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        id, about = register('watcher', ['INVOKE', 'SHUTDOWN'])
        """
        + "answer = call('PUT', '"
        + path
        + "', "
        + body
        + ", Lambda_Extension_Identifier=id)[1]\n"
        + """
        while next_event(id)['eventType'] != 'SHUTDOWN':
          pass
        seen.wait(1)
        print('types', answer, *[event['type'] for event in heard], flush=True)
        print('said', [e['record'] for e in heard if e['type'] == 'function'], flush=True)
        """;
  }

  private void run(Deployment function, String extension) throws Exception {
    Deployment watched =
        Workshop.layered(function, shop.executable("extensions/watcher", extension));
    assertThat(shop.returned(watched, "{}")).isEqualTo("null");
    shop.awaitLine("REPORT ");
    shop.runner.retire(watched.id());
    shop.awaitLine("said ");
  }

  private static final String OVER_HTTP =
      """
      class Sink(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
          hear(json.loads(self.rfile.read(int(self.headers['Content-Length']))))
          self.send_response(200)
          self.end_headers()
        def log_message(self, *words):
          pass
      server = http.server.HTTPServer(('127.0.0.1', 0), Sink)
      """;

  private static final String OVER_TCP =
      """
      class Sink(socketserver.StreamRequestHandler):
        def handle(self):
          for line in self.rfile:
            hear([json.loads(line)])
      server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Sink)
      server.daemon_threads = True
      """;

  @Test
  void anExtensionHearsAllByHttp() throws Exception {
    run(
        shop.python("def handler(e, c):\n  print('seen it')\n"),
        listening(
            OVER_HTTP,
            "/2022-07-01/telemetry",
            "{'schemaVersion': '2022-12-13', 'types': ['platform', 'function'], 'buffering':"
                + " {'timeoutMs': 25, 'maxItems': 1000, 'maxBytes': 262144}, 'destination':"
                + " {'protocol': 'HTTP', 'URI': f'http://sandbox.localdomain:{port}/told'}}"));

    assertThat(shop.lines)
        .contains(
            "types OK platform.initStart platform.extension platform.telemetrySubscription"
                + " platform.initRuntimeDone platform.initReport platform.start function"
                + " platform.runtimeDone platform.report\n",
            "said ['seen it\\n']\n");
  }

  @Test
  void anExtensionHearsOfTheLogsApiByTcp() throws Exception {
    run(
        shop.python("def handler(e, c):\n  print('seen it')\n"),
        listening(
            OVER_TCP,
            "/2020-08-15/logs",
            "{'types': ['platform', 'function'], 'buffering': {'timeoutMs': 25},"
                + " 'destination': {'protocol': 'TCP', 'port': port}}"));

    assertThat(shop.lines)
        .contains(
            "types OK platform.extension platform.logsSubscription platform.start function"
                + " platform.end platform.report\n");
  }

  @Test
  void whatIsMalformedIsRefused() throws Exception {
    run(
        shop.python("def handler(e, c):\n  print('seen it')\n"),
        ExtensionsTest.CLIENT
            + """
            id, about = register('watcher', ['INVOKE', 'SHUTDOWN'])
            try:
              call('PUT', '/2022-07-01/telemetry', {'types': ['nonsense'], 'destination':
                   {'protocol': 'HTTP', 'URI': 'http://sandbox.localdomain:1'}},
                   Lambda_Extension_Identifier=id)
            except urllib.error.HTTPError as refused:
              told = refused.code, json.loads(refused.read())['errorType']
            while next_event(id)['eventType'] != 'SHUTDOWN':
              pass
            print('said', *told, flush=True)
            """);

    assertThat(shop.lines).contains("said 400 ValidationError\n");
  }
}
