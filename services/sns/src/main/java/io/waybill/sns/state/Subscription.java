package io.waybill.sns.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.model.SubscriptionAttributes;

/// A subscription of a topic.
///
/// @param arn the subscription's ARN: the topic's and an id
/// @param number its number in its topic, in the order of subscribing
/// @param owner the account that subscribed
/// @param principal who subscribed
/// @param token what confirms it
/// @param tokenUntil until when the token is good, in milliseconds since 1970
public record Subscription(
    String arn,
    int number,
    Protocol protocol,
    String endpoint,
    String owner,
    String principal,
    long createdAt,
    Status status,
    boolean confirmedWithSignature,
    boolean authenticateOnUnsubscribe,
    String token,
    long tokenUntil,
    SubscriptionAttributes attributes) {
  private static final int VERSION = 1;

  /// AWS ("Subscribe"): a token is good for two days, and who has not confirmed by then is
  /// forgotten.
  public static final long PENDING_MILLIS = 48L * 3_600_000;

  public enum Status {
    PENDING,
    CONFIRMED
  }

  public boolean isPending() {
    return status == Status.PENDING;
  }

  /// This one confirmed.
  public Subscription confirmed(boolean withSignature, boolean authenticate) {
    return new Subscription(
        arn,
        number,
        protocol,
        endpoint,
        owner,
        principal,
        createdAt,
        Status.CONFIRMED,
        withSignature,
        authenticate,
        token,
        tokenUntil,
        attributes);
  }

  public Subscription with(SubscriptionAttributes changed) {
    return new Subscription(
        arn,
        number,
        protocol,
        endpoint,
        owner,
        principal,
        createdAt,
        status,
        confirmedWithSignature,
        authenticateOnUnsubscribe,
        token,
        tokenUntil,
        changed);
  }

  /// This one with a fresh token: it was subscribed again before it was confirmed.
  public Subscription withToken(String fresh, long until) {
    return new Subscription(
        arn,
        number,
        protocol,
        endpoint,
        owner,
        principal,
        createdAt,
        status,
        confirmedWithSignature,
        authenticateOnUnsubscribe,
        fresh,
        until,
        attributes);
  }

  /// This one with another number and without its token: it had been ended, and is back.
  Subscription restored(int newNumber) {
    return new Subscription(
        arn,
        newNumber,
        protocol,
        endpoint,
        owner,
        principal,
        createdAt,
        Status.CONFIRMED,
        false,
        false,
        "",
        0,
        attributes);
  }

  byte[] bytes() {
    ByteWriter out =
        new ByteWriter(384)
            .u8(VERSION)
            .text(arn)
            .u32(number)
            .text(protocol.word())
            .text(endpoint)
            .text(owner)
            .text(principal)
            .u64(createdAt)
            .u8(isPending() ? 0 : 1)
            .u8(confirmedWithSignature ? 1 : 0)
            .u8(authenticateOnUnsubscribe ? 1 : 0)
            .text(token)
            .u64(tokenUntil);
    MapText.write(attributes.settings(), out);
    return out.bytes();
  }

  static Subscription read(byte[] value, Arn topic) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new Subscription(
        in.text(),
        in.u32(),
        Protocol.parse(in.text()),
        in.text(),
        in.text(),
        in.text(),
        in.u64(),
        in.u8() == 0 ? Status.PENDING : Status.CONFIRMED,
        in.u8() == 1,
        in.u8() == 1,
        in.text(),
        in.u64(),
        SubscriptionAttributes.stored(topic, MapText.read(in)));
  }
}
