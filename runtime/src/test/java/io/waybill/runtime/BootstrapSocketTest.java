package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where our bootstraps call the Runtime API.
final class BootstrapSocketTest {
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

  @Test
  void whoPutsAnotherAddressInPlaceGetsTheCalls() throws Exception {
    try (Workshop shop = new Workshop(folder)) {
      String wrapper =
          """
          #!/bin/sh
          export AWS_LAMBDA_RUNTIME_API=localhost:${AWS_LAMBDA_RUNTIME_API#*:}
          exec "$@"
          """;
      for (Deployment function :
          new Deployment[] {shop.python(PYTHON), shop.node("index.js", NODE)}) {
        Path script = Files.writeString(function.code().resolve("wrapper"), wrapper);
        assertThat(script.toFile().setExecutable(true, false)).isTrue();
        Deployment wrapped =
            Workshop.varied(function, "AWS_LAMBDA_EXEC_WRAPPER", "/var/task/wrapper");
        assertThat(shop.returned(wrapped, "1")).isEqualTo("[\"tcp\"]");
      }
    }
  }

  @Test
  void aFolderWhoseNameIsTooLongForASocketLeavesThePort() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("d".repeat(100)));
    try (Workshop shop = new Workshop(deep)) {
      assertThat(shop.returned(shop.python(PYTHON), "1")).isEqualTo("[\"tcp\"]");
      assertThat(shop.returned(shop.node("index.js", NODE), "1")).isEqualTo("[\"tcp\"]");
    }
  }
}
