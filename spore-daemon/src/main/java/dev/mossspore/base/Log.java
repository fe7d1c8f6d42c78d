package dev.mossspore.base;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostics of one component: a fixed message and fields, given as alternating names and values
 * ({@code log.info("node started", "mesh", mesh, "port", port)}). A message is never a format, so
 * what strangers send cannot change it. A {@link Throwable} as a value also brings its stack trace;
 * pass its text where the failure is an expected one. Neither secrets nor payloads belong here, and
 * nothing is logged per packet (07 section 7.2). Thread-safe; never blocks.
 */
public final class Log {
  /** Parent of every logger of this program; a component's logger is {@code mossspore.<name>}. */
  public static final String ROOT = "mossspore";

  private final Logger logger;

  private Log(Logger logger) {
    this.logger = logger;
  }

  /** The log of a component, for example {@code mesh}. */
  public static Log of(String component) {
    return new Log(System.getLogger(ROOT + "." + component));
  }

  /** Whether {@link #debug} is heard, for callers whose fields are costly to make. */
  public boolean debugging() {
    return logger.isLoggable(Level.DEBUG);
  }

  public void debug(String message, @Nullable Object... fields) {
    logger.log(Level.DEBUG, message, fields);
  }

  public void info(String message, @Nullable Object... fields) {
    logger.log(Level.INFO, message, fields);
  }

  /** Identical warnings are written once, then counted every minute. */
  public void warn(String message, @Nullable Object... fields) {
    logger.log(Level.WARNING, message, fields);
  }

  /** Limited like warnings. */
  public void error(String message, @Nullable Object... fields) {
    logger.log(Level.ERROR, message, fields);
  }
}
