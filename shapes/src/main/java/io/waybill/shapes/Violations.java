package io.waybill.shapes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an input breaks of its model's constraints, told together in AWS's words.
public final class Violations {
  /// AWS tells of no more than a few.
  private static final int TOLD_MAX = 10;

  /// AWS (PutEvents, recorded) tells 3,400 characters whole; a body of a megabyte it need not be.
  private static final int VALUE_TOLD_MAX = 10_240;

  private final List<String> told = new ArrayList<>(0);
  private int count;

  /// Notes that the required member at `path` is absent.
  public void absent(String path) {
    note("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
  }

  /// Notes that `value`, unless it is to be kept out, breaks a constraint.
  void add(String path, @Nullable Object value, String words) {
    String shown = value == null ? "Value" : "Value '" + shown(value) + "'";
    note(shown + " at '" + path + "' failed to satisfy constraint: " + words);
  }

  private void note(String words) {
    if (++count <= TOLD_MAX) {
      told.add(words);
    }
  }

  private static String shown(Object value) {
    String text = words(value);
    return text.length() <= VALUE_TOLD_MAX ? text : text.substring(0, VALUE_TOLD_MAX);
  }

  /// AWS (recorded): a list of structures is told as `[Name(member=value, other=null)]`.
  private static String words(Object value) {
    return switch (value) {
      case byte[] _ -> "java.nio.HeapByteBuffer";
      case Collection<?> all ->
          all.stream().map(Violations::words).collect(Collectors.joining(", ", "[", "]"));
      case StructureWriter structure -> words(structure);
      default -> value.toString();
    };
  }

  private static String words(StructureWriter value) {
    Map<String, Document> present = DocumentWriter.of(value).members();
    return value.structure().members().stream()
        .map(member -> lowerFirst(member.name()) + "=" + words(present.get(member.name())))
        .collect(Collectors.joining(", ", value.structure().name() + "(", ")"));
  }

  private static String words(@Nullable Document value) {
    return switch (value) {
      case null -> "null";
      case Document.Null _ -> "null";
      case Document.Bool(boolean is) -> String.valueOf(is);
      case Document.Numeric(var number) -> number.toString();
      case Document.Text(String text) -> text;
      case Document.Array(var elements) ->
          elements.stream().map(Violations::words).collect(Collectors.joining(", ", "[", "]"));
      case Document.Struct(var members) ->
          members.entrySet().stream()
              .map(member -> member.getKey() + "=" + words(member.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /// Throws the refusal that tells all that was noted, if anything was.
  public void refuseIfAny() {
    refuseIfAny(CommonErrors.VALIDATION);
  }

  /// The same with the service's own error: some have one.
  public void refuseIfAny(ErrorShape error) {
    if (count > 0) {
      String errors = count == 1 ? " validation error detected: " : " validation errors detected: ";
      throw error.because(count + errors + String.join("; ", told));
    }
  }
}
