package io.waybill.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What the rounds with functions work on: the queue `work` with the function `worker` behind it,
/// and the function `later`, whose events end in the queues `won`, `lost` and `letters`.
final class FunctionWorld {
  static final String WORK = "work";
  static final String DEAD = "dead";
  static final String WON = "won";
  static final String LOST = "lost";
  static final String LETTERS = "letters";

  /// Functions may run so long, and messages stay hidden as long and a little longer.
  static final int VISIBILITY_SECONDS = 11;

  static final int RECEIVES_MAX = 4;
  static final int ATTEMPTS = 3;

  /// The variable by which processes of functions are found.
  static final String MARK = "CRASH_TEST";

  private static final int TIMEOUT_SECONDS = 10;
  private static final String FUNCTIONS = "2015-03-31/functions";

  private FunctionWorld() {}

  static void prepare(Client client, String ledger, String mark)
      throws IOException, InterruptedException {
    client.createQueue(DEAD, false);
    client.createQueue(WON, false);
    client.createQueue(LOST, false);
    client.createQueue(LETTERS, false);
    String redrive =
        "{\"deadLetterTargetArn\":\"" + arn(DEAD) + "\",\"maxReceiveCount\":" + RECEIVES_MAX + "}";
    client.createQueue(
        WORK,
        Map.of("VisibilityTimeout", String.valueOf(VISIBILITY_SECONDS), "RedrivePolicy", redrive));
    Map<String, String> variables = Map.of("LEDGER", ledger, MARK, mark);
    create(client, function("worker", "python3.12", variables), "worker.py");
    ObjectNode later = function("later", "nodejs22.x", variables);
    later.putObject("DeadLetterConfig").put("TargetArn", arn(LETTERS));
    create(client, later, "later.mjs");
    connect(client);
  }

  private static void connect(Client client) throws IOException, InterruptedException {
    ObjectNode mapping =
        Client.JSON.createObjectNode().put("FunctionName", "worker").put("BatchSize", 10);
    mapping.put("EventSourceArn", arn(WORK));
    mapping.putArray("FunctionResponseTypes").add("ReportBatchItemFailures");
    client.lambda("POST", "2015-03-31/event-source-mappings", mapping);
    ObjectNode events = Client.JSON.createObjectNode();
    ObjectNode destinations = events.putObject("DestinationConfig");
    destinations.putObject("OnSuccess").put("Destination", arn(WON));
    destinations.putObject("OnFailure").put("Destination", arn(LOST));
    client.lambda("PUT", "2019-09-25/functions/later/event-invoke-config", events);
  }

  /// A function of one file, whose name is its module's.
  static ObjectNode function(String name, String runtime, Map<String, String> variables) {
    ObjectNode function =
        Client.JSON
            .createObjectNode()
            .put("FunctionName", name)
            .put("Runtime", runtime)
            .put("Handler", name + ".handler")
            .put("Timeout", TIMEOUT_SECONDS)
            .put("Role", "arn:aws:iam::000000000000:role/any");
    ObjectNode given = function.putObject("Environment").putObject("Variables");
    variables.forEach(given::put);
    return function;
  }

  /// Creates a function of the file of this package that is called `file`.
  static void create(Client client, ObjectNode function, String file)
      throws IOException, InterruptedException {
    function.putObject("Code").put("ZipFile", zip(file));
    client.lambda("POST", FUNCTIONS, function);
  }

  private static byte[] zip(String file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        InputStream in =
            Objects.requireNonNull(FunctionWorld.class.getResourceAsStream(file), file)) {
      zip.putNextEntry(new ZipEntry(file));
      in.transferTo(zip);
    }
    return bytes.toByteArray();
  }

  /// Hands over an event for later; answers its request id.
  static String invokeLater(Client client, String function, String token)
      throws IOException, InterruptedException {
    return client
        .lambda(
            "POST",
            FUNCTIONS + "/" + function + "/invocations",
            Client.JSON.createObjectNode().put("token", token),
            "X-Amz-Invocation-Type",
            "Event")
        .headers()
        .firstValue("x-amzn-requestid")
        .orElseThrow(() -> new IllegalStateException("an answer without a request id"));
  }

  private static String arn(String queue) {
    return "arn:aws:sqs:us-east-1:000000000000:" + queue;
  }
}
