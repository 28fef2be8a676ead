package io.waybill.engine.outward;

/// A mail in plain text.
///
/// @param to one address
/// @param fromName the name that the sender's address is shown with
public record Mail(String to, String fromName, String subject, String body) {}
