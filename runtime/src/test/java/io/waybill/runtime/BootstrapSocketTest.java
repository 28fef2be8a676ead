package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.runtime.host.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where our bootstraps call the Runtime API.
final class BootstrapSocketTest {
  /// The longest name of a socket that every system takes.
  private static final int SOCKET_BYTES_MAX = 103;

  /// Tells which of the function's sockets are TCP's.
  private static final String PYTHON =
      """
      import os, re
      def handler(event, context):
        table = ''
        for name in ['tcp', 'tcp6']:
          try:
            table += open('/proc/self/net/' + name).read()
          except FileNotFoundError:
            pass
        found = []
        for fd in os.listdir('/proc/self/fd'):
          try:
            inode = re.match(r'socket:\\[(\\d+)\\]', os.readlink('/proc/self/fd/' + fd))
          except FileNotFoundError:
            continue
          if inode:
            found.append('tcp' if re.search(r'\\s' + inode[1] + r'\\s', table) else 'file')
        return found
      """;

  private static final String NODE =
      """
      const fs = require('fs');
      exports.handler = async () => {
        const table = ['tcp', 'tcp6'].map((name) => {
          try { return fs.readFileSync('/proc/self/net/' + name, 'utf8'); } catch { return ''; }
        }).join('');
        return fs.readdirSync('/proc/self/fd').flatMap((fd) => {
          let inode;
          try { inode = fs.readlinkSync('/proc/self/fd/' + fd).match(/^socket:\\[(\\d+)\\]/); } catch {}
          return inode ? [new RegExp(`\\\\s${inode[1]}\\\\s`).test(table) ? 'tcp' : 'file'] : [];
        });
      };
      """;

  @TempDir Path folder;

  @Test
  void ourBootstrapsCallBySocket() throws Exception {
    try (Workshop shop = new Workshop(folder)) {
      assertThat(shop.returned(shop.python(PYTHON), "1")).isEqualTo("[\"file\"]");
      assertThat(shop.returned(shop.node("index.js", NODE), "1")).isEqualTo("[\"file\"]");
    }
  }

  /// Passes calls on, and writes HTTP as others may: names in small letters, bodies in chunks.
  private static final String PROXY =
      """
      import http.server, sys, urllib.request
      class Proxy(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def do_GET(self):
          self.pass_on(None)
        def do_POST(self):
          self.pass_on(self.rfile.read(int(self.headers['Content-Length'])))
        def pass_on(self, body):
          url = 'http://' + sys.argv[1] + self.path
          kept = {name: value for name, value in self.headers.items() if name.startswith('Lambda-')}
          with urllib.request.urlopen(urllib.request.Request(url, body, kept, method=self.command)) as answer:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
              if name != 'Content-Length':
                self.send_header(name.lower(), value + (';Proxied=1' if 'Trace' in name else ''))
            self.send_header('transfer-encoding', 'chunked')
            self.end_headers()
            for byte in answer.read():
              self.wfile.write(b'1\\r\\n' + bytes([byte]) + b'\\r\\n')
            self.wfile.write(b'0\\r\\n\\r\\n')
      server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Proxy)
      with open(sys.argv[2], 'w') as told:
        told.write(str(server.server_port))
      server.serve_forever()
      """;

  private static final String WRAPPER =
      """
      #!/bin/sh
      port=${TMPDIR:-/tmp}/port
      mkfifo "$port"
      python3 "$LAMBDA_TASK_ROOT/proxy.py" "$AWS_LAMBDA_RUNTIME_API" "$port" &
      export AWS_LAMBDA_RUNTIME_API=127.0.0.1:$(cat "$port")
      exec "$@"
      """;

  private void proxied(Deployment function, Workshop shop) throws Exception {
    Files.writeString(function.code().resolve("proxy.py"), PROXY);
    Path script = Files.writeString(function.code().resolve("wrapper"), WRAPPER);
    assertThat(script.toFile().setExecutable(true, false)).isTrue();
    Deployment wrapped = Workshop.varied(function, "AWS_LAMBDA_EXEC_WRAPPER", "/var/task/wrapper");
    for (String event : new String[] {"1", "\"\u00e4\u20ac\"", "[]"}) {
      assertThat(shop.returned(wrapped, event).replace(" ", "")).isEqualTo("[" + event + ",true]");
    }
    assertThat(shop.failed(wrapped, "{}").errorType()).isNotEmpty();
    assertThat(shop.returned(wrapped, "2").replace(" ", "")).isEqualTo("[2,true]");
  }

  @Test
  void whoPutsAnotherAddressInPlaceGetsTheCallsOfPython() throws Exception {
    try (Workshop shop = new Workshop(folder)) {
      String source =
          """
          import os
          def handler(event, context):
            if event == {}:
              raise ValueError('no')
            return [event, 'Proxied=1' in os.environ['_X_AMZN_TRACE_ID']]
          """;
      proxied(shop.python(source), shop);
    }
  }

  @Test
  void whoPutsAnotherAddressInPlaceGetsTheCallsOfNode() throws Exception {
    try (Workshop shop = new Workshop(folder)) {
      String source =
          """
          exports.handler = async (event) => {
            if (JSON.stringify(event) === '{}') throw new Error('no');
            return [event, process.env._X_AMZN_TRACE_ID.includes('Proxied=1')];
          };
          """;
      proxied(shop.node("index.js", source), shop);
    }
  }

  @Test
  void whoPutsAnotherAddressInPlaceGetsTheCallsOfRuby() throws Exception {
    Assumptions.assumeTrue(Programs.missing("ruby3.4").isEmpty(), "ruby is not installed");
    try (Workshop shop = new Workshop(folder)) {
      String source =
          """
          def handler(event:, context:)
            raise 'no' if event == {}
            [event, ENV['_X_AMZN_TRACE_ID'].include?('Proxied=1')]
          end
          """;
      proxied(shop.made("ruby3.4", "app.handler", "app.rb", source, Duration.ofSeconds(20)), shop);
    }
  }

  @Test
  void aFolderWhoseNameIsTooLongForASocketLeavesThePort() throws Exception {
    int rest = "/work/api/0123456789ab".length();
    for (int length : new int[] {SOCKET_BYTES_MAX, SOCKET_BYTES_MAX + 1}) {
      int missing = length - rest - folder.toString().length() - 1;
      Path deep = Files.createDirectories(folder.resolve("d".repeat(missing)));
      try (Workshop shop = new Workshop(deep)) {
        String by = length == SOCKET_BYTES_MAX ? "[\"file\"]" : "[\"tcp\"]";
        assertThat(shop.returned(shop.python(PYTHON), "1")).isEqualTo(by);
        assertThat(shop.returned(shop.node("index.js", NODE), "1")).isEqualTo(by);
      }
    }
  }
}
