package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.alarm.AlarmHistory;
import io.waybill.cloudwatch.api.AlarmHistoryItem;
import io.waybill.cloudwatch.api.AlarmType;
import io.waybill.cloudwatch.api.DescribeAlarmHistoryInput;
import io.waybill.cloudwatch.api.DescribeAlarmHistoryOutput;
import io.waybill.cloudwatch.api.ScanBy;
import io.waybill.cloudwatch.decide.InHome;
import io.waybill.cloudwatch.model.World;
import io.waybill.core.Arn;
import io.waybill.core.PageToken;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.engine.partition.PartitionNumber;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What happened to alarms in the last 30 days, the latest first. A token is the number of the item
/// that comes next.
final class DescribeAlarmHistory
    implements Operation<DescribeAlarmHistoryInput, DescribeAlarmHistoryOutput> {
  private static final String LIST = "DescribeAlarmHistory";
  private static final int PAGE = 100;

  private final Access access;

  DescribeAlarmHistory(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, DescribeAlarmHistoryInput input, Answer<DescribeAlarmHistoryOutput> answer) {
    World world = Access.world(caller);
    int from = Tokens.from(LIST, input.nextToken());
    String start = Alarm.arn(world, Inputs.text(input.alarmName())).toString();
    // AWS (DescribeAlarmHistory): alarms on metrics, unless others are asked for.
    List<String> types =
        input.alarmTypes() == null ? List.of(AlarmType.METRIC_ALARM) : input.alarmTypes();
    Predicate<AlarmHistory.Entry> wanted =
        entry ->
            types.contains(entry.item().alarmType())
                && (input.alarmName() == null
                    ? entry.arn().startsWith(start)
                    : entry.arn().equals(start))
                && (input.historyItemType() == null
                    || input.historyItemType().equals(entry.item().historyItemType()));
    InHome.Matter<List<AlarmHistory.Entry>> matter =
        (metrics, transaction, stamp) ->
            metrics
                .alarms()
                .happened(
                    millis(input.startDate(), 0),
                    millis(input.endDate(), Long.MAX_VALUE - 1) + 1,
                    wanted,
                    transaction);
    List<PartitionNumber> homes =
        input.alarmName() == null
            ? access.partitions()
            : List.of(access.home(Arn.parse(start).orElseThrow()));
    Gathered<AlarmHistory.Entry> gathered =
        new Gathered<>(homes.size(), Answers.mapped(answer, all -> page(all, input, from)));
    homes.forEach(home -> access.in(home, matter, gathered.part()));
  }

  private static long millis(@Nullable Instant at, long unset) {
    return at == null ? unset : at.toEpochMilli();
  }

  private static DescribeAlarmHistoryOutput page(
      List<AlarmHistory.Entry> all, DescribeAlarmHistoryInput input, int from) {
    Comparator<AlarmHistoryItem> byTime =
        Comparator.comparing(each -> Objects.requireNonNull(each.timestamp()));
    List<AlarmHistoryItem> oldestFirst =
        all.stream().map(AlarmHistory.Entry::item).sorted(byTime).toList();
    List<AlarmHistoryItem> ordered =
        ScanBy.TIMESTAMP_ASCENDING.equals(input.scanBy()) ? oldestFirst : oldestFirst.reversed();
    int begin = Math.min(from, ordered.size());
    int end =
        Math.min(ordered.size(), begin + Objects.requireNonNullElse(input.maxRecords(), PAGE));
    return new DescribeAlarmHistoryOutput(
        ordered.subList(begin, end),
        end < ordered.size() ? PageToken.of(LIST, String.valueOf(end)) : null);
  }
}
