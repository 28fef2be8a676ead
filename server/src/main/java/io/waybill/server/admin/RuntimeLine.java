package io.waybill.server.admin;

/// One of Lambda's runtimes, and what runs it on this host.
///
/// @param program what runs it; empty where nothing does
/// @param note what else is to know; empty for nothing
public record RuntimeLine(String name, boolean runs, String program, String version, String note) {}
