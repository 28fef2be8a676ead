package io.waybill.server.config;

/// The least important events that are still logged.
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}
