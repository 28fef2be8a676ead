package io.waybill.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Clients that go on through every crash of the server: two kinds of producers, two of consumers.
///
/// A producer of the FIFO queue repeats what was not acknowledged, under the same deduplication id,
/// so that each of its messages must be there exactly once.
final class Load implements AutoCloseable {
  static final String PLAIN = "plain";
  static final String ORDERED = "ordered.fifo";
  private static final int VISIBILITY_SECONDS = 8;
  private static final long SAFE_NANOS = 5_000_000_000L;

  private final Ledger ledger;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong plain = new AtomicLong();
  private volatile boolean producing = true;
  private volatile boolean running = true;
  private Client client;
  private boolean up;

  Load(Ledger ledger, Client first) {
    this.ledger = ledger;
    this.client = first;
  }

  /// The server is there, at the address of `next`.
  synchronized void serverIsUp(Client next) {
    client = next;
    up = true;
    notifyAll();
  }

  synchronized void serverIsDown() {
    up = false;
  }

  private synchronized Client awaitServer() throws InterruptedException {
    while (!up) {
      wait();
    }
    return client;
  }

  void start(long seed) {
    for (int i = 0; i < 3; i++) {
      int number = i;
      begin("sends", () -> producePlain(new Random(seed + number)));
      begin("sends in order", () -> produceOrdered("g" + number));
      begin("receives", () -> consume(PLAIN, new Random(seed + 10 + number)));
      begin("receives in order", () -> consume(ORDERED, new Random(seed + 20 + number)));
    }
  }

  /// No more is sent; what is there is consumed.
  void stopProducing() {
    producing = false;
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(String name, Work work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException bug) {
                ledger.violated(name + ": " + bug);
              }
            });
    threads.add(thread);
  }

  private void producePlain(Random random) throws InterruptedException {
    while (running && producing) {
      Client now = awaitServer();
      int count = random.nextInt(4) == 0 ? 10 : 1;
      ObjectNode input = now.on(PLAIN);
      var entries = input.putArray("Entries");
      List<String> tokens = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String token = "plain/all/" + plain.getAndIncrement();
        ledger.sending(token);
        tokens.add(token);
        entries.addObject().put("Id", "e" + i).put("MessageBody", token);
      }
      try {
        JsonNode done = now.call("SendMessageBatch", input).get("Successful");
        for (int i = 0; i < done.size(); i++) {
          ledger.sent(tokens.get(i), done.get(i).get("MessageId").asText());
        }
      } catch (IOException inDoubt) {
        noteRefusal(inDoubt);
      }
    }
  }

  private void produceOrdered(String group) throws InterruptedException {
    for (long number = 0; running && producing; number++) {
      String token = "ordered/" + group + "/" + number;
      ledger.sending(token);
      boolean sent = false;
      while (!sent && running) {
        sent = sendOrdered(token, group);
      }
    }
  }

  private boolean sendOrdered(String token, String group) throws InterruptedException {
    Client now = awaitServer();
    ObjectNode input =
        now.on(ORDERED)
            .put("MessageBody", token)
            .put("MessageGroupId", group)
            .put("MessageDeduplicationId", token);
    try {
      ledger.sent(token, now.call("SendMessage", input).get("MessageId").asText());
      return true;
    } catch (IOException inDoubt) {
      noteRefusal(inDoubt);
      return false;
    }
  }

  private void consume(String queue, Random random) throws InterruptedException {
    while (running) {
      Client now = awaitServer();
      long began = System.nanoTime();
      ObjectNode input =
          now.on(queue)
              .put("MaxNumberOfMessages", 10)
              .put("VisibilityTimeout", VISIBILITY_SECONDS)
              .put("WaitTimeSeconds", 1);
      input.putArray("AttributeNames").add("All");
      try {
        JsonNode messages = now.call("ReceiveMessage", input).get("Messages");
        if (messages != null) {
          Set<String> earlier = new HashSet<>();
          for (JsonNode message : messages) {
            received(message, began, earlier);
          }
          for (JsonNode message : messages) {
            act(now, queue, message, began, random);
          }
        }
      } catch (IOException inDoubt) {
        noteRefusal(inDoubt);
      }
    }
  }

  private void received(JsonNode message, long began, Set<String> earlier) {
    int count = message.get("Attributes").get("ApproximateReceiveCount").asInt();
    String token = message.get("Body").asText();
    ledger.received(token, message.get("MessageId").asText(), count, began, earlier);
    earlier.add(token);
  }

  /// Deletes most, and gives some of those outside a FIFO group back.
  private void act(Client now, String queue, JsonNode message, long began, Random random)
      throws IOException, InterruptedException {
    String token = message.get("Body").asText();
    ObjectNode input = now.on(queue).put("ReceiptHandle", message.get("ReceiptHandle").asText());
    if (System.nanoTime() - began > SAFE_NANOS) {
      return; // the receipt may be an old one soon, and then its success means nothing
    }
    if (producing && queue.equals(PLAIN) && random.nextInt(8) == 0) {
      now.call("ChangeMessageVisibility", input.put("VisibilityTimeout", random.nextInt(2)));
      return;
    }
    ledger.deleting(token);
    now.call("DeleteMessage", input);
    if (System.nanoTime() - began < SAFE_NANOS) {
      ledger.deleted(token);
    }
  }

  /// While a server stops or starts anything may fail, but it is never the client's fault.
  private void noteRefusal(IOException failure) {
    if (failure instanceof Client.Refused refused && refused.status < 500) {
      ledger.violated("refused: " + refused.getMessage());
    }
  }

  /// Ends the clients, in the middle of whatever they do.
  @Override
  public void close() {
    running = false;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
