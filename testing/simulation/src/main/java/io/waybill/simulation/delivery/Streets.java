package io.waybill.simulation.delivery;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.outward.HttpRequest;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;
import io.waybill.simulation.Outside;
import io.waybill.simulation.Violation;
import io.waybill.simulation.delivery.Weather.Fate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// All targets: endpoints out in the world, and the way to queues and topics, on which the weather
/// is the same.
final class Streets implements Outside {
  /// How long a throttling target asks to be left alone.
  static final long PAUSE_MILLIS = 7_000;

  static final String HOST = "https://street.example/";
  private static final Pattern NUMBER = Pattern.compile("\"SequenceNumber\" : \"(\\d+)\"");
  private static final Pattern SECRET = Pattern.compile("\"Token\" : \"([^\"]+)\"");
  private static final ErrorShape THROTTLED =
      new ErrorShape("ThrottlingException", "Throttling", "simulated", 400, true);

  /// AWS gives no number; more than this at one target at a time are too many.
  private static final int AT_ONCE_MAX = 64;

  private final Town town;
  private final List<Runnable> hanging = new ArrayList<>();

  /// How often the machine stopped: what was sent before is answered to nobody.
  private int lives;

  private int memories;

  Streets(Town town) {
    this.town = town;
  }

  int hanging() {
    return hanging.size();
  }

  /// Some of the targets that hang answer.
  void answerSome(int most) {
    for (int i = 0; i < most && !hanging.isEmpty(); i++) {
      hanging.remove(town.chance.between(0, hanging.size() - 1)).run();
    }
  }

  /// The machine stops.
  void crash() {
    hanging.clear();
    lives++;
    forgotten();
  }

  /// The server may have begun anew, and know nothing of what hangs: it counts from zero.
  void forgotten() {
    memories++;
    town.slots.values().forEach(slot -> slot.underWay = 0);
  }

  // ---- endpoints

  @Override
  public HttpCaller http() {
    return (request, then) -> town.guard(() -> post(request, then));
  }

  private void post(HttpRequest request, Consumer<HttpOutcome> then) {
    String path = request.uri().getPath();
    Slot slot = town.slot(path.substring(path.lastIndexOf('/') + 1));
    String body = new String(request.body(), StandardCharsets.UTF_8);
    String type = request.headers().getOrDefault("x-amz-sns-message-type", "Notification");
    if (type.equals("Notification")) {
      new Visit(slot, body, false)
          .go(
              fate -> then.accept(outcome(fate)),
              () -> {
                throw new IllegalStateException("endpoints take things themselves");
              });
      return;
    }
    Fate fate = slot.weather.fate(town.chance);
    town.log(slot.name + " is asked for a " + type + ": " + fate);
    if (type.startsWith("Subscription") && (fate == Fate.TAKEN || fate == Fate.TAKEN_UNTOLD)) {
      town.confirmations.add(new Town.Confirmation(slot, match(SECRET, body)));
    }
    Runnable answer = () -> then.accept(outcome(fate));
    if (slot.weather == Weather.HANGING) {
      hanging.add(answer);
    } else {
      answer.run();
    }
  }

  private static HttpOutcome outcome(Fate fate) {
    return switch (fate) {
      case TAKEN -> answered(200, Map.of());
      case TAKEN_UNTOLD -> new HttpOutcome.Failed(HttpOutcome.Reason.TIMEOUT, "no answer came");
      case FAULT -> answered(503, Map.of());
      case BUSY ->
          answered(429, Map.of("retry-after", List.of(String.valueOf(PAUSE_MILLIS / 1000))));
      case REFUSED -> answered(404, Map.of());
    };
  }

  private static HttpOutcome answered(int status, Map<String, List<String>> headers) {
    return new HttpOutcome.Answered(status, headers, new byte[0]);
  }

  // ---- queues and topics

  @Override
  public ServiceCalls on(ServiceCalls calls) {
    return (operation, caller, input, then) ->
        town.guard(() -> call(new Inner(calls, operation, caller, input, then)));
  }

  private record Inner(
      ServiceCalls calls,
      String operation,
      Caller caller,
      Document input,
      Answer<? super Document.Struct> then) {
    String text(String member) {
      return ((Document.Struct) input).members().get(member) instanceof Document.Text(String text)
          ? text
          : "";
    }

    void go(Answer<Document.Struct> answer) {
      calls.call(operation, caller, input, answer);
    }
  }

  private void call(Inner inner) {
    if (inner.operation.equals("sns:Publish")) {
      String source = inner.caller.sourceArn();
      Slot slot = town.topicOf(source.substring(source.lastIndexOf('/') + 1));
      visit(slot, inner, false, inner.text("Message"));
      return;
    }
    String url = inner.text("QueueUrl");
    String queue = url.substring(url.lastIndexOf('/') + 1).replace(".fifo", "");
    boolean deadLetter = queue.startsWith("dead-");
    Slot slot = town.slot(deadLetter ? queue.substring("dead-".length()) : queue);
    visit(slot, inner, deadLetter, inner.text("MessageBody"));
  }

  private void visit(Slot slot, Inner inner, boolean deadLetter, String body) {
    Visit visit = new Visit(slot, body, deadLetter);
    visit.go(
        fate -> {
          switch (fate) {
            case FAULT -> inner.then.fail(new IllegalStateException("the target is in trouble"));
            case BUSY -> inner.then.refuse(THROTTLED.because("slower, please"));
            default -> inner.then.refuse(CommonErrors.ACCESS_DENIED.because("no"));
          }
        },
        () -> inner.go(visit.passing(inner.then)));
  }

  private static String match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    Violation.unless(matcher.find(), "no " + pattern + " in " + text);
    return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
  }

  /// One attempt at one target.
  private final class Visit {
    private final Slot slot;
    private final String token;
    private final boolean deadLetter;
    private final Dispatch dispatch;
    private final int begunIn;
    private final int life = lives;
    private final int memory = memories;
    private Fate fate;

    Visit(Slot slot, String body, boolean deadLetter) {
      this.slot = slot;
      this.deadLetter = deadLetter;
      this.token = Tokens.of(body);
      long number = slot.isOrdered() ? Long.parseLong(match(NUMBER, body).substring(3)) : 0;
      if (slot.kind == Slot.Kind.TOPIC && !deadLetter) {
        town.publishedFor(slot, token);
      }
      this.dispatch = town.ledger.begin(token, slot, deadLetter, number);
      this.begunIn = dispatch.begin(deadLetter);
      // The way to a dead-letter queue is short.
      this.fate = deadLetter ? town.deadLetterFate() : slot.weather.fate(town.chance);
      town.log(slot.name + (deadLetter ? " gives up " : " gets ") + token + ": " + fate);
    }

    /// @param answer tells the server what became of it, unless `pass` does
    /// @param pass takes it to a queue or a topic
    void go(Consumer<Fate> answer, Runnable pass) {
      slot.underWay++;
      dispatch.posting.insideUnderWay += inside();
      Violation.unless(
          slot.kind != Slot.Kind.ENDPOINT || slot.underWay <= AT_ONCE_MAX, slot + " is overrun");
      Runnable end = () -> end(answer, pass);
      if (!deadLetter && slot.weather == Weather.HANGING) {
        hanging.add(end);
      } else {
        end.run();
      }
    }

    private void end(Consumer<Fate> answer, Runnable pass) {
      boolean taken = fate == Fate.TAKEN || fate == Fate.TAKEN_UNTOLD;
      if (taken && (deadLetter || slot.kind != Slot.Kind.ENDPOINT)) {
        pass.run();
        return;
      }
      ended();
      switch (fate) {
        case TAKEN -> tries().taken(begunIn);
        case TAKEN_UNTOLD -> {
          tries().takenUntold();
          tries().failed(begunIn, town.now(), 0, false);
        }
        case FAULT -> tries().failed(begunIn, town.now(), 0, false);
        case BUSY -> tries().failed(begunIn, town.now(), pause(), false);
        case REFUSED -> tries().failed(begunIn, town.now(), 0, true);
      }
      answer.accept(fate);
    }

    /// Only endpoints have a way to say how long.
    private long pause() {
      return slot.kind == Slot.Kind.ENDPOINT ? PAUSE_MILLIS : 0;
    }

    private int inside() {
      return slot.kind == Slot.Kind.ENDPOINT ? 0 : 1;
    }

    private Tries tries() {
      town.ledger.touched(dispatch);
      return dispatch.tries(deadLetter);
    }

    /// What a queue or a topic really answers, on its way back.
    Answer<Document.Struct> passing(Answer<? super Document.Struct> then) {
      return new Answer<>() {
        @Override
        public void succeed(Document.Struct output) {
          town.guard(() -> {
            back();
            town.arrived(slot, token, deadLetter);
            if (fate == Fate.TAKEN) {
              tries().taken(begunIn);
              then.succeed(output);
            } else {
              tries().takenUntold();
              tries().failed(begunIn, town.now(), 0, false);
              then.fail(new IllegalStateException("the answer was lost"));
            }
          });
        }

        @Override
        public void refuse(Refusal refusal) {
          town.guard(() -> {
            back();
            town.requireMayRefuse(slot, deadLetter, refusal);
            tries().failed(begunIn, town.now(), 0, true);
            then.refuse(refusal);
          });
        }

        @Override
        public void fail(Throwable cause) {
          town.guard(() -> {
            back();
            town.requireMayFail(cause);
            tries().failed(begunIn, town.now(), 0, false);
            then.fail(cause);
          });
        }
      };
    }

    /// What began before the server forgot it is counted no more.
    private void ended() {
      if (memory == memories) {
        slot.underWay--;
        dispatch.posting.insideUnderWay -= inside();
      }
    }

    private void back() {
      Violation.unless(life == lives, "a machine that stopped answers");
      ended();
    }
  }
}
