package io.waybill.codegen.c2j;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.codegen.model.Traits;
import io.waybill.shapes.HttpPlace;
import io.waybill.shapes.Kind;
import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.TimestampFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the shapes of one C2J model.
///
/// C2J's `locationName` means another thing in each protocol: the JSON key in rest-json, the XML
/// and query name elsewhere. Our overlays may say `xmlName` and `queryName` outright, and
/// `required` of what a list or map holds.
final class C2jShapes {
  private final boolean namesAreJson;

  C2jShapes(Set<ProtocolName> protocols) {
    namesAreJson = protocols.contains(ProtocolName.REST_JSON_1);
  }

  ShapeModel read(String name, JsonNode shape) {
    Kind kind = kind(shape);
    return new ShapeModel(name, kind, members(kind, shape), traits(kind, shape));
  }

  private static Kind kind(JsonNode shape) {
    return switch (shape.required("type").textValue()) {
      case "structure" -> structureKind(shape);
      case "list" -> Kind.LIST;
      case "map" -> Kind.MAP;
      case "string", "character" -> Kind.STRING;
      case "boolean" -> Kind.BOOLEAN;
      case "byte" -> Kind.BYTE;
      case "short" -> Kind.SHORT;
      case "integer" -> Kind.INTEGER;
      case "long" -> Kind.LONG;
      case "float" -> Kind.FLOAT;
      case "double" -> Kind.DOUBLE;
      case "biginteger" -> Kind.BIG_INTEGER;
      case "bigdecimal" -> Kind.BIG_DECIMAL;
      case "blob" -> Kind.BLOB;
      case "timestamp" -> Kind.TIMESTAMP;
      default -> throw new IllegalArgumentException("type " + shape.get("type") + " is not known");
    };
  }

  private static Kind structureKind(JsonNode shape) {
    if (shape.path("document").asBoolean()) {
      return Kind.DOCUMENT;
    }
    boolean oneOf = shape.path("union").asBoolean() || shape.path("eventstream").asBoolean();
    return oneOf ? Kind.UNION : Kind.STRUCTURE;
  }

  private List<MemberModel> members(Kind kind, JsonNode shape) {
    return switch (kind) {
      case STRUCTURE, UNION -> structureMembers(shape);
      case LIST -> List.of(member("member", shape.required("member"), false));
      case MAP ->
          List.of(
              member("key", shape.required("key"), false),
              member("value", shape.required("value"), false));
      default -> List.of();
    };
  }

  private List<MemberModel> structureMembers(JsonNode shape) {
    List<String> required = Overlay.texts(shape.path("required"));
    String payload = shape.path("payload").asText("");
    List<MemberModel> members = new ArrayList<>();
    for (var entry : shape.required("members").properties()) {
      String name = entry.getKey();
      MemberModel member = member(name, entry.getValue(), required.contains(name));
      members.add(name.equals(payload) ? asPayload(member) : member);
    }
    return members;
  }

  private static MemberModel asPayload(MemberModel member) {
    Traits payload = new Traits.Builder().put(Trait.PLACE, HttpPlace.PAYLOAD.name()).build();
    return new MemberModel(member.name(), member.target(), payload.over(member.traits()));
  }

  private MemberModel member(String name, JsonNode json, boolean required) {
    boolean demanded = required || json.path("required").asBoolean();
    Traits.Builder traits = new Traits.Builder().flag(Trait.REQUIRED, demanded);
    common(json, traits);
    names(json, traits);
    place(json, traits);
    return new MemberModel(name, json.required("shape").textValue(), traits.build());
  }

  private void names(JsonNode json, Traits.Builder traits) {
    if (json.has("locationName")) {
      Trait trait = namesAreJson ? Trait.JSON_NAME : Trait.XML_NAME;
      traits.put(trait, json.get("locationName").textValue());
    }
    if (json.has("xmlName")) {
      traits.put(Trait.XML_NAME, json.get("xmlName").textValue());
    }
    if (json.has("queryName")) {
      traits.put(Trait.QUERY_NAME, json.get("queryName").textValue());
    }
    JsonNode namespace = json.path("xmlNamespace");
    if (namespace.has("uri")) {
      traits.put(Trait.XML_NAMESPACE, namespace.get("uri").textValue());
      if (namespace.has("prefix")) {
        traits.put(Trait.XML_PREFIX, namespace.get("prefix").textValue());
      }
    }
    traits.flag(Trait.XML_ATTRIBUTE, json.path("xmlAttribute").asBoolean());
  }

  private static void place(JsonNode json, Traits.Builder traits) {
    HttpPlace place =
        switch (json.path("location").asText("")) {
          // An event's payload is to the event what a body is to an answer.
          case "" -> json.path("eventpayload").asBoolean() ? HttpPlace.PAYLOAD : HttpPlace.BODY;
          case "uri" -> HttpPlace.LABEL;
          case "querystring" -> HttpPlace.QUERY;
          case "header" -> HttpPlace.HEADER;
          case "headers" -> HttpPlace.PREFIX_HEADERS;
          case "statusCode" -> HttpPlace.STATUS;
          default -> throw new IllegalArgumentException("location " + json.get("location"));
        };
    if (place != HttpPlace.BODY) {
      traits.put(Trait.PLACE, place.name());
      if (json.has("locationName")) {
        traits.put(Trait.PLACE_NAME, json.get("locationName").textValue());
      }
    }
  }

  private static void common(JsonNode json, Traits.Builder traits) {
    traits
        .flag(Trait.FLATTENED, json.path("flattened").asBoolean())
        .flag(Trait.SPARSE, json.path("sparse").asBoolean())
        .flag(Trait.STREAMING, json.path("streaming").asBoolean())
        .flag(Trait.EVENT_STREAM, json.path("eventstream").asBoolean());
    switch (json.path("timestampFormat").asText("")) {
      case "iso8601" -> traits.put(Trait.TIMESTAMP_FORMAT, TimestampFormat.DATE_TIME.name());
      case "unixTimestamp" ->
          traits.put(Trait.TIMESTAMP_FORMAT, TimestampFormat.EPOCH_SECONDS.name());
      case "rfc822" -> traits.put(Trait.TIMESTAMP_FORMAT, TimestampFormat.HTTP_DATE.name());
      default -> {}
    }
  }

  private static Traits traits(Kind kind, JsonNode shape) {
    Traits.Builder traits = new Traits.Builder();
    common(shape, traits);
    boolean number = kind.isNumber();
    limit(shape, "min", number ? Trait.RANGE_MIN : Trait.LENGTH_MIN, traits);
    limit(shape, "max", number ? Trait.RANGE_MAX : Trait.LENGTH_MAX, traits);
    if (shape.has("pattern")) {
      traits.put(Trait.PATTERN, shape.get("pattern").textValue());
    }
    traits.flag(Trait.SENSITIVE, shape.path("sensitive").asBoolean());
    if (shape.has("enum")) {
      traits.put(Trait.ENUM, Overlay.texts(shape.get("enum")));
    }
    if (shape.path("exception").asBoolean()) {
      error(shape, traits);
    }
    return traits.build();
  }

  private static void limit(JsonNode shape, String key, Trait trait, Traits.Builder traits) {
    if (shape.has(key)) {
      traits.put(trait, new BigDecimal(shape.get(key).asText()));
    }
  }

  private static void error(JsonNode shape, Traits.Builder traits) {
    JsonNode error = shape.path("error");
    boolean server = shape.path("fault").asBoolean() || error.path("fault").asBoolean();
    traits.put(Trait.ERROR, server ? "server" : "client");
    int status = error.path("httpStatusCode").asInt(server ? 500 : 400);
    traits.put(Trait.ERROR_STATUS, BigDecimal.valueOf(status));
    if (error.has("code")) {
      traits.put(Trait.ERROR_CODE, error.get("code").textValue());
    }
    if (error.has("namespace")) {
      traits.put(Trait.ERROR_NAMESPACE, error.get("namespace").textValue());
    }
    if (error.has("queryEnding")) {
      traits.put(Trait.ERROR_QUERY_ENDING, error.get("queryEnding").textValue());
    }
  }
}
