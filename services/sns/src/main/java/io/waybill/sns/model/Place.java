package io.waybill.sns.model;

import io.waybill.shapes.Refusal;

/// Where an attribute was given: AWS words the same fault differently.
public enum Place {
  /// In the map of CreateTopic or Subscribe.
  MAP("Attributes Reason: "),
  /// Alone, in SetTopicAttributes or SetSubscriptionAttributes.
  ALONE("");

  private final String prefix;

  Place(String prefix) {
    this.prefix = prefix;
  }

  /// The refusal of attribute `name`'s value.
  public Refusal invalid(String name, String why) {
    return Refusals.invalid(prefix + name + ": " + why);
  }

  /// The refusal of an attribute that there is not, or that cannot be set here.
  public Refusal unknown(String name) {
    return this == MAP
        ? Refusals.invalid("Attributes", "Unknown attribute: " + name)
        : Refusals.invalid("AttributeName");
  }
}
