package io.waybill.server.config;

/// The text of one setting and where it was found.
///
/// @param source `--port`, `WAYBILL_PORT`, `waybill.yaml` or `the default`: as the operator would
///   call it
record Given(String text, String source) {}
