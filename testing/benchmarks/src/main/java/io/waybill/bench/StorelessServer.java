package io.waybill.bench;

import io.waybill.server.WaybillServer;
import io.waybill.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;

/// The whole server, protocol, queues and all, with one queue and over a store that keeps nothing.
final class StorelessServer {
  private StorelessServer() {}

  /// Takes the arguments of the server itself.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ForgetfulStore store = new ForgetfulStore();
    WaybillServer server = WaybillServer.start(ServerConfig.of(arguments), store);
    int port = server.endpoint().getPort();
    SendRate.once(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Requests.createQueue("bench", ""));
    store.forget();
    System.out.println("ready at http://127.0.0.1:" + port);
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
