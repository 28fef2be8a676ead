package io.waybill.dist;

import io.waybill.server.WaybillServer;
import io.waybill.server.config.LogFormat;
import io.waybill.server.config.LogLevel;
import io.waybill.server.config.ServerConfig;
import io.waybill.server.logging.LogSetup;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A short run of the whole program, from which the JVM learns what to have ready at the next
/// start: a server on a temporary folder, some hundred calls in the protocols that clients speak,
/// and every command of the command line client.
public final class Rehearsal {
  private static final int ROUNDS = 300;
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request,"
          + " SignedHeaders=host, Signature=00";

  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Rehearsal(URI endpoint) {
    this.endpoint = endpoint;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("waybill-rehearsal-");
    try {
      LogSetup.apply(LogFormat.TEXT, LogLevel.WARN);
      ServerConfig config =
          ServerConfig.of(
              "--port", "0", "--data", folder.resolve("data").toString(), "--test-mode");
      io.waybill.server.Main.main(new String[] {"--help"});
      try (WaybillServer server = WaybillServer.start(config)) {
        Rehearsal rehearsal = new Rehearsal(server.endpoint());
        rehearsal.callInJson();
        rehearsal.callInQuery();
        rehearsal.commands(folder.resolve("backup"));
      }
      // Once more on a folder that holds something: opening one is part of most starts.
      WaybillServer.start(config).close();
    } finally {
      delete(folder);
    }
  }

  private void callInJson() throws IOException, InterruptedException {
    String queue = "\"QueueUrl\":\"" + endpoint + "/000000000000/rehearsal\"";
    json("CreateQueue", "{\"QueueName\":\"rehearsal\"}");
    for (int round = 0; round < ROUNDS; round++) {
      json("SendMessage", "{" + queue + ",\"MessageBody\":\"round " + round + "\"}");
      String received = json("ReceiveMessage", "{" + queue + ",\"WaitTimeSeconds\":1}");
      String receipt = received.replaceAll("(?s).*\"ReceiptHandle\":\"([^\"]*)\".*", "$1");
      json("DeleteMessage", "{" + queue + ",\"ReceiptHandle\":\"" + receipt + "\"}");
    }
    json("GetQueueAttributes", "{" + queue + ",\"AttributeNames\":[\"All\"]}");
    json("ListQueues", "{}");
  }

  private String json(String operation, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .POST(BodyPublishers.ofString(body)));
  }

  private void callInQuery() throws IOException, InterruptedException {
    for (String form :
        List.of(
            "Action=CreateQueue&Version=2012-11-05&QueueName=rehearsal-query",
            "Action=ListQueues&Version=2012-11-05")) {
      send(
          HttpRequest.newBuilder(endpoint.resolve("/"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form)));
    }
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(
            request.header("Authorization", AUTHORIZATION).build(), BodyHandlers.ofString())
        .body();
  }

  private void commands(Path backup) {
    String[] server = {"--endpoint", endpoint.toString()};
    for (List<String> words :
        List.of(
            List.of("--help"),
            List.of("status"),
            List.of("queues"),
            List.of("clock", "advance", "1s"),
            List.of("trail", "00000000-0000-4000-8000-000000000000"),
            List.of("backup", backup.toString()))) {
      Stream<String> all =
          words.contains("--help")
              ? words.stream()
              : Stream.concat(words.stream(), Stream.of(server));
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      io.waybill.cli.Main.run(all.toArray(String[]::new), Map.of(), nowhere, nowhere);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
