package io.waybill.server.admin;

/// How many messages are where, about: AWS's three approximate counts.
public record MessageCounts(long visible, long inFlight, long delayed) {}
