package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IsolationTest extends InWorkshop {
  @BeforeEach
  void wantsASandbox() {
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(
          shop.runner.isolation().startsWith("bubblewrap"), "bubblewrap may not run here");
    }
  }

  @Test
  void anotherFunctionCantCallTheRuntimeApi() throws Exception {
    Deployment owner =
        shop.python(
            "import os\ndef handler(e, c):\n  return os.environ['AWS_LAMBDA_RUNTIME_API']\n");
    Deployment other =
        shop.python(
            """
            import urllib.error, urllib.request
            def handler(address, context):
              found = []
              for path in ['2018-06-01/runtime/invocation/next', '2020-01-01/extension/event/next']:
                try:
                  urllib.request.urlopen('http://' + address + '/' + path, timeout=10)
                except urllib.error.HTTPError as refused:
                  found.append(refused.code)
              return found
            """);

    String address = shop.returned(owner, "1");
    assertThat(shop.returned(other, address)).isEqualTo("[403, 403]");
    assertThat(shop.returned(owner, "1")).isEqualTo(address);
  }

  @Test
  void whatAFunctionStartsMayCallItsRuntimeApi() throws Exception {
    Deployment function =
        shop.python(
            """
            import subprocess, sys
            ask = '''
            import os, urllib.error, urllib.request
            try:
              urllib.request.urlopen('http://' + os.environ['AWS_LAMBDA_RUNTIME_API'] + '/nothing')
            except urllib.error.HTTPError as refused:
              print(refused.code)
            '''
            def handler(e, c):
              return subprocess.run([sys.executable, '-c', ask], capture_output=True).stdout.decode()
            """);

    assertThat(shop.returned(function, "1")).isEqualTo("\"404\\n\"");
  }

  @Test
  void tmpIsBounded() throws Exception {
    Assumptions.assumeTrue(shop.runner.isolation().contains("a bounded /tmp"));
    Deployment function =
        shop.python(
            """
            def handler(megabytes, context):
              try:
                with open('/tmp/much', 'wb') as much:
                  for i in range(megabytes):
                    much.write(bytes(1 << 20))
                return 'written'
              except OSError as full:
                return full.errno
            """);

    assertThat(shop.returned(function, "500")).isEqualTo("\"written\"");
    assertThat(shop.returned(function, "520")).as("ENOSPC").isEqualTo("28");
  }

  @Test
  void whatProcessesTakeTogetherIsBounded() throws Exception {
    Assumptions.assumeTrue(shop.runner.isolation().contains("cgroups"));
    Deployment function =
        shop.python(
            """
            import subprocess, sys
            take = 'import time; taken = bytearray(b"x" * (150 << 20)); print(1, flush=True); time.sleep(60)'
            def handler(e, c):
              running = []
              for i in range(12):
                running.append(subprocess.Popen([sys.executable, '-c', take], stdout=subprocess.PIPE))
              return [each.stdout.read(1) for each in running].count(b'')
            """);

    RunOutcome outcome = shop.run(function, "1");
    if (outcome instanceof RunOutcome.Returned some) {
      String killed = new String(some.payload(), StandardCharsets.UTF_8);
      assertThat(Integer.parseInt(killed)).isPositive();
    } else {
      assertThat(outcome).isInstanceOf(RunOutcome.Failed.class);
    }
  }

  @Test
  void howManyProcessesThereAreIsBounded() throws Exception {
    Assumptions.assumeTrue(shop.runner.isolation().contains("number of processes bounded"));
    Deployment function =
        shop.python(
            """
            import os, time
            def handler(e, c):
              made = 0
              try:
                for i in range(2000):
                  if os.fork() == 0:
                    time.sleep(60)
                    os._exit(0)
                  made += 1
              except OSError as refused:
                return [refused.errno, made]
              return made
            """);

    RunOutcome outcome = shop.run(function, "1");
    assertThat(outcome).isInstanceOf(RunOutcome.Returned.class);
    String told = new String(((RunOutcome.Returned) outcome).payload(), StandardCharsets.UTF_8);
    assertThat(told).as("EAGAIN").matches("\\[11, (9[0-9]{2}|10[0-2][0-9])]");
  }

  @Test
  void aFunctionSeesWhatItSeesOnLambda() throws Exception {
    Assumptions.assumeTrue(shop.runner.isolation().contains("a user of their own"));
    Deployment function =
        shop.python(
            """
            import getpass, os, pwd, socket, stat
            def handler(e, c):
              places = ['/tmp', '/opt', '/var/task', '/lambda-entrypoint.sh']
              modes = [stat.filemode(os.stat(place).st_mode) for place in places]
              owners = {pwd.getpwuid(os.stat(place).st_uid).pw_name for place in places}
              return [getpass.getuser(), os.getcwd(), modes, list(owners),
                      socket.gethostbyname('sandbox.localdomain')]
            """);

    assertThat(shop.returned(function, "1"))
        .isEqualTo(
            "[\"sbx_user1051\", \"/var/task\", [\"drwxrwxrwt\", \"drwxr-xr-x\", \"drwxr-xr-x\","
                + " \"-rwxr-xr-x\"], [\"root\"], \"127.0.0.1\"]");
  }
}
