package io.waybill.sns.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a filter policy with the parser's place in hand, because AWS's refusals tell it.
final class PolicyReader {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String OR = "$or";

  private final String text;
  private final JsonParser parser;
  private final ConditionReader conditions;

  private PolicyReader(String text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
    this.conditions = new ConditionReader(text, parser);
  }

  static PolicyNode read(String text) throws PolicyFault {
    try (JsonParser parser = FACTORY.createParser(text)) {
      PolicyReader reader = new PolicyReader(text, parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw reader.fault("Filter is not an object");
      }
      return reader.object(true);
    } catch (IOException notJson) {
      throw new IllegalStateException("the policy was read as JSON before", notJson);
    }
  }

  private PolicyNode object(boolean mayBeEmpty) throws IOException, PolicyFault {
    Map<String, List<Condition>> keys = new LinkedHashMap<>();
    Map<String, PolicyNode> nested = new LinkedHashMap<>();
    List<List<PolicyNode>> alternatives = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals(OR)) {
        alternatives.add(alternatives(token));
      } else if (token == JsonToken.START_OBJECT) {
        nested.put(name, object(false));
      } else if (token == JsonToken.START_ARRAY) {
        keys.put(name, conditions.array());
      } else {
        throw fault("\"" + name + "\" must be an object or an array");
      }
    }
    if (!mayBeEmpty && keys.isEmpty() && nested.isEmpty() && alternatives.isEmpty()) {
      throw fault("Empty objects are not allowed");
    }
    return new PolicyNode(keys, nested, alternatives);
  }

  private List<PolicyNode> alternatives(JsonToken token) throws IOException, PolicyFault {
    if (token != JsonToken.START_ARRAY) {
      throw fault("It must be an Array followed with $or.");
    }
    List<PolicyNode> nodes = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw fault("Only JSON object is allowed in array of $or relationship.");
      }
      nodes.add(object(false));
    }
    if (nodes.size() < 2) {
      throw fault("There must have at least 2 Objects in $or relationship.");
    }
    return nodes;
  }

  private PolicyFault fault(String what) {
    return new PolicyFault(what, text, parser.currentLocation());
  }
}
