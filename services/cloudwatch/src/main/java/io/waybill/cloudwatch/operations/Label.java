package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.state.SeriesRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a query of GetMetricData is called in the answer.
final class Label {
  private static final Pattern DYNAMIC = Pattern.compile("\\$\\{(LABEL|PROP\\('([^']+)'\\))}");
  private static final String DIMENSION = "Dim.";

  private Label() {}

  /// The caller's label with what AWS calls dynamic values put in; those that are not known here
  /// stay as they are.
  ///
  /// @param plain what the query is called where the caller has no label
  static String of(DataQuery query, String plain) {
    return query.label().isEmpty()
        ? plain
        : DYNAMIC
            .matcher(query.label())
            .replaceAll(found ->
                Matcher.quoteReplacement(
                    found.group(2) == null
                        ? plain
                        : property(query, found.group(2), found.group())));
  }

  private static String property(DataQuery query, String name, String unknown) {
    SeriesRequest request = query.wanted().request();
    MetricId metric = request.metric();
    if (name.startsWith(DIMENSION)) {
      return metric.dimensions().stream()
          .filter(each -> each.name().equals(name.substring(DIMENSION.length())))
          .map(MetricId.Dimension::value)
          .findFirst()
          .orElse(unknown);
    }
    return switch (name) {
      case "AccountId" -> request.world().account().digits();
      case "MetricName" -> metric.name();
      case "Namespace" -> metric.namespace();
      case "Period" -> String.valueOf(request.period());
      case "Region" -> request.world().region().name();
      case "Stat" -> query.stat();
      default -> unknown;
    };
  }
}
