package io.waybill.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/// What functions say that they were given, kept outside of the server: they tell it over HTTP
/// before they answer. Safe for many threads.
final class FunctionLedger implements AutoCloseable {
  private final HttpServer http;
  private final Map<String, Set<Integer>> receives = new HashMap<>();
  private final Set<String> events = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private long runs;

  FunctionLedger() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/messages", exchange -> told(exchange, this::message));
    http.createContext("/events", exchange -> told(exchange, this::event));
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
  }

  /// Where functions reach it.
  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private interface Entry {
    void take(JsonNode seen);
  }

  private void told(HttpExchange exchange, Entry entry) throws IOException {
    try (exchange) {
      JsonNode list = Client.JSON.readTree(exchange.getRequestBody());
      synchronized (this) {
        list.forEach(entry::take);
        runs++;
        notifyAll();
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /// Each delivery of a message has a receive count of its own, whatever happened in between.
  private void message(JsonNode seen) {
    String token = seen.get("token").asText();
    int count = seen.get("count").asInt();
    if (!receives.computeIfAbsent(token, any -> new HashSet<>()).add(count)) {
      violations.add(token + " came twice with receive count " + count);
    }
  }

  private void event(JsonNode seen) {
    events.add(seen.get("token").asText());
  }

  synchronized boolean handledMessage(String token) {
    return receives.containsKey(token);
  }

  /// The highest receive count that a function saw of a message.
  synchronized int receivesOf(String token) {
    return receives.getOrDefault(token, Set.of()).stream().mapToInt(each -> each).max().orElse(0);
  }

  synchronized boolean handledEvent(String token) {
    return events.contains(token);
  }

  /// How many different messages and events have been handled.
  synchronized int handled() {
    return receives.size() + events.size();
  }

  /// Waits until functions have run `more` times from now on, `millis` at most.
  synchronized void awaitRuns(long more, long millis) throws InterruptedException {
    long goal = runs + more;
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis;
        runs < goal && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
  }

  synchronized void violated(String words) {
    violations.add(words);
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
