package io.waybill.wire.protocol;

/// One HTTP request as protocols see it: whole, and with nothing decoded.
///
/// @param method such as `POST`
/// @param path from the first slash to the question mark, still percent-encoded
/// @param query what follows the question mark, still percent-encoded; empty where there is none
/// @param body the bytes after transfer and content encoding were undone; never changed
public record WireRequest(String method, String path, String query, Headers headers, byte[] body) {}
