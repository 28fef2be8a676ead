package io.waybill.server.admin;

import java.time.Instant;
import java.util.Map;

/// A mail, SMS or push message that stayed in the server for want of a gateway.
///
/// @param values texts by name: `protocol`, `to`, `subject`, `body`, `messageId`, `topic`
public record LocalMessage(Instant time, Map<String, String> values) {}
