package io.waybill.conformance.raw;

import java.net.http.HttpHeaders;
import java.util.Map;

/// What came back for a call.
///
/// @param output the members of the result; of an error those that the protocol tells
public record Reply(int status, HttpHeaders headers, String body, Map<String, Object> output) {}
