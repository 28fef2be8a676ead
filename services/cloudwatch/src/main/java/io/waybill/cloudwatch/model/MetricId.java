package io.waybill.cloudwatch.model;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.Comparator;
import java.util.List;

/// What names a metric within an account and region.
///
/// @param dimensions by name, so that equal ones are equal in whatever order they were given
public record MetricId(String namespace, String name, List<Dimension> dimensions) {
  /// A name and its value.
  public record Dimension(String name, String value) {}

  public MetricId {
    dimensions =
        dimensions.stream()
            .sorted(Comparator.comparing(Dimension::name).thenComparing(Dimension::value))
            .toList();
  }

  public void write(ByteWriter out) {
    out.text(namespace).text(name).count(dimensions.size());
    dimensions.forEach(each -> out.text(each.name()).text(each.value()));
  }

  public static MetricId read(ByteReader in) {
    String namespace = in.text();
    String name = in.text();
    Dimension[] dimensions = new Dimension[in.smallCount()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = new Dimension(in.text(), in.text());
    }
    return new MetricId(namespace, name, List.of(dimensions));
  }

  /// A text that no other metric has; its order is that of listing.
  public String place() {
    StringBuilder text = new StringBuilder(namespace).append('\0').append(name);
    dimensions.forEach(
        each -> text.append('\0').append(each.name()).append('\1').append(each.value()));
    return text.toString();
  }
}
