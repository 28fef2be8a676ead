package io.waybill.server;

import io.waybill.server.config.ServerConfig;
import io.waybill.server.config.SettingRefused;
import io.waybill.server.config.SettingsHelp;
import io.waybill.server.logging.LogSetup;
import io.waybill.store.StoreFailure;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// `waybill up`: one server in one process, until SIGTERM or Ctrl-C.
///
/// Exit codes: 0 after a stop that was asked for, 1 where the server can't start, 2 for settings
/// that are wrong. Either way one line says what and why.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    if (words.contains("--help") || words.contains("-h") || words.contains("help")) {
      System.out.print(SettingsHelp.text());
      return;
    }
    WaybillServer server = startOrExit(words);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "waybill-stop"));
    new CountDownLatch(1).await(); // the signal comes in on a thread of its own
  }

  private static WaybillServer startOrExit(List<String> words) {
    long began = System.nanoTime();
    try {
      ServerConfig config = ServerConfig.read(words, System.getenv());
      LogSetup.apply(config.logFormat(), config.logLevel());
      WaybillServer server = WaybillServer.start(config);
      System.out.println(
          ReadyLine.of(config, server.endpoint(), (System.nanoTime() - began) / 1_000_000));
      System.out.flush();
      return server;
    } catch (SettingRefused refused) {
      throw exit(2, refused.getMessage());
    } catch (StartFailure | StoreFailure failure) {
      throw exit(1, failure.getMessage());
    }
  }

  private static RuntimeException exit(int code, @Nullable String line) {
    System.err.println("waybill: " + line);
    System.exit(code);
    return new IllegalStateException("the process has ended");
  }

  /// The JVM ends with 143 after SIGTERM; halting here says that this stop went as asked.
  private static void stop(WaybillServer server) {
    int code = 0;
    try {
      server.close();
    } catch (RuntimeException failure) {
      System.err.println("waybill: stopped, but not cleanly: " + failure.getMessage());
      code = 1;
    }
    Runtime.getRuntime().halt(code);
  }
}
