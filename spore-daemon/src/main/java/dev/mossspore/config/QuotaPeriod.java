package dev.mossspore.config;

/** Span after which the relay's traffic count starts again. */
public enum QuotaPeriod {
  MONTH,
  DAY
}
