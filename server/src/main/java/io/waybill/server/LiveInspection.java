package io.waybill.server;

import io.waybill.core.Arn;
import io.waybill.core.MovableTime;
import io.waybill.core.SystemTime;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.trail.TrailBook;
import io.waybill.engine.trail.TrailLine;
import io.waybill.eventbridge.admin.RuleReport;
import io.waybill.server.admin.ClockFace;
import io.waybill.server.admin.Inspection;
import io.waybill.server.admin.LocalMessage;
import io.waybill.server.admin.MessageCounts;
import io.waybill.server.admin.QueuePage;
import io.waybill.server.admin.QueuePage.QueueLine;
import io.waybill.server.admin.RuntimeLine;
import io.waybill.server.admin.Status;
import io.waybill.server.admin.Status.StoreStatus;
import io.waybill.server.admin.TrailEvent;
import io.waybill.sns.admin.TopicReport;
import io.waybill.sqs.admin.QueueReport;
import io.waybill.sqs.admin.QueueReports;
import io.waybill.sqs.state.Trail;
import io.waybill.store.Space;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a running server shows of itself.
final class LiveInspection implements Inspection {
  private static final int TRAIL_LINES_MAX = 10_000;

  private final WaybillServer server;

  LiveInspection(WaybillServer server) {
    this.server = server;
  }

  @Override
  public Optional<String> failure() {
    return server.store().failure();
  }

  @Override
  public List<RuntimeLine> runtimes() {
    return server.works().functionHost().runtimes();
  }

  @Override
  public String isolation() {
    return server.works().functionHost().isolation();
  }

  @Override
  public Status status() {
    List<QueueReport> reports = reports();
    Instant now = Instant.ofEpochMilli(new SystemTime().millis());
    return new Status(
        Version.text(),
        server.endpoint(),
        server.startedAt(),
        Duration.between(server.startedAt(), now),
        clock(server),
        server.config().testMode(),
        server.config().verifySignatures(),
        server.config().durability().name().toLowerCase(Locale.ROOT),
        new StoreStatus(
            server.config().data().toAbsolutePath().normalize(),
            server.store().failure(),
            server.store().sizeBytes()),
        server.http().connections(),
        reports.size(),
        new MessageCounts(
            reports.stream().mapToLong(QueueReport::visible).sum(),
            reports.stream().mapToLong(QueueReport::inFlight).sum(),
            reports.stream().mapToLong(QueueReport::delayed).sum()));
  }

  static ClockFace clock(WaybillServer server) {
    boolean stopped = server.time() instanceof MovableTime movable && movable.isStopped();
    Instant time = Instant.ofEpochMilli(server.time().millis());
    Instant machine = Instant.ofEpochMilli(new SystemTime().millis());
    return new ClockFace(time, !stopped, Duration.between(machine, time));
  }

  private List<QueueReport> reports() {
    try {
      return server.works().queues().queues();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server is stopping", interrupted);
    }
  }

  private List<RuleReport> rules() {
    try {
      return server.works().rules().rules();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server is stopping", interrupted);
    }
  }

  @Override
  public QueuePage queues(String prefix, String after, int limit) {
    List<QueueReport> found =
        reports().stream()
            .filter(report -> report.name().startsWith(prefix))
            .filter(report -> report.arn().compareTo(after) > 0)
            .sorted(Comparator.comparing(QueueReport::arn))
            .limit(limit + 1L)
            .toList();
    List<QueueReport> page = found.subList(0, Math.min(limit, found.size()));
    return new QueuePage(
        page.stream().map(LiveInspection::line).toList(),
        found.size() > limit ? Optional.of(page.getLast().arn()) : Optional.empty());
  }

  private static QueueLine line(QueueReport report) {
    return new QueueLine(
        Arn.parse(report.arn()).orElseThrow(),
        report.name().endsWith(".fifo"),
        new MessageCounts(report.visible(), report.inFlight(), report.delayed()),
        report.visible() == 0
            ? OptionalLong.empty()
            : OptionalLong.of(report.oldestAgeMillis() / 1000),
        report.deadLetterQueue().flatMap(Arn::parse));
  }

  @Override
  public List<TrailEvent> trail(String messageId) {
    return messageId(messageId).map(this::trail).orElse(List.of());
  }

  private List<TrailEvent> trail(UUID id) {
    QueueReports queues = server.works().queues();
    Stream<TrailEvent> inQueues =
        inOrder(queues.trail(id, server.store())).stream().map(line -> event(queues, line));
    return Stream.concat(elsewhere(id), inQueues)
        .sorted(Comparator.comparing(TrailEvent::time))
        .toList();
  }

  /// What happened at topics, buses and so on.
  private Stream<TrailEvent> elsewhere(UUID id) {
    List<TrailLine> lines = new ArrayList<>();
    server
        .store()
        .scan(
            Space.TRAIL,
            TrailBook.from(id),
            TrailBook.to(id),
            (key, value) -> {
              TrailBook.read(key, value).ifPresent(lines::add);
              return lines.size() < TRAIL_LINES_MAX;
            });
    return lines.stream()
        .map(line ->
            new TrailEvent(
                Instant.ofEpochMilli(line.millis()),
                line.event(),
                line.resource(),
                line.details()));
  }

  /// Lines of one moment come sorted by partition. Where a message went from one to another within
  /// that moment, the one that it arrived in comes last.
  private static List<Trail.Line> inOrder(List<Trail.Line> lines) {
    record Stay(long millis, PartitionNumber partition) {}
    Set<Stay> arrivals =
        lines.stream()
            .filter(line -> line.event() == Trail.Event.ARRIVED)
            .map(line -> new Stay(line.millis(), line.partition()))
            .collect(Collectors.toSet());
    Predicate<Trail.Line> last =
        line -> arrivals.contains(new Stay(line.millis(), line.partition()));
    return lines.stream()
        .sorted(Comparator.comparingLong(Trail.Line::millis).thenComparing(last::test))
        .toList();
  }

  private static TrailEvent event(QueueReports queues, Trail.Line line) {
    Map<String, String> details = new LinkedHashMap<>();
    if (line.attempt() > 0) {
      details.put("receiveCount", String.valueOf(line.attempt()));
    }
    Optional.ofNullable(line.other()).ifPresent(other -> details.put("otherQueue", other));
    return new TrailEvent(
        Instant.ofEpochMilli(line.millis()),
        name(line.event()),
        queues.queueName(line.partition(), line.queue()),
        details);
  }

  /// `VISIBILITY_CHANGED` is `VisibilityChanged`.
  private static String name(Trail.Event event) {
    StringBuilder name = new StringBuilder();
    for (String word : event.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  private static Optional<UUID> messageId(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private List<TopicReport> topics() {
    try {
      return server.works().topics().topics();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server is stopping", interrupted);
    }
  }

  @Override
  public List<LocalMessage> localOutbox() {
    try {
      return server.works().topics().localOutbox().stream()
          .map(each -> new LocalMessage(Instant.ofEpochMilli(each.millis()), each.values()))
          .toList();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server is stopping", interrupted);
    }
  }

  @Override
  public String metrics() {
    MetricsText text = new MetricsText();
    text.server(Version.text(), server.store(), server.http().connections());
    text.deliveries(server.works().underway());
    text.queues(reports());
    text.rules(rules());
    text.topics(topics());
    text.functions(server.works().lambda().functions().metrics().all());
    return text.toString();
  }
}
