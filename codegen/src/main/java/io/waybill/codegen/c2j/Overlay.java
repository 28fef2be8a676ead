package io.waybill.codegen.c2j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// What we say about a service beside AWS's model: which model, which operations, where the Java
/// goes, and a patch of what the model lacks.
///
/// The patch is a JSON merge patch (RFC 7396) on the model itself, so there is no second language
/// for shapes.
public record Overlay(
    String model,
    String title,
    String javaPackage,
    boolean validated,
    String errorNamespace,
    String violationError,
    List<String> operations,
    List<String> errors,
    List<String> protocols,
    ObjectNode patch) {

  public static Overlay of(JsonNode json) {
    return new Overlay(
        json.required("model").textValue(),
        json.required("title").textValue(),
        json.required("package").textValue(),
        json.path("validated").asBoolean(true),
        json.path("errorNamespace").asText(""),
        json.path("violationError").asText(""),
        texts(json.required("operations")),
        texts(json.path("errors")),
        texts(json.path("protocols")),
        json.withObject("/patch"));
  }

  /// The model with the patch laid over it.
  public JsonNode applyTo(JsonNode base) {
    return merge(base, patch);
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.textValue()));
    return texts;
  }

  private static JsonNode merge(JsonNode base, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result =
        base instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
    changes
        .properties()
        .forEach(change -> {
          if (change.getValue().isNull()) {
            result.remove(change.getKey());
          } else {
            result.set(change.getKey(), merge(result.path(change.getKey()), change.getValue()));
          }
        });
    return result;
  }
}
