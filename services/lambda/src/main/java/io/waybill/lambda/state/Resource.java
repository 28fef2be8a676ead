package io.waybill.lambda.state;

import io.waybill.core.Arn;
import io.waybill.shapes.StructureWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// A function, layer or event source mapping, whole: its records by kind and name. Never changes;
/// what changes it makes another.
///
/// @param number the resource's number in its partition: what its keys carry. One made anew under
///   the same ARN has another
/// @param lastVersion the highest number given to a version
public record Resource(Arn arn, int number, long lastVersion, Map<Name, StructureWriter> records) {
  /// The name of the only record of its kind.
  public static final String ONLY = "";

  /// What a record is called.
  public record Name(Kind<?> kind, String name) {}

  public Resource {
    records = Collections.unmodifiableMap(records);
  }

  public static Resource fresh(Arn arn, int number) {
    return new Resource(arn, number, 0, Map.of());
  }

  @SuppressWarnings("unchecked") // with() ties a record's type to its kind
  public <T extends StructureWriter> Optional<T> get(Kind<T> kind, String name) {
    return Optional.ofNullable((T) records.get(new Name(kind, name)));
  }

  public <T extends StructureWriter> Optional<T> get(Kind<T> kind) {
    return get(kind, ONLY);
  }

  /// All records of a kind, by name.
  @SuppressWarnings("unchecked") // with() ties a record's type to its kind
  public <T extends StructureWriter> TreeMap<String, T> all(Kind<T> kind) {
    TreeMap<String, T> found = new TreeMap<>();
    records.forEach((name, value) -> {
      if (name.kind == kind) {
        found.put(name.name, (T) value);
      }
    });
    return found;
  }

  public <T extends StructureWriter> Resource with(Kind<T> kind, String name, T value) {
    Map<Name, StructureWriter> changed = new LinkedHashMap<>(records);
    changed.put(new Name(kind, name), value);
    return new Resource(arn, number, lastVersion, changed);
  }

  public <T extends StructureWriter> Resource with(Kind<T> kind, T value) {
    return with(kind, ONLY, value);
  }

  public Resource without(Kind<?> kind, String name) {
    Map<Name, StructureWriter> changed = new LinkedHashMap<>(records);
    changed.remove(new Name(kind, name));
    return new Resource(arn, number, lastVersion, changed);
  }

  public Resource withLastVersion(long version) {
    return new Resource(arn, number, version, records);
  }

  /// Whether `other` has the same record object under `name`.
  @SuppressWarnings("ReferenceEquality") // another object is another record, even if it is equal
  boolean shares(Name name, Resource other) {
    return Objects.equals(records.get(name), other.records.get(name))
        && records.get(name) == other.records.get(name);
  }
}
