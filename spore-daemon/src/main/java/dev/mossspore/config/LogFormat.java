package dev.mossspore.config;

/** Form of the diagnostics (chapter 07 section 7.2). */
public enum LogFormat {
  TEXT,
  JSON
}
