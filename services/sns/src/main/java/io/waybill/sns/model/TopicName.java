package io.waybill.sns.model;

import io.waybill.core.Ascii;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A topic's name: 1 to 256 letters, digits, hyphens and underscores; a FIFO topic's ends with
/// `.fifo`, which counts.
public record TopicName(String value) {
  private static final String FIFO_SUFFIX = ".fifo";
  private static final int LENGTH_MAX = 256;

  public TopicName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not a topic's name: '" + value + "'");
    }
  }

  /// The name in `text` for a new topic with `attributes`, or a refusal: the name and the attribute
  /// FifoTopic must say the same.
  public static TopicName parse(@Nullable String text, Map<String, String> attributes) {
    boolean fifo = "true".equals(attributes.get(TopicAttributes.FIFO_TOPIC));
    if (text == null || !isName(text) || text.endsWith(FIFO_SUFFIX) != fifo) {
      throw Refusals.invalid("Topic Name");
    }
    return new TopicName(text);
  }

  public boolean isFifo() {
    return isFifo(value);
  }

  public static boolean isFifo(String name) {
    return name.endsWith(FIFO_SUFFIX);
  }

  public static boolean isName(String text) {
    int stem = text.length() - (text.endsWith(FIFO_SUFFIX) ? FIFO_SUFFIX.length() : 0);
    return text.length() <= LENGTH_MAX && Ascii.isWord(text.substring(0, stem), LENGTH_MAX);
  }

  @Override
  public String toString() {
    return value;
  }
}
