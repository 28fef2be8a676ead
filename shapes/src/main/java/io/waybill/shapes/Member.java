package io.waybill.shapes;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A place where a value stands: a member of a structure, the element of a list, the key or value
/// of a map; with its names and forms in each family of protocols.
///
/// Generated code hands it to readers and writers with each value. Built once, as a class loads.
public final class Member {
  private final Kind kind;
  private final String name;
  private final int index;
  private final String jsonName;
  private final String queryName;
  private final String xmlName;
  private final @Nullable String xmlNamespace;
  private final @Nullable String xmlPrefix;
  private final boolean xmlAttribute;
  private final boolean flattened;
  private final boolean sparse;
  private final boolean required;
  private final boolean streaming;
  private final @Nullable TimestampFormat timestampFormat;
  private final @Nullable String mediaType;
  private final HttpPlace place;
  private final String placeName;
  private final boolean held;
  private final @Nullable Member first;
  private final @Nullable Member second;

  private Member(Builder builder) {
    kind = builder.kind;
    name = builder.name;
    index = builder.index;
    jsonName = Objects.requireNonNullElse(builder.jsonName, name);
    xmlName = Objects.requireNonNullElse(builder.xmlName, name);
    queryName = Objects.requireNonNullElse(builder.queryName, xmlName);
    xmlNamespace = builder.xmlNamespace;
    xmlPrefix = builder.xmlPrefix;
    xmlAttribute = builder.xmlAttribute;
    flattened = builder.flattened;
    sparse = builder.sparse;
    required = builder.required;
    streaming = builder.streaming;
    timestampFormat = builder.timestampFormat;
    mediaType = builder.mediaType;
    place = builder.place;
    placeName = Objects.requireNonNullElse(builder.placeName, name);
    held = builder.held;
    first = builder.first;
    second = builder.second;
  }

  public static Builder of(Kind kind, String name) {
    return new Builder(kind, name, 0);
  }

  public static Builder of(Kind kind, String name, int index) {
    return new Builder(kind, name, index);
  }

  public Kind kind() {
    return kind;
  }

  /// The name in the model, which awsJson and CBOR use.
  public String name() {
    return name;
  }

  /// The position among the members of its structure, from 0.
  public int index() {
    return index;
  }

  /// The name that restJson uses.
  public String jsonName() {
    return jsonName;
  }

  /// The name in a request of the query protocol.
  public String queryName() {
    return queryName;
  }

  public String xmlName() {
    return xmlName;
  }

  public @Nullable String xmlNamespace() {
    return xmlNamespace;
  }

  /// The prefix that the namespace is bound to; null where it is the default namespace.
  public @Nullable String xmlPrefix() {
    return xmlPrefix;
  }

  public boolean xmlAttribute() {
    return xmlAttribute;
  }

  /// Whether the elements of this list or map stand in XML and query without an element around.
  public boolean flattened() {
    return flattened;
  }

  /// Whether this list or map may hold nulls.
  public boolean sparse() {
    return sparse;
  }

  public boolean required() {
    return required;
  }

  /// Whether this blob is the body itself, of any content type.
  public boolean streaming() {
    return streaming;
  }

  public @Nullable TimestampFormat timestampFormat() {
    return timestampFormat;
  }

  public @Nullable String mediaType() {
    return mediaType;
  }

  public HttpPlace place() {
    return place;
  }

  /// The name of the label, query parameter or header.
  public String placeName() {
    return placeName;
  }

  /// Whether this is the element of a list or a part of a map, and so goes without a name.
  public boolean held() {
    return held;
  }

  /// The element of this list.
  public Member element() {
    return Objects.requireNonNull(first);
  }

  /// The key of this map.
  public Member key() {
    return Objects.requireNonNull(first);
  }

  /// The value of this map.
  public Member value() {
    return Objects.requireNonNull(second);
  }

  @Override
  public String toString() {
    return name + " (" + kind + ")";
  }

  /// Collects what differs from the plain case.
  public static final class Builder {
    private final Kind kind;
    private final String name;
    private final int index;
    private @Nullable String jsonName;
    private @Nullable String queryName;
    private @Nullable String xmlName;
    private @Nullable String xmlNamespace;
    private @Nullable String xmlPrefix;
    private boolean xmlAttribute;
    private boolean flattened;
    private boolean sparse;
    private boolean required;
    private boolean streaming;
    private @Nullable TimestampFormat timestampFormat;
    private @Nullable String mediaType;
    private HttpPlace place = HttpPlace.BODY;
    private @Nullable String placeName;
    private boolean held;
    private @Nullable Member first;
    private @Nullable Member second;

    private Builder(Kind kind, String name, int index) {
      this.kind = kind;
      this.name = name;
      this.index = index;
    }

    public Builder jsonName(String value) {
      jsonName = value;
      return this;
    }

    public Builder queryName(String value) {
      queryName = value;
      return this;
    }

    public Builder xmlName(String value) {
      xmlName = value;
      return this;
    }

    public Builder xmlNamespace(String uri, @Nullable String prefix) {
      xmlNamespace = uri;
      xmlPrefix = prefix;
      return this;
    }

    public Builder xmlAttribute() {
      xmlAttribute = true;
      return this;
    }

    public Builder flattened() {
      flattened = true;
      return this;
    }

    public Builder sparse() {
      sparse = true;
      return this;
    }

    public Builder required() {
      required = true;
      return this;
    }

    public Builder streaming() {
      streaming = true;
      return this;
    }

    public Builder timestampFormat(TimestampFormat value) {
      timestampFormat = value;
      return this;
    }

    public Builder mediaType(String value) {
      mediaType = value;
      return this;
    }

    public Builder at(HttpPlace value, String nameThere) {
      place = value;
      placeName = nameThere;
      return this;
    }

    public Builder at(HttpPlace value) {
      place = value;
      return this;
    }

    public Builder element(Builder element) {
      first = element.hold();
      return this;
    }

    public Builder entry(Builder key, Builder value) {
      first = key.hold();
      second = value.hold();
      return this;
    }

    private Member hold() {
      held = true;
      return build();
    }

    public Member build() {
      return new Member(this);
    }
  }
}
