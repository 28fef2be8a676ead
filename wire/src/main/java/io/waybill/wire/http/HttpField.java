package io.waybill.wire.http;

/// One header line of an answer. Neither part may hold a line break.
public record HttpField(String name, String value) {}
