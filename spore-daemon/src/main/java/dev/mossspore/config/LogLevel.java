package dev.mossspore.config;

/** Least severe diagnostics that are written. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}
