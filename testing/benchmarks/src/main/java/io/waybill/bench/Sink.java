package io.waybill.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTTP endpoints that subscribe: what goes to `/live…` is taken, `/busy…` answers 503, and `/dead`
/// never answers. All confirm their subscriptions. Connections are kept, however many.
final class Sink implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("\"Token\" : \"([^\"]+)\"");
  private static final Pattern AT = Pattern.compile("at=(\\d+)\\.");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
  private final Map<String, BlockingQueue<Long>> nanos = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();

  Sink() throws IOException {
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    Matcher token = TOKEN.matcher(body);
    if (token.find()) {
      tokens.add(token.group(1));
      answer(exchange, 200);
    } else if (path.startsWith("/live")) {
      long now = System.nanoTime();
      Matcher at = AT.matcher(body);
      if (at.find()) {
        nanosOf(path).add(now - Long.parseLong(at.group(1)));
      }
      answer(exchange, 200);
    } else if (path.startsWith("/busy")) {
      answer(exchange, 503);
      refused.incrementAndGet();
    } else {
      hang();
    }
  }

  private void hang() throws IOException {
    try {
      end.await();
    } catch (InterruptedException interrupted) {
      throw new IOException("interrupted", interrupted);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /// The next token that asks to confirm a subscription.
  String token() throws InterruptedException {
    return tokens.take();
  }

  private BlockingQueue<Long> nanosOf(String path) {
    return nanos.computeIfAbsent(path, any -> new LinkedBlockingQueue<>());
  }

  /// How long the next message was on its way to `path`, from the time that stands in it.
  long arrival(String path) throws InterruptedException {
    return nanosOf(path).take();
  }

  /// How many attempts were answered with 503.
  long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }
}
