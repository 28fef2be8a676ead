package io.waybill.codegen.model;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The traits of a shape or a member, each at most once.
public record Traits(Map<Trait, Object> values) {
  public static final Traits NONE = new Traits(Map.of());

  public Traits {
    values = Map.copyOf(values);
  }

  public boolean has(Trait trait) {
    return values.containsKey(trait);
  }

  public Optional<String> text(Trait trait) {
    return Optional.ofNullable(values.get(trait)).map(String.class::cast);
  }

  public Optional<BigDecimal> number(Trait trait) {
    return Optional.ofNullable(values.get(trait)).map(BigDecimal.class::cast);
  }

  /// The known values of an enum; empty where it is none.
  public List<String> values(Trait trait) {
    return values.get(trait) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  /// These traits and, where they are silent, those of `other`.
  public Traits over(Traits other) {
    Map<Trait, Object> all = new EnumMap<>(Trait.class);
    all.putAll(other.values);
    all.putAll(values);
    return new Traits(all);
  }

  /// These traits without names: those of a shape itself count only at the root of a document.
  Traits withoutNames() {
    Map<Trait, Object> rest = new EnumMap<>(Trait.class);
    rest.putAll(values);
    rest.keySet()
        .removeAll(
            List.of(
                Trait.JSON_NAME,
                Trait.QUERY_NAME,
                Trait.XML_NAME,
                Trait.XML_NAMESPACE,
                Trait.XML_PREFIX));
    return new Traits(rest);
  }

  /// Collects traits as a model is read.
  public static final class Builder {
    private final Map<Trait, Object> values = new EnumMap<>(Trait.class);

    public Builder flag(Trait trait, boolean present) {
      if (present) {
        values.put(trait, true);
      }
      return this;
    }

    public Builder put(Trait trait, Object value) {
      values.put(trait, value);
      return this;
    }

    public Traits build() {
      return new Traits(values);
    }
  }
}
