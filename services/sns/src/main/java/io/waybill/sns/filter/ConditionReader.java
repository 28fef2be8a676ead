package io.waybill.sns.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.waybill.shapes.json.JsonValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Reads the arrays of conditions of a filter policy.
final class ConditionReader {
  private static final String ONE_KEY = "Only one key allowed in match expression";
  private static final int WILDCARDS_MAX = 3;

  private final String text;
  private final JsonParser parser;

  ConditionReader(String text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /// The conditions up to the end of the array that the parser stands in.
  List<Condition> array() throws IOException, PolicyFault {
    List<Condition> conditions = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      conditions.add(
          switch (token) {
            case START_OBJECT -> expression();
            case VALUE_STRING -> new Condition.ExactText(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> exactNumber();
            case VALUE_TRUE -> new Condition.Literal(new JsonValue.Bool(true));
            case VALUE_FALSE -> new Condition.Literal(new JsonValue.Bool(false));
            case VALUE_NULL -> new Condition.Literal(new JsonValue.Null());
            default -> throw fault("Match value must be String, number, true, false, or null");
          });
    }
    if (conditions.isEmpty()) {
      throw fault("Empty arrays are not allowed");
    }
    return conditions;
  }

  /// A number too large to compare, such as an account's, is looked for as it is written.
  private Condition exactNumber() throws IOException {
    String digits = parser.getText();
    return Decimals.parse(digits)
        .<Condition>map(Condition.ExactNumber::new)
        .orElse(new Condition.Literal(new JsonValue.Num(digits)));
  }

  private Condition expression() throws IOException, PolicyFault {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      throw fault("Match expression name not found");
    }
    String name = parser.currentName();
    Condition condition =
        switch (name) {
          case "prefix" -> new Condition.Prefix(string("prefix"));
          case "suffix" -> new Condition.Suffix(string("suffix"));
          case "equals-ignore-case" -> Condition.IgnoreCase.of(string("equals-ignore-case"));
          case "wildcard" -> wildcard();
          case "cidr" -> cidr();
          case "exists" -> exists();
          case "numeric" -> numeric();
          case "anything-but" -> anythingBut();
          default -> {
            parser.nextToken();
            throw fault("Unrecognized match type " + name);
          }
        };
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw fault(
          name.equals("numeric") || name.equals("anything-but")
              ? "Too many elements in numeric expression"
              : ONE_KEY);
    }
    return condition;
  }

  private String string(String what) throws IOException, PolicyFault {
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      throw fault(what + " match pattern must be a string");
    }
    return parser.getText();
  }

  private Condition wildcard() throws IOException, PolicyFault {
    String pattern = string("wildcard");
    if (pattern.contains("**")) {
      throw fault("Consecutive wildcard characters at pos " + pattern.indexOf("**"));
    }
    List<String> parts = List.of(pattern.split("\\*", -1));
    if (parts.size() - 1 > WILDCARDS_MAX) {
      throw fault(
          "Rule is too complex - try using fewer wildcard characters or fewer repeating"
              + " character sequences after a wildcard character");
    }
    return new Condition.Wildcard(parts);
  }

  private Condition cidr() throws IOException, PolicyFault {
    String range = string("prefix");
    try {
      return new Condition.Cidr(AddressRange.parse(range));
    } catch (IllegalArgumentException malformed) {
      throw fault(String.valueOf(malformed.getMessage()));
    }
  }

  private Condition exists() throws IOException, PolicyFault {
    return switch (parser.nextToken()) {
      case VALUE_TRUE -> new Condition.Exists(true);
      case VALUE_FALSE -> new Condition.Exists(false);
      default -> throw fault("exists match pattern must be either true or false.");
    };
  }

  private Condition anythingBut() throws IOException, PolicyFault {
    return switch (parser.nextToken()) {
      case START_OBJECT -> anythingButExpression();
      case START_ARRAY -> anythingButList();
      case VALUE_STRING ->
          new Condition.AnythingBut(List.of(new Condition.ExactText(parser.getText())));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Condition.AnythingBut(List.of(new Condition.ExactNumber(number())));
      default ->
          throw fault("Value of anything-but must be an array or single string/number value.");
    };
  }

  // AWS (SNS): prefix is the one expression that anything-but takes.
  private Condition anythingButExpression() throws IOException, PolicyFault {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      throw fault("Anything-But expression name not found");
    }
    String name = parser.currentName();
    if (!name.equals("prefix")) {
      throw fault("Unsupported anything-but pattern: " + name);
    }
    String prefix = string("prefix");
    if (prefix.isEmpty()) {
      throw fault("Null prefix not allowed");
    }
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw fault(ONE_KEY);
    }
    return new Condition.AnythingBut(List.of(new Condition.Prefix(prefix)));
  }

  private Condition anythingButList() throws IOException, PolicyFault {
    List<Condition> these = new ArrayList<>();
    boolean numbers = false;
    boolean strings = false;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      switch (token) {
        case VALUE_STRING -> {
          these.add(new Condition.ExactText(parser.getText()));
          strings = true;
        }
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          these.add(new Condition.ExactNumber(number()));
          numbers = true;
        }
        default -> throw fault("Inside anything but list, start|null|boolean is not supported.");
      }
    }
    if (numbers == strings) {
      throw fault(
          "Inside anything but list, either all values are number or string, mixed type is not"
              + " supported");
    }
    return new Condition.AnythingBut(these);
  }

  private Condition numeric() throws IOException, PolicyFault {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw fault("Value of numeric must be an array.");
    }
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      throw fault("Invalid member in numeric match: " + parser.getText());
    }
    String operator = parser.getText();
    return switch (operator) {
      case "=" -> {
        BigDecimal value = operand("equals");
        end("Too many elements in numeric expression");
        yield new Condition.ExactNumber(value);
      }
      case "<", "<=" -> {
        BigDecimal top = operand(operator);
        end("Too many elements in numeric expression");
        yield new Condition.Range(Decimals.MIN, false, top, operator.equals("<"));
      }
      case ">", ">=" -> from(operand(operator), operator.equals(">"));
      default -> {
        parser.nextToken();
        throw fault("Unrecognized numeric range operator: " + operator);
      }
    };
  }

  private Condition from(BigDecimal bottom, boolean openBottom) throws IOException, PolicyFault {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY) {
      return new Condition.Range(bottom, openBottom, Decimals.MAX, false);
    }
    if (token != JsonToken.VALUE_STRING) {
      throw fault("Bad value in numeric range: " + parser.getText());
    }
    String operator = parser.getText();
    if (!operator.equals("<") && !operator.equals("<=")) {
      throw fault("Bad numeric range operator: " + operator);
    }
    BigDecimal top = operand(operator);
    if (bottom.compareTo(top) >= 0) {
      throw fault("Bottom must be less than top");
    }
    end("Too many terms in numeric range expression");
    return new Condition.Range(bottom, openBottom, top, operator.equals("<"));
  }

  private BigDecimal operand(String operator) throws IOException, PolicyFault {
    if (!parser.nextToken().isNumeric()) {
      throw fault("Value of " + operator + " must be numeric");
    }
    return number();
  }

  private void end(String otherwise) throws IOException, PolicyFault {
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw fault(otherwise);
    }
  }

  private BigDecimal number() throws IOException, PolicyFault {
    BigDecimal number =
        Decimals.parse(parser.getText())
            .filter(Decimals::inRange)
            .orElseThrow(() -> fault("Value must be between -1.0E9 and 1.0E9, inclusive"));
    return number;
  }

  private PolicyFault fault(String what) {
    return new PolicyFault(what, text, parser.currentLocation());
  }
}
