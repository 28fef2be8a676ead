package io.waybill.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What a benchmark of functions sets up: one call after the other, over Lambda's and SQS's APIs.
final class FunctionControl {
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, "
          + "SignedHeaders=host, Signature="
          + "0".repeat(64);
  private static final Pattern COUNT =
      Pattern.compile("\"ApproximateNumberOfMessages(?:NotVisible)?\":\"(\\d+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String endpoint;

  FunctionControl(ServerProcess server) {
    endpoint = "http://127.0.0.1:" + server.address().getPort() + "/";
  }

  /// A function that does nothing, in Python or JavaScript as `runtime` says; ready when this
  /// returns.
  void create(String name, String runtime) throws IOException, InterruptedException {
    boolean python = runtime.startsWith("python");
    String code =
        python
            ? zip("index.py", "def handler(event, context):\n    return None\n")
            : zip("index.js", "exports.handler = async () => null;\n");
    call(
        "POST",
        "2015-03-31/functions",
        """
        {"FunctionName":"%s","Runtime":"%s","Handler":"index.handler","Timeout":20,
         "Role":"arn:aws:iam::000000000000:role/bench","Code":{"ZipFile":"%s"}}\
        """
            .formatted(name, runtime, code));
  }

  /// Waits until `name` can be invoked.
  void awaitActive(String name) throws IOException, InterruptedException {
    String path = "2015-03-31/functions/" + name + "/configuration";
    while (!call("GET", path, "").contains("\"State\":\"Active\"")) {
      Thread.sleep(100);
    }
  }

  /// Another revision, which has no warm environment.
  void change(String name, int number) throws IOException, InterruptedException {
    String path = "2015-03-31/functions/" + name + "/configuration";
    call("PUT", path, "{\"Environment\":{\"Variables\":{\"ROUND\":\"" + number + "\"}}}");
    while (!call("GET", path, "").contains("\"LastUpdateStatus\":\"Successful\"")) {
      Thread.sleep(100);
    }
  }

  String invoke(String name) throws IOException, InterruptedException {
    return call("POST", "2015-03-31/functions/" + name + "/invocations", "{}");
  }

  void map(String queue, String function) throws IOException, InterruptedException {
    call(
        "POST",
        "2015-03-31/event-source-mappings",
        "{\"FunctionName\":\"%s\",\"EventSourceArn\":\"%s\",\"BatchSize\":10}"
            .formatted(function, CloudRequests.queue(queue)));
  }

  /// Messages of `queue`, waiting and in flight.
  long count(String queue) throws IOException, InterruptedException {
    HttpRequest request =
        request("")
            .header("X-Amz-Target", "AmazonSQS.GetQueueAttributes")
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"QueueUrl\":\"/000000000000/" + queue + "\",\"AttributeNames\":[\"All\"]}"))
            .build();
    Matcher counts = COUNT.matcher(send(request));
    long all = 0;
    while (counts.find()) {
      all += Long.parseLong(counts.group(1));
    }
    return all;
  }

  private String call(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint + path))
        .header("Authorization", AUTHORIZATION);
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /// One synchronous invocation, ready to be written to a socket.
  static byte[] invocation(String name) {
    return ("POST /2015-03-31/functions/"
            + name
            + "/invocations HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + AUTHORIZATION
            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String zip(String file, String source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(file));
      zip.write(source.getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
