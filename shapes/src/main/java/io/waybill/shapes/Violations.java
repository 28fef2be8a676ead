package io.waybill.shapes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an input breaks of its model's constraints, told together in AWS's words.
public final class Violations {
  /// AWS tells of no more than a few.
  private static final int TOLD_MAX = 10;

  private static final int VALUE_TOLD_MAX = 1024;

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
    String text = value instanceof byte[] ? "java.nio.HeapByteBuffer" : value.toString();
    return text.length() <= VALUE_TOLD_MAX ? text : text.substring(0, VALUE_TOLD_MAX);
  }

  /// Throws the refusal that tells all that was noted, if anything was.
  public void refuseIfAny() {
    if (count > 0) {
      String errors = count == 1 ? " validation error detected: " : " validation errors detected: ";
      throw CommonErrors.VALIDATION.because(count + errors + String.join("; ", told));
    }
  }
}
