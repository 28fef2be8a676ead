package io.waybill.engine.outbox;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.PartitionNumber;

/// Where an outbox keeps things, behind its partition, its service's program and the service's
/// letter for it: `C number` a consignment, `K number` its cursor, `P number` what of the page
/// there became items, `I target group order number` an item, `N` the last number given.
///
/// `order` is the due time, so that what is due stands first; in an ordered lane it is 0, so that
/// the oldest does.
final class OutboxKeys {
  private static final int HEAD = 5;

  private final byte[] head;

  OutboxKeys(PartitionNumber partition, int program, char letter) {
    head = new ByteWriter(4).u16(partition.value()).u8(program).u8(letter).bytes();
  }

  private ByteWriter of(char kind, int more) {
    return new ByteWriter(HEAD + more).raw(head).u8(kind);
  }

  byte[] lastNumber() {
    return of('N', 0).bytes();
  }

  byte[] consignment(long number) {
    return of('C', 8).u64(number).bytes();
  }

  byte[] endOfConsignments() {
    return of((char) ('C' + 1), 0).bytes();
  }

  byte[] cursor(long number) {
    return of('K', 8).u64(number).bytes();
  }

  byte[] posted(long number) {
    return of('P', 8).u64(number).bytes();
  }

  static long consignmentNumber(byte[] key) {
    return new ByteReader(key, HEAD).u64();
  }

  byte[] firstItem() {
    return of('I', 0).bytes();
  }

  byte[] endOfItems() {
    return of((char) ('I' + 1), 0).bytes();
  }

  byte[] firstOfTarget(long target) {
    return of('I', 8).u64(target).bytes();
  }

  byte[] endOfTarget(long target) {
    return of('I', 8).u64(target + 1).bytes();
  }

  byte[] first(Lane lane) {
    return lane(lane).bytes();
  }

  /// Behind every item of `lane`, and before the next lane: an order is a time and begins with a
  /// zero byte.
  byte[] end(Lane lane) {
    return lane(lane).u8(0xff).bytes();
  }

  byte[] item(Lane lane, long order, long number) {
    return lane(lane).u64(order).u64(number).bytes();
  }

  private ByteWriter lane(Lane lane) {
    return of('I', 8 + 2 + lane.group().length() + 16).u64(lane.target()).text(lane.group());
  }

  /// What an item's key tells.
  record ItemKey(Lane lane, long order, long number) {}

  static ItemKey item(byte[] key) {
    ByteReader in = new ByteReader(key, HEAD);
    return new ItemKey(new Lane(in.u64(), in.text()), in.u64(), in.u64());
  }
}
