package io.waybill.lambda.model;

/// What functions may ask of the host.
///
/// @param folders whether code may be a folder of the host
/// @param lackedRuntimes whether a function may have a runtime that the host lacks; invoking it is
///   refused then
public record HostRules(boolean folders, boolean lackedRuntimes) {}
