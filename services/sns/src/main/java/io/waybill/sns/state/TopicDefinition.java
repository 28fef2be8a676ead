package io.waybill.sns.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.sns.model.TopicAttributes;
import io.waybill.sns.model.TopicName;
import java.util.Map;

/// What a topic is, apart from its subscriptions.
///
/// @param number the topic's number in its partition: what its keys carry. A topic made anew under
///   the same name has another
/// @param createdAt in milliseconds since 1970
/// @param dataProtectionPolicy empty where it has none
public record TopicDefinition(
    Arn arn,
    int number,
    long createdAt,
    TopicAttributes attributes,
    Map<String, String> tags,
    String dataProtectionPolicy) {
  private static final int VERSION = 1;

  public TopicName name() {
    return new TopicName(arn.resource());
  }

  public boolean isFifo() {
    return TopicName.isFifo(arn.resource());
  }

  public TopicDefinition with(TopicAttributes changed) {
    return new TopicDefinition(arn, number, createdAt, changed, tags, dataProtectionPolicy);
  }

  public TopicDefinition withTags(Map<String, String> changed) {
    return new TopicDefinition(arn, number, createdAt, attributes, changed, dataProtectionPolicy);
  }

  public TopicDefinition withDataProtection(String policy) {
    return new TopicDefinition(arn, number, createdAt, attributes, tags, policy);
  }

  byte[] bytes() {
    ByteWriter out =
        new ByteWriter(512).u8(VERSION).text(arn.toString()).u32(number).u64(createdAt);
    MapText.write(attributes.settings(), out);
    MapText.write(tags, out);
    return out.text(dataProtectionPolicy).bytes();
  }

  static TopicDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    String text = in.text();
    Arn arn = Arn.parse(text).orElseThrow(() -> new IllegalStateException("not an ARN: " + text));
    return new TopicDefinition(
        arn,
        in.u32(),
        in.u64(),
        TopicAttributes.stored(MapText.read(in)),
        MapText.read(in),
        in.text());
  }
}
